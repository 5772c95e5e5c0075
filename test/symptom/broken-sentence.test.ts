import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const whole =
  'Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: cron@ops.example';
/** Places at which a narrow window breaks the sentence. */
const breaks = [
  ['Email address is not', 'the check in region'],
  ['verified. The following'],
  ['Message rejected: Email', 'The following identities failed'],
  ['the check in region EU-WEST-1:'],
] as const;
const marks = ['', '> ', '> > ', '| ', '    '];

const brokenAt = (places: readonly string[], mark: string): string =>
  mark + places.reduce((text, place) => text.replace(`${place} `, `${place}\n${mark}`), whole);

describe('a sentence of SES that is broken over lines is one failure', () => {
  it.each(breaks.flatMap((places) => marks.map((mark) => [brokenAt(places, mark)] as const)))(
    '%j',
    (text) => {
      const subjects = readSymptom(text)
        .candidates.filter(({ code }) => code === 'identity/not-verified')
        .map(({ subject }) => subject);
      expect(subjects).toEqual(['cron@ops.example']);
    },
  );

  it('and a second one below it another', () => {
    const text = `${brokenAt(breaks[0], '')}\n${whole.replace('cron@ops.example', 'shop@ops.example')}`;
    const subjects = readSymptom(text)
      .candidates.filter(({ code }) => code === 'identity/not-verified')
      .map(({ subject }) => subject);
    expect(subjects).toEqual(['cron@ops.example', 'shop@ops.example']);
  });
});

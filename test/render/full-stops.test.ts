import { describe, expect, it } from 'vitest';
import { type Format, formats, rendererOf } from '../../src/render/formats.ts';
import type { Report } from '../../src/model/report.ts';
import { stepText } from '../../src/render/words.ts';
import { hostileReport } from './hostile.ts';

it.each([
  ['Publish the record', 'Publish the record.'],
  ['Publish the record. It is public', 'Publish the record. It is public.'],
  ['Wait.', 'Wait.'],
  ['Fix what the reply names: “550 5.7.1 No.”', 'Fix what the reply names: “550 5.7.1 No.”'],
  ['Add to the policy: {"Effect":"Allow"}', 'Add to the policy: {"Effect":"Allow"}'],
  ['Read https://postmaster.example/why', 'Read https://postmaster.example/why'],
])('a step is a sentence with its full stop: %s', (text, shown) => {
  expect(stepText(text)).toBe(shown);
});

/** A report whose steps have neither a stop nor anything to paste. */
const report = JSON.parse(
  JSON.stringify(hostileReport('Step without a stop'), (name, value: unknown) =>
    name === 'command' && value === 'Step without a stop' ? null : name === 'record' ? null : value,
  ),
) as Report;

/** What a format makes of steps: a list that people read, or data (or none at all). */
const steps: Readonly<Record<Format, 'read' | 'data'>> = {
  ...{ text: 'read', markdown: 'read', html: 'read', junit: 'read', github: 'read' },
  ...{ json: 'data', ndjson: 'data', sarif: 'data' },
};

describe.each(formats.filter((format) => steps[format] === 'read'))('in %s', (format) => {
  it('steps end with a full stop', async () => {
    const render = await rendererOf(format);
    const options = { columns: 100, colorLevel: 0, quiet: false, verbose: true, terminal: false } as const;
    // The summary holds the same words, and ends with a stop of its own.
    expect(render(report, options), 'a step goes through stepText() of src/render/words.ts').toMatch(
      /(?<!A record says )Step without a stop\./,
    );
  });
});

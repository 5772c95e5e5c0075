import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/symptom/unwrap/unwrap.ts';

const record = {
  NotificationType: 'Bounce',
  bounce: { BounceType: 'Permanent', BouncedRecipients: [{ EmailAddress: 'jo@c.example' }] },
  mail: { source: 'a@b.example' },
};

const recordIn = (input: string | Uint8Array): unknown =>
  unwrap(input)
    .segments.map(({ document }) => document as Record<string, unknown> | null)
    .find((document) => document?.['notificationType'] === 'Bounce');

describe('a record of SES', () => {
  it('is found with its way, under the names of the documentation', () => {
    const { segments } = unwrap(JSON.stringify({ TopicArn: 'arn', Message: JSON.stringify(record) }));
    expect(segments.at(-1)?.way).toEqual(['json', 'SNS.Message', 'json']);
    expect(segments.at(-1)?.document).toMatchObject({ bounce: { bounceType: 'Permanent' } });
  });

  it('is found below 100 layers: depth costs nothing, only length does', () => {
    let value: unknown = record;
    for (let layer = 0; layer < 100; layer += 1) value = { data: value };
    expect(recordIn(JSON.stringify(value))).toBeDefined();
  });

  it.each([
    ['key=value', 'bounceType=Permanent bounceSubType=General recipient=jo@c.example'],
    ['YAML', 'bounce:\n  bounceType: Permanent\n  bounceSubType: General\n'],
    ['CSV', 'recipient,bounceType,diagnosticCode\njo@c.example,Permanent,"smtp; 550 5.1.1 unknown, sorry"\n'],
  ])('is put together from %s', (_, text) => {
    expect(
      unwrap(text).segments.some(({ document }) =>
        JSON.stringify(document).includes('"bounceType":"Permanent"'),
      ),
    ).toBe(true);
  });

  it('is none where nothing of it stands', () => {
    for (const text of [
      '{"level":"info","message":"hello there"}',
      'the type of a bounce house: large',
      'a,b\n1,2\n',
    ])
      expect(recordIn(text)).toBeUndefined();
  });
});

it('says how much it did not examine', () => {
  const { unread } = unwrap(JSON.stringify({ Message: `{"a":"${'x'.repeat(5000)}"}` }), {
    characters: 6000,
    segments: 100,
  });
  expect(unread).toEqual(['One part of the text, 5 KB, was not examined.']);
});

describe('what lies deep, and what is left', () => {
  const bounce = {
    eventType: 'Bounce',
    mail: {},
    bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'a@b.example' }] },
  };

  it.each([2000, 25_000, 100_000])('a record is found below %i lists', (depth) => {
    const { segments, unread } = unwrap(`${'['.repeat(depth)}${JSON.stringify(bounce)}${']'.repeat(depth)}`);
    expect(
      segments.some(
        ({ document }) => document !== null && Object.hasOwn(Object(document) as object, 'bounce'),
      ),
    ).toBe(true);
    expect(unread).toEqual([]);
  });

  it('values beyond the bound are counted', () => {
    expect(unwrap(JSON.stringify({ list: Array.from({ length: 20_005 }, (_, at) => at) })).unread).toEqual([
      '7 values of a long document were not examined.',
    ]);
  });

  it('characters that begin as gzip by chance are none', () => {
    for (const start of [
      [0x1f, 0x8b, 3, 0],
      [0x1f, 0x8b, 8, 0xe4],
      [0x1f, 0x8b, 8, 0],
    ]) {
      const word = Buffer.from([...start, ...Array.from({ length: 60 }, (_, at) => (at * 83 + 7) % 256)]);
      expect(unwrap(`noise ${word.toString('base64')} noise`).unread).toEqual([]);
    }
  });
});

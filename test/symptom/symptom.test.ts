import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symptomCodes } from '../../src/knowledge/symptom-codes.ts';
import { createSymptomReader, readSymptom } from '../../src/symptom/reader.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import { replies } from './texts/replies.ts';
import { clientTexts } from './texts/texts.ts';

interface Pasted {
  name: string;
  region?: string;
  text?: string;
  base64?: string;
  parts?: readonly { text: string; times: number }[];
  reads: readonly string[];
  among: readonly string[];
  never: readonly string[];
  hidden?: readonly string[];
}

// The file is ours; its shape is the interface above.
const pasted = JSON.parse(readFileSync('test/symptom/texts/pasted.json', 'utf8')) as readonly Pasted[];

const bytesOf = ({ text, base64, parts }: Pasted): Uint8Array => {
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  return new TextEncoder().encode(text ?? (parts ?? []).map((part) => part.text.repeat(part.times)).join(''));
};

const codesOf = (symptom: Symptom): readonly string[] => [
  ...new Set(symptom.candidates.map(({ code }) => code)),
];

/** `*`, `area/*`, `area/` or a code. */
const matches = (pattern: string, code: string): boolean =>
  pattern === '*' ||
  pattern === code ||
  (/\/\*?$/.test(pattern) && code.startsWith(pattern.replace(/\*$/, '')));

describe('what people paste', () => {
  it.each(pasted.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const symptom = readSymptom(bytesOf(one), { region: one.region ?? null });
    const codes = codesOf(symptom);
    expect(one.reads).toContain(codes[0]);
    for (const entry of one.among)
      expect(entry.split('|').some((code) => codes.slice(0, 3).includes(code))).toBe(true);
    const allowed = [...one.reads, ...one.among.flatMap((entry) => entry.split('|'))];
    expect(
      codes.filter((code) => !allowed.includes(code) && one.never.some((pattern) => matches(pattern, code))),
    ).toEqual([]);
    for (const secret of one.hidden ?? []) expect(JSON.stringify(symptom)).not.toContain(secret);
  });
});

describe('errors of clients', () => {
  it.each(Object.entries(clientTexts))('%s', (_, { text, reads, never = [], region }) => {
    const codes = codesOf(readSymptom(text, { region: region ?? null }));
    expect(reads).toContain(codes[0]);
    expect(
      codes.filter((code) => !reads.includes(code) && never.some((pattern) => matches(pattern, code))),
    ).toEqual([]);
  });
});

const bounce = (reply: string): string =>
  JSON.stringify({
    eventType: 'Bounce',
    mail: { source: 'shop@shop.example', destination: ['guest@inn.example'] },
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: 'guest@inn.example', diagnosticCode: `smtp; ${reply}` }],
    },
  });

describe('replies of receivers', () => {
  it.each(replies.map((one) => [one.reply, one] as const))('%s', (_, { reply, reads }) => {
    expect(reads).toContain(codesOf(readSymptom(bounce(reply)))[0]);
    expect(reads).toContain(codesOf(readSymptom(`smtp; ${reply}`))[0]);
  });
});

describe('envelopes', () => {
  const record = bounce('550 5.1.1 user unknown');
  const sns = { Type: 'Notification', TopicArn: 'arn:aws:sns:us-east-1:111122223333:x', Message: record };
  it.each([
    ['an SNS envelope', JSON.stringify(sns)],
    ['SQS around SNS', JSON.stringify({ Records: [{ messageId: '1', body: JSON.stringify(sns) }] })],
    ['a Lambda event of SNS', JSON.stringify({ Records: [{ EventSource: 'aws:sns', Sns: sns }] })],
    [
      'EventBridge',
      JSON.stringify({
        'detail-type': 'Email Bounced',
        source: 'aws.ses',
        detail: JSON.parse(record) as unknown,
      }),
    ],
    ['an array', `[${record},\n ${record}]`],
    ['records without line ends', record + record],
    ['indented JSON', JSON.stringify(JSON.parse(record), null, 2)],
    ['a line of a log', `2026-01-01 INFO webhook got ${record} from sns`],
    ['an escaped line of a log', `{"level":"info","message":${JSON.stringify(`got ${record}`)}}`],
    [
      'a Firehose transformation',
      JSON.stringify({ records: [{ recordId: '1', data: Buffer.from(record).toString('base64') }] }),
    ],
    [
      'UTF-16 with a byte order mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(record, 'utf16le')]),
    ],
    ['JSON that is cut off', record.slice(0, -12)],
  ])('%s', (_, text) => {
    const symptom = readSymptom(text);
    expect(codesOf(symptom)[0]).toBe('bounce/unknown-user');
    expect(symptom.candidates[0]?.subject).toBe('guest@inn.example');
  });
});

describe('many events', () => {
  it('counts them, with samples and times', () => {
    const reader = createSymptomReader();
    for (let place = 0; place < 120; place += 1) {
      const reply = place < 80 ? '550 5.1.1 user unknown' : '552 5.2.2 mailbox full';
      reader.push(
        new TextEncoder().encode(`${bounce(reply).replaceAll('guest@', `guest${String(place)}@`)}\n`),
      );
    }
    const { summary, candidates } = reader.end();
    expect(summary?.events).toBe(120);
    expect(summary?.byCode.map(({ key, count, samples }) => [key, count, samples.length])).toEqual([
      ['bounce/unknown-user', 80, 10],
      ['bounce/mailbox-full', 40, 10],
    ]);
    expect(candidates.map(({ code, subject }) => [code, subject])).toEqual([
      ['bounce/unknown-user', null],
      ['bounce/mailbox-full', null],
    ]);
  });
});

describe('anything at all', () => {
  const codes = new Set(symptomCodes);

  it('ends with known codes, whatever the bytes and however they are cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 1, max: 500 }), (bytes, size) => {
        const reader = createSymptomReader();
        for (let start = 0; start < bytes.length; start += size)
          reader.push(bytes.slice(start, start + size));
        const { candidates } = reader.end();
        expect(candidates.length).toBeGreaterThan(0);
        for (const { code, quote } of candidates) {
          expect(codes).toContain(code);
          expect(quote.length).toBeLessThanOrEqual(300);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('survives every known text cut anywhere', () => {
    const texts = [
      ...Object.values(clientTexts).map(({ text }) => text),
      ...replies.map(({ reply }) => bounce(reply)),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
        for (const { code } of readSymptom(text.slice(0, Math.floor(text.length * share))).candidates)
          expect(codes).toContain(code);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['100,000 nested arrays', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['100,000 nested objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['100,000 objects that never end', '{"a":'.repeat(100_000)],
    ['a long line', 'x'.repeat(3_000_000)],
    ['terminal escapes', '\u001b['.repeat(300_000)],
  ])('%s', (_, text) => {
    expect(codesOf(readSymptom(text))).toEqual(['send/unrecognised']);
  });

  it('names only codes that its list holds', () => {
    const all = [
      ...pasted.map(bytesOf),
      ...Object.values(clientTexts).map(({ text }) => new TextEncoder().encode(text)),
    ];
    for (const bytes of all)
      for (const { code } of readSymptom(bytes).candidates) expect(codes).toContain(code);
  });
});

describe('secrets', () => {
  it.each([
    [
      'AUTH PLAIN',
      'C: AUTH PLAIN AEFLSUFJT1NGT0ROTjdFWEFNUExFAEJIdW50ZXIySHVudGVyMg==\nS: 535 Authentication Credentials Invalid',
      'AEFLSUFJ',
    ],
    [
      'a password beside the error',
      'smtp password=hunter2hunter2 535 Authentication Credentials Invalid',
      'hunter2hunter2',
    ],
    [
      'a secret key',
      'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY SignatureDoesNotMatch',
      'wJalrXUtnFEMI',
    ],
    [
      'a signed URL',
      'GET https://email.us-east-1.amazonaws.com/?X-Amz-Security-Token=IQoJb3JpZ2luX2VjEXAMPLE&X-Amz-Signature=abcdef0123 connect ETIMEDOUT',
      'IQoJb3JpZ2lu',
    ],
  ])('%s', (_, text, secret) => {
    expect(JSON.stringify(readSymptom(text))).not.toContain(secret);
  });
});

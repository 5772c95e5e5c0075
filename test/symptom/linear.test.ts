import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSymptomReader, readSymptom } from '../../src/symptom/reader.ts';

const folder = 'src/symptom';

/** The regular expressions of a file: literals after what may stand before one, without those in comments. */
function expressionsOf(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//gu, '').replace(/^\s*\/\/.*$/gmu, '');
  return [
    ...code.matchAll(
      /(?<=[=(,[:?&|!]\s*|^\s*|return )\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/[gimsuy]+/gmu,
    ),
  ].map(([, body = '']) => body);
}

/** Repeats without an upper bound, and repeats of a group that itself holds one without a bound. */
function faultsOf(body: string): readonly string[] {
  const bare = body.replace(/\\./gu, 'x').replace(/\[[^\]]*\]/gu, 'c');
  const faults: string[] = [];
  if (/\)[*+]|\)\{\d+,\}/u.test(bare)) faults.push('a group repeated without a bound');
  // One unbounded repeat of one class is linear where it is all there is; two may share out the same text.
  const unbounded = [...bare.matchAll(/[^({|\\][*+](?!\?)|\{\d+,\}/gu)].length;
  if (unbounded > 1 && !/^\^|\$$/u.test(bare)) faults.push('several repeats without a bound');
  return faults;
}

describe('the regular expressions of the readers', () => {
  it.each(readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')))(
    '%s',
    (name) => {
      const bodies = expressionsOf(readFileSync(`${folder}/${name}`, 'utf8'));
      expect(bodies.flatMap((body) => faultsOf(body).map((fault) => `${fault}: ${body}`))).toEqual([]);
    },
  );

  it('are found, and the faulty ones told', () => {
    expect(expressionsOf('const a = /(?:a+)+$/u;\nb(/x{1,3}/gu)')).toEqual(['(?:a+)+$', 'x{1,3}']);
    expect(faultsOf('(?:a+)+$')).not.toEqual([]);
    expect(faultsOf('\\w+@\\w+')).not.toEqual([]);
    expect(faultsOf('\\w{1,64}@[a-z]{1,9}')).toEqual([]);
  });
});

const inChunks = (bytes: Uint8Array, size: number): unknown => {
  const reader = createSymptomReader();
  for (let start = 0; start < bytes.length; start += size) reader.push(bytes.subarray(start, start + size));
  return reader.end();
};

const sentences = [
  '550 5.1.1 user unknown',
  '{"eventType":"Bounce","mail":{"source":"a@b.example"},"bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"c@d.example","diagnosticCode":"smtp; 552 5.2.2 over quota"}]}}',
  '554 Message rejected: Email address is not verified. The following identities failed the check in region US-EAST-1: é@shop.example',
  'Authentication-Results: mx.example; dkim=fail header.d=shop.example',
  '\ufeff{"a":',
  '535 Authentication Credentials Invalid',
  '[[[{"x":"\\u00',
  '',
];

describe('any bytes', () => {
  it('end with an answer, the same in whatever chunks they come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...sentences), fc.string({ maxLength: 60, unit: 'binary' })), {
          maxLength: 8,
        }),
        fc.uint8Array({ maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom('\n', '\r\n', ' '),
        (texts, rubbish, size, between) => {
          const bytes = Uint8Array.from([...new TextEncoder().encode(texts.join(between)), ...rubbish]);
          const whole = readSymptom(bytes);
          expect(whole.candidates.length).toBeGreaterThan(0);
          expect(inChunks(bytes, size)).toEqual(whole);
          expect(inChunks(bytes, 1)).toEqual(whole);
        },
      ),
      { numRuns: 150 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

/** Bytes that look random and are the same in each run (xorshift). */
function randomBytes(length: number): Uint8Array {
  let state = 0x9e3779b9;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  });
}

const bytes = randomBytes(3 * 1024 * 1024);
const base64 = Buffer.from(bytes).toString('base64');
const folded = base64.replace(/.{76}/gu, '$&\n');
const printable = Array.from(bytes, (byte) => String.fromCharCode(32 + (byte % 95))).join('');
const refusal =
  'An error occurred (MessageRejected) when calling the SendEmail operation: Email address is not verified. ' +
  'The following identities failed the check in region EU-WEST-1: a@example.com';

const codes = (input: string | Uint8Array): string[] => readSymptom(input).candidates.map(({ code }) => code);

describe('text that nobody wrote', () => {
  it.each([
    ['random bytes', bytes],
    ['base64 in lines', folded],
    ['base64 in one line', base64],
    ['random printable characters', printable],
    ['the name of a service in base64', `${folded.slice(0, 77 * 40)}${'A1/sqs/'.repeat(10)}AAAAAA\n`],
  ])('%s is recognised as nothing', (_, input) => {
    expect(codes(input)).toEqual(['send/unrecognised']);
  });

  it.each([100, 300_000])('does not hide a sentence in a long line of single letters: %i', (times) => {
    for (const filler of ['x y ', '. ', '0 1 2 ', 'ab cd ']) {
      expect(codes(`${filler.repeat(times)}${refusal}`)).toContain('identity/not-verified');
      expect(codes(`${refusal} ${filler.repeat(times)}`)).toContain('identity/not-verified');
    }
  });

  it('does not hide the sentence that stands before or after it', () => {
    const attachment = folded.slice(0, 77 * 4000);
    expect(codes(`${refusal}\n${attachment}`)).toContain('identity/not-verified');
    expect(codes(`${attachment}${refusal}`)).toContain('identity/not-verified');
  });

  it('leaves a log with runs of NUL as it is', () => {
    expect(codes(`${'\u0000'.repeat(500)}${refusal}\n`)).toContain('identity/not-verified');
  });
});

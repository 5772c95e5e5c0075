import { expect, it } from 'vitest';
import { createSymptomReader } from '../../src/symptom/reader.ts';

function codesOf(text: string): readonly string[] {
  const reader = createSymptomReader({ region: null });
  reader.push(Buffer.from(text));
  return reader.end().candidates.map(({ code }) => code);
}

it.each([
  '504 5.7.4 Unrecognized authentication type',
  '504 5.5.4 Unrecognized parameter',
  '500 5.5.1 Invalid command',
  '502 5.5.2 Error: command not recognized',
  '501 5.5.4 Invalid argument',
  '535 Unknown SASL mechanism',
])('%s says nothing of a mailbox', (text) => {
  expect(codesOf(text)).not.toContain('bounce/unknown-user');
});

it.each(['550 5.1.1 Unrecognized recipient', '550 5.1.1 unknown', '550 unknown user: command ignored'])(
  '%s does',
  (text) => {
    expect(codesOf(text)).toContain('bounce/unknown-user');
  },
);

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

/** What programs write with the id of a message: beside what went wrong, and as nothing but the answer to a send. */
const { hostile, healthy } = JSON.parse(readFileSync('test/symptom/texts/answers.json', 'utf8')) as {
  hostile: readonly string[];
  healthy: readonly string[];
};
const first = (text: string): string | undefined => readSymptom(text).candidates[0]?.code;
const id = '0102018f5c1a2b3c-1b2c3d4e-aaaa-bbbb-cccc-ddddeeeeffff-000000';

describe('the id of a message proves nothing beside', () => {
  it.each(hostile)('%s', (text) => {
    expect(first(text)).not.toBe('send/no-failure');
  });

  it('the last of a long batch that failed', () => {
    const entries = Array.from({ length: 450 }, () => ({ MessageId: id, Status: 'SUCCESS' }));
    expect(first(JSON.stringify({ results: entries }))).toBe('send/no-failure');
    expect(first(JSON.stringify({ results: [...entries, { error: 'Parked' }] }))).not.toBe('send/no-failure');
  });
});

describe('the id of a message is an all-clear as', () => {
  it.each(healthy)('%s', (text) => {
    expect(first(text)).toBe('send/no-failure');
  });
});

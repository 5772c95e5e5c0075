import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

interface Fresh {
  kind: string;
  text: string;
  /** Codes that may come first. */
  reads: readonly string[];
}

/** Texts that were composed, the way tools print them, before the rules that read them were looked at. */
const texts = JSON.parse(readFileSync('test/symptom/texts/fresh.json', 'utf8')) as readonly Fresh[];

describe.each([...new Set(texts.map(({ kind }) => kind))])('%s', (kind) => {
  it.each(texts.filter((one) => one.kind === kind).map((one) => [one.text.slice(0, 120), one] as const))(
    '%s',
    (_, { text, reads }) => {
      expect(reads).toContain(readSymptom(text).candidates[0]?.code);
    },
  );
});

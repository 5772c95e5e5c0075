import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

interface Unseen {
  kind: string;
  text: string;
  /** Codes that may come first. */
  reads: readonly string[];
  /** Codes that may come nowhere. */
  never?: readonly string[];
}

const folder = 'test/symptom/texts';
/** Texts by somebody who runs mail and had not seen the reader, with what was expected of them before any of them was read. */
const texts = readdirSync(folder)
  .filter((name) => /^unseen.*\.json$/u.test(name))
  .sort()
  .flatMap((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as readonly Unseen[]);

describe.each([...new Set(texts.map(({ kind }) => kind))])('%s', (kind) => {
  it.each(texts.filter((one) => one.kind === kind).map((one) => [one.text.slice(0, 120), one] as const))(
    '%s',
    (_, { text, reads, never = [] }) => {
      const codes = readSymptom(text).candidates.map(({ code }) => code);
      expect(reads).toContain(codes[0]);
      expect(codes.filter((code) => never.includes(code))).toEqual([]);
    },
  );
});

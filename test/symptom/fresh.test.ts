import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

interface Fresh {
  kind: string;
  text: string;
  /** Codes that may come first. */
  reads: readonly string[];
  /** Codes that may come nowhere. */
  never?: readonly string[];
  /** What the first must say beside its code. */
  data?: Readonly<Record<string, string>>;
}

const folder = 'test/symptom/texts';
/**
 * Texts that were composed, the way tools print them, before the rules that read them were looked at; those called unseen
 * by people who run mail and had never seen the reader.
 */
const texts = readdirSync(folder)
  .filter((name) => /^(?:fresh|unseen).*\.json$/u.test(name))
  .sort()
  .flatMap((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as readonly Fresh[]);

describe.each([...new Set(texts.map(({ kind }) => kind))])('%s', (kind) => {
  it.each(texts.filter((one) => one.kind === kind).map((one) => [one.text.slice(0, 120), one] as const))(
    '%s',
    (_, { text, reads, never = [], data = {} }) => {
      const { candidates } = readSymptom(text);
      expect(reads).toContain(candidates[0]?.code);
      expect(candidates[0]?.data).toMatchObject(data);
      expect(candidates.filter(({ code }) => never.includes(code))).toEqual([]);
    },
  );
});

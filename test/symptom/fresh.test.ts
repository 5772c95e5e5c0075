import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

interface Fresh {
  kind: string;
  text: string;
  /** Codes that may come first. */
  reads: readonly string[];
  /** What the first must say beside its code. */
  data?: Readonly<Record<string, string>>;
}

const folder = 'test/symptom/texts';
/** Texts that were composed, the way tools print them, before the rules that read them were looked at. */
const texts = readdirSync(folder)
  .filter((name) => /^fresh.*\.json$/u.test(name))
  .sort()
  .flatMap((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as readonly Fresh[]);

describe.each([...new Set(texts.map(({ kind }) => kind))])('%s', (kind) => {
  it.each(texts.filter((one) => one.kind === kind).map((one) => [one.text.slice(0, 120), one] as const))(
    '%s',
    (_, { text, reads, data = {} }) => {
      const [first] = readSymptom(text).candidates;
      expect(reads).toContain(first?.code);
      expect(first?.data).toMatchObject(data);
    },
  );
});

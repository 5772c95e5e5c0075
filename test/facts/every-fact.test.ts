import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const textsOf = (folder: string, end: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(end))
    .map((file) => readFileSync(join(folder, file), 'utf8'));

/** The names that files of facts export. */
const factsIn = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) =>
    [...text.matchAll(/^export const (\w+)[^=]*= defineFact\(/gm)].flatMap(([, name]) => name ?? []),
  );

/** The names that tests import from the files of facts. */
const importedIn = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/^import \{([^}]+)\} from '[^']*\/src\/facts\/[^']+';/gm)].flatMap(([, names = '']) =>
        names.split(',').map((name) => name.trim()),
      ),
    ),
  );

describe('the facts', () => {
  const facts = factsIn(textsOf('src/facts', '.ts'));
  const tested = importedIn(textsOf('test/facts', '.test.ts'));

  it('each have a test under test/facts', () => {
    expect(facts.length).toBeGreaterThan(50);
    expect(facts.filter((name) => !tested.has(name))).toEqual([]);
  });

  it('would be missed without one', () => {
    const names = factsIn([
      'export const bimi = defineFact({\n',
      'export const logo: Fact<Logo> = defineFact({\n',
    ]);
    expect(names).toEqual(['bimi', 'logo']);
    const seen = importedIn(["import {\n  bimi,\n  type Bimi,\n} from '../../src/facts/bimi.ts';\n"]);
    expect(names.filter((name) => !seen.has(name))).toEqual(['logo']);
  });
});

import { checklist } from '../checks/index.ts';
import { areaOfCode } from '../src/model/select.ts';

/** The files that list the checks, by path: `checks/<stage>.ts`. */
export type Lists = Readonly<Record<string, string>>;

export interface MadeFile {
  path: string;
  text: string;
  /** False for a list that gets a line. */
  isNew: boolean;
}

const folders: Readonly<Record<string, string>> = {
  account: '1-account',
  client: '2-client',
  delivery: '3-delivery',
  inbox: '4-inbox',
};

/**
 * What `npm run new-check <stage>/<id>` writes: the check, its test, a scenario with its healthy twin and the lines in
 * the lists. All of them fail until they are filled in. `wanted` is `inbox/bimi-logo`. An error is a sentence without a stop.
 */
export function newCheck(
  wanted: string,
  lists: Lists,
  areas: Readonly<Record<string, string>> = areasOfCodes(),
): { files: readonly MadeFile[]; test: string } | { error: string } {
  const [, stage = '', id = ''] = /^([a-z]+)\/([a-z]+(?:-[a-z0-9]+)*)$/.exec(wanted) ?? [];
  const folder = folders[stage];
  if (folder === undefined || id === '')
    return {
      error: `give <stage>/<id>, e.g. inbox/bimi-logo; the stages are ${Object.keys(folders).join(', ')}`,
    };
  const list = `checks/${stage}.ts`;
  const listText = lists[list];
  if (listText === undefined) return { error: `${list} is missing` };
  if (Object.values(lists).some((text) => text.includes(`/${id}.ts'`))) return { error: `${id} exists` };

  const area = nearestArea(id, Object.keys(areas)) ?? id;
  if (areas[area] !== undefined && areas[area] !== stage)
    return { error: `the area ${area} belongs to the stage ${areas[area]}` };
  const test = `test/checks/${folder}/${id}.test.ts`;
  const made = (path: string, text: string): MadeFile => ({ path, text, isNew: true });
  return {
    test,
    files: [
      made(`checks/${folder}/${id}.ts`, checkText(id, area)),
      made(test, testText(folder, id, area)),
      made(`test/lab/scenarios/${area}/${id}.ts`, scenarioText(id, area)),
      made(`test/lab/scenarios/${area}/healthy-${id}.ts`, twinText(id)),
      { path: list, text: withLine(listText, folder, id), isNew: false },
    ],
  };
}

/** The stage of each area of codes. */
const areasOfCodes = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    checklist.flatMap(({ id, checks }) =>
      checks.flatMap(({ problems }) => Object.keys(problems).map((code) => [areaOfCode(code), id])),
    ),
  );

/** The longest area that an id begins with: `mail-from` of `mail-from-mx`. */
function nearestArea(id: string, areas: readonly string[]): string | null {
  const fitting = areas.filter((area) => id === area || id.startsWith(`${area}-`));
  return fitting.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** `bimi-logo` as a name in code. */
const camel = (id: string): string =>
  id.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());

/** The list of a stage with one more import and one more check, both last. */
function withLine(text: string, folder: string, id: string): string {
  const line = `import ${camel(id)} from './${folder}/${id}.ts';\n`;
  const at = text.lastIndexOf('import type { Stage }');
  const imported = text.slice(0, at) + line + text.slice(at);
  return imported.replace(
    /(checks: \[[\s\S]*?),?\s*\],/,
    (_match, listed: string) => `${listed},\n    ${camel(id)},\n  ],`,
  );
}

const checkText = (
  id: string,
  area: string,
): string => `import { defineCheck, problem } from '../../src/model/check.ts';
import { target } from '../../src/facts/target.ts';

export default defineCheck({
  id: '${id}',
  // The name of the thing, true beside any mark: 'DKIM records'.
  title: '',
  // Why it matters that it is in order, for the docs page: a sentence, with its full stop.
  // Records to publish come from recordToPublish() of src/knowledge/dns-panels.ts, commands from src/render/paste/paste.ts.
  why: '',
  // The facts the check reads, from src/facts/. Those of an identity (recipient, IP, template) make the check per: 'identity' too.
  needs: { target },

  problems: {
    '${area}/say-what-is-wrong': problem<{ region: string | null }>({
      severity: 'error',
      summary: () => '',
      impact: '',
      fix: () => [],
      references: [],
    }),
  },

  evaluate() {
    throw new Error('${id}: say when ${area}/say-what-is-wrong occurs');
  },
});
`;

const testText = (
  folder: string,
  id: string,
  area: string,
): string => `import check from '../../../checks/${folder}/${id}.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

describeCheck(check, {
  healthy: { target: targetWith() },
  finds: {
    'say what the sender did': {
      given: { target: targetWith() },
      found: [{ problem: '${area}/say-what-is-wrong', data: { region: 'eu-west-1' } }],
    },
  },
});
`;

const scenarioText = (id: string, area: string): string => `import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Say what differs from the healthy world',
  // world({ aws, dns }) { dns.names['_dmarc.example.com'] = { TXT: ['v=DMARC1; p=none'] }; … }
  command: ['--identity', 'example.com', '--only', '${id}'],
  // 1 for an error, 0 for a warning: --fail-on is error.
  expect: { exitCode: 1, codes: ['${area}/say-what-is-wrong'] },
});
`;

/** What looks like the fault and is in order: the check has to keep silent. */
const twinText = (id: string): string => `import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Say what looks like it and is in order',
  world() {
    throw new Error('${id}: say what looks like the fault and is in order');
  },
  command: ['--identity', 'example.com', '--only', '${id}'],
  expect: { exitCode: 0, codes: [] },
});
`;

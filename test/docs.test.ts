import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { sesModel } from '../build/ses-model.ts';
import { history } from '../checks/history.ts';
import { proofStage } from '../checks/proof.ts';
import { checklist } from '../checks/index.ts';
import { renderDocs } from '../src/render/docs.ts';
import { createProgram } from '../src/cli/program.ts';
import { commandsIn, fencesIn, runInDocs, wordsOf } from './docs/commands.ts';
import { withOutputs } from './docs/readme-outputs.ts';
import { reportOf } from './render/reports.ts';

const pages = [
  'README.md',
  ...readdirSync('docs')
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];
const textOf = (page: string): string => readFileSync(page, 'utf8');

it('checks/README.md is up to date (npm run docs)', async () => {
  await expect(renderDocs([...checklist, proofStage, history])).toMatchFileSnapshot('../checks/README.md');
});

it('what the table of the SES model holds is what the SDK knows (npm run docs)', async () => {
  await expect(sesModel()).toMatchFileSnapshot('../src/symptom/tables/ses-model.ts');
});

it.each(pages)(
  'the outputs in %s are those of the program (npm run docs)',
  { timeout: 180_000 },
  async (page) => {
    await expect(await withOutputs(textOf(page))).toMatchFileSnapshot(`../${page}`);
  },
);

it('the pages show the IAM policy that ses-doctor policy prints, and a real report', () => {
  // What the blocks hold is compared above; here, that nobody took the marks out.
  expect(textOf('docs/privacy.md')).toContain('<!-- policy: - -->');
  expect(textOf('README.md')).toContain('<!-- output: showpiece/broken-account');
});

it('README.md is at most 10 KB', () => {
  expect(textOf('README.md').length).toBeLessThanOrEqual(10 * 1024);
});

it.each([...pages, 'CONTRIBUTING.md', 'SECURITY.md', 'test/lab/README.md'])(
  'every link of %s leads somewhere',
  (page) => {
    const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const local = links.filter((link) => !link.startsWith('https:'));
    const missing = local.filter(
      (link) => !existsSync(posix.join(posix.dirname(page), link.replace(/#.*$/, ''))),
    );
    expect(missing).toEqual([]);
  },
);

describe('the commands', () => {
  const commands = pages.flatMap((page) =>
    commandsIn(textOf(page)).map((command) => [page, command] as const),
  );

  it('are there', () => {
    expect(commands.length).toBeGreaterThan(15);
  });

  it('are all those of the shell blocks', () => {
    for (const page of pages) {
      const named = fencesIn(textOf(page), 'sh').flatMap((block) => [
        ...block.replaceAll(/(?:^|\s)#.*$/gm, '').matchAll(/(?:^|[|(] ?)ses-doctor /gm),
      ]);
      expect(
        fencesIn(textOf(page), 'sh').flatMap((block) => commandsIn(`\`\`\`sh\n${block}\n\`\`\`\n`)),
      ).toHaveLength(named.length);
    }
  });

  it.each(commands)('of %s run: %s', { timeout: 180_000 }, async (_page, command) => {
    const { exitCode, stderr } = await runInDocs(command);
    expect([0, 1, 3], stderr).toContain(exitCode);
  });
});

describe('the command line that is described', () => {
  const nothing = async (): Promise<void> => undefined;
  const program = (): Command => {
    const made = createProgram(
      {
        ...{ check: nothing, explain: nothing, history: nothing, survey: nothing },
        ...{ test: nothing, checks: nothing, policy: nothing, completion: nothing },
      },
      '0',
    );
    for (const one of [made, ...made.commands])
      one.exitOverride().configureOutput({ writeErr: () => undefined });
    return made;
  };
  const helpOf = (command: Command): string => {
    let text = '';
    command.configureOutput({ writeOut: (more) => (text += more) });
    command.outputHelp();
    return text;
  };
  const made = program();
  const examples = [made, ...made.commands].flatMap((command) =>
    helpOf(command)
      .split('\n')
      .filter((line) => /^ {2}.*\bses-doctor /.test(line))
      // A word on what it does stands behind it, and other programs beside it.
      .map((line) => line.trim().replace(/ {3,}\S.*$/, ''))
      .flatMap((line) => line.split(/ \| |<\(|\)| > /))
      .map((part) => part.trim())
      .filter((part) => part.startsWith('ses-doctor '))
      .map((part) => [part, command.name()] as const),
  );

  it('has examples for each command', () => {
    const named = new Set(examples.map(([, name]) => name));
    expect([...named].toSorted()).toEqual(
      ['ses-doctor', ...made.commands.map((one) => one.name())].toSorted(),
    );
  });

  it.each(examples)('takes %s', async (example) => {
    const [, ...args] = wordsOf(example);
    await expect(program().parseAsync(args, { from: 'user' })).resolves.toBeDefined();
  });

  it('has every flag that a page names', () => {
    const flags = new Set(
      made.commands.flatMap(({ options }) => options.flatMap(({ long, short }) => [long, short])),
    );
    const own = ['--help', '--version', '--prefix'];
    for (const page of pages)
      for (const [, flag = ''] of textOf(page).matchAll(/`(--[a-z][a-z-]+)[^`]*`/g))
        expect(flags.has(flag) || own.includes(flag), `${page}: ${flag}`).toBe(true);
  });
});

const hasJq = spawnSync('jq', ['--version']).status === 0;
describe(
  hasJq
    ? 'the jq recipes of docs/json.md'
    : 'the jq recipes of docs/json.md: SKIPPED, there is no jq (apt-get install jq)',
  () => {
    const recipes = fencesIn(textOf('docs/json.md'), 'jq');

    it.skipIf(!hasJq)('are six, and each says something about a broken account', async () => {
      expect(recipes).toHaveLength(6);
      const broken = await reportOf('showpiece/broken-account');
      const blind = await reportOf('access/denied');
      for (const recipe of recipes) {
        const input = recipe.includes('select(.stage?)')
          ? broken.stages
              .flatMap(({ id, checks }) => checks.map((check) => JSON.stringify({ stage: id, ...check })))
              .join('\n')
          : JSON.stringify(recipe.includes('unanswered') ? blind : broken);
        const { status, stdout, stderr } = spawnSync('jq', ['-r', recipe], { input, encoding: 'utf8' });
        expect({ status, stderr }, recipe).toEqual({ status: 0, stderr: '' });
        expect(stdout.trim(), recipe).not.toBe('');
      }
    });
  },
);

it('deploys each stack under a name of its own: a second template under one name would replace the first', () => {
  const pages = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((page) =>
    page.endsWith('.md'),
  );
  const names = pages.flatMap((page) =>
    [...textOf(page).matchAll(/--stack-name (\S+)/g)].map(([, name]) => name),
  );
  expect(names.length).toBeGreaterThan(2);
  expect(names).toEqual([...new Set(names)]);
});

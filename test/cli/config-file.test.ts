import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { harmless, named, never, valueOf } from '../../src/cli/config-file.ts';
import { createProgram } from '../../src/cli/program.ts';
import { runInProcess, type Ran } from '../lab/run-in-process.ts';

const nothing = async (): Promise<void> => undefined;
const check = createProgram(
  {
    check: nothing,
    explain: nothing,
    history: nothing,
    survey: nothing,
    test: nothing,
    checks: nothing,
    policy: nothing,
    completion: nothing,
  },
  '0.0.0-test',
).commands.find((command) => command.name() === 'check');
const flags = (check?.options ?? []).flatMap(({ long }) => (long == null ? [] : [long.slice(2)]));

/** A command line beside a config file, in a folder that holds nothing else. */
const run = (config: unknown, args: readonly string[] = [], file = '.ses-doctor.json'): Promise<Ran> =>
  runInProcess({
    args: [...args, '--no-aws', '--no-smtp', '--no-dns'],
    env: {},
    files: { [file]: typeof config === 'string' ? config : JSON.stringify(config) },
    authoritativePort: 0,
  });

describe('what a config file may set', () => {
  it('is decided for every flag of check', () => {
    expect([...harmless, ...named, ...never].sort()).toEqual([...flags].sort());
  });

  it('a file that was found sets what to look at and how to show it', async () => {
    const config = {
      $schema: 'x',
      identity: ['example.com'],
      region: 'eu-west-1',
      format: 'json',
      skip: ['spf'],
    };
    const { stdout } = await run(config);
    const report = JSON.parse(stdout) as { target: object };
    expect(report.target).toEqual({ region: 'eu-west-1', identities: ['example.com'], recipients: [] });
  });

  it('a single text is a list of one', async () => {
    const { stdout } = await run({ identity: 'example.com', json: true });
    expect(stdout).toContain('"identities": [\n      "example.com"\n    ]');
  });

  it('flags win, and replace its lists', async () => {
    const { stdout } = await run({ identity: ['a.example', 'b.example'], region: 'eu-west-1' }, [
      ...['c.example', '--region', 'us-east-1', '--json'],
    ]);
    const report = JSON.parse(stdout) as { target: object };
    expect(report.target).toEqual({ region: 'us-east-1', identities: ['c.example'], recipients: [] });
  });

  it('flags win over those that say the contrary', async () => {
    const { stdout, stderr } = await run({ quiet: true, json: true, identity: 'example.com' }, [
      ...['-v', '--format', 'markdown'],
    ]);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^## /);
  });

  it.each([...named])('a file that was only found cannot set %s', async (key) => {
    const { exitCode, stderr, stdout } = await run({ [key]: 'x' });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`"${key}" cannot be set by a file that was only found here`));
  });

  it('a file named with --config sets those as well', async () => {
    const { exitCode, stderr } = await run(
      { 'smtp-host': 'not a host' },
      ['--config', 'ci.json', '--identity', 'example.com'],
      'ci.json',
    );
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('smtp-host') as string,
    });
  });

  it.each([...never])('no file sets %s', async (key) => {
    const { exitCode, stderr } = await run({ [key]: 'x' }, ['--config', 'ci.json'], 'ci.json');
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('unknown key') as string,
    });
  });

  it('--config replaces the file that lies there', async () => {
    const { exitCode, stdout } = await runInProcess({
      args: ['--config', 'ci.json', '--json', '--no-aws', '--no-smtp', '--no-dns'],
      env: {},
      files: { '.ses-doctor.json': 'no JSON at all', 'ci.json': '{"identity": "example.com"}' },
      authoritativePort: 0,
    });
    expect(stdout).toContain('"example.com"');
    expect(exitCode).not.toBe(2);
  });
});

describe('a config file that cannot be right', () => {
  it.each<[string, unknown, RegExp]>([
    [
      'no JSON',
      '{"identity"',
      /^ses-doctor: \.ses-doctor\.json: this is not JSON: line 1, column \d+: it ends while a \{ is still open$/m,
    ],
    ['a comma too many', '{\n"identity": "a.example",\n}', /not JSON: line 3, column 1: /],
    ['single quotes', "{'identity': 'a.example'}", /not JSON: line 1, column 2: /],
    ['a comment', '// who sends\n{}', /not JSON: line 1, column 1: /],
    ['nothing', ' \n', /\.ses-doctor\.json: the file is empty$/m],
    ['a key by another name', { domain: 'x' }, /unknown key "domain"; did you mean "identity"\?/],
    ['a key by another name, to leave out', { exclude: 'x' }, /unknown key "exclude"; did you mean "skip"\?/],
    ['a switch without its no', { aws: false }, /unknown key "aws"; did you mean "no-aws"\?/],
    ['underscores', { no_aws: true }, /unknown key "no_aws"; did you mean "no-aws"\?/],
    ['capitals', { configurationSet: 'x' }, /did you mean "configuration-set"\?/],
    [
      'a flag of test',
      { tap: true },
      /unknown key "tap"; ses-doctor test has this flag, and reads no config/,
    ],
    ['a flag of survey', { accounts: 'x' }, /"accounts"; ses-doctor survey has this flag, and reads no/],
    ['a choice that is nearly one', { 'fail-on': 'errors' }, /fail-on: .* did you mean error\?/],
    ['a text for a switch', { quiet: 'true' }, /quiet takes true or false, not "true"$/m],
    ['nothing for a list', { identity: null }, /identity takes a text or a list of texts, not null$/m],
    ['a flag without its other one', { within: '2h' }, /\.ses-doctor\.json: --within goes with --plan/],
    ['ignores that are no list', { ignores: {} }, /ignores: expected a list, found an object$/m],
    [
      'an ignore with a key that is none',
      { ignores: [{ code: 'dmarc/missing', reason: 'x', until: 'May' }] },
      /ignores\[0\]: unknown key "until"; keys are code, subject, reason, expires, check, status$/m,
    ],
    ['a list', [], /must contain an object/],
    ['a misspelt key', { idenity: 'x' }, /unknown key "idenity"; did you mean "identity"\?/],
    ['a key that is nothing', { zzz: 1 }, /unknown key "zzz"; keys are/],
    ['a key by its name in code', { failOn: 'error' }, /unknown key "failOn"; did you mean "fail-on"\?/],
    ['a switch that is a text', { quiet: 'yes' }, /quiet takes true or false, not/],
    ['a list of objects', { identity: [{}] }, /identity takes a text or a list of texts/],
    ['a text that is an object', { region: {} }, /region takes a text/],
    ['several Regions', { region: ['eu-west-1', 'us-east-1'] }, /region takes a text.*ses-doctor survey/],
    ['a choice that is none', { format: 'pdf' }, /format: "pdf" is none of text, json/],
    ['a value that cannot be right', { identity: 'exa mple' }, /\.ses-doctor\.json: identity: /],
    ['an ignore without a reason', { ignores: [{ code: 'dmarc/missing' }] }, /\.ses-doctor\.json.*reason/],
  ])('%s', async (_name, config, message) => {
    const { exitCode, stdout, stderr } = await run(config);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it.each<[string, unknown]>([
    ['region', 'us east'],
    ['region', 'eu-wst-1'],
    ['identity', ['not an address']],
    ['only', ['dkmi']],
    ['timeout', 'soon'],
    ['recipient', 'nobody'],
  ])('an impossible %s is one of the file, since nobody typed the flag', async (key, value) => {
    const { exitCode, stdout, stderr } = await run({ [key]: value });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.startsWith(`ses-doctor: .ses-doctor.json: ${key}: `), stderr).toBe(true);
    const named = await run({ [key]: value }, ['--config', 'ci.json'], 'ci.json');
    expect(named.stderr.startsWith(`ses-doctor: --config: "ci.json": ${key}: `), named.stderr).toBe(true);
  });

  it('a flag that was typed over the file is the flag', async () => {
    const { stderr } = await run({ region: 'eu-west-1' }, ['--region', 'us east']);
    expect(stderr).toMatch(/^ses-doctor: --region: /);
  });

  it('a file that --config names and that is not there', async () => {
    const { exitCode, stderr } = await run({}, ['--config', 'nowhere.json']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--config: cannot read "nowhere.json"');
  });
});

describe('schema/config.schema.json', () => {
  const schema = JSON.parse(readFileSync('schema/config.schema.json', 'utf8')) as {
    properties: Record<string, { description?: string }>;
  };
  const ajv = new Ajv2020({ allowUnionTypes: true });
  formats.default(ajv);
  ajv.addSchema(JSON.parse(readFileSync('schema/ignore.schema.json', 'utf8')) as object);
  const isValid = ajv.compile(schema);

  it('knows every flag that a file can set, and says what it means', () => {
    const keys = [...harmless, ...named];
    expect(Object.keys(schema.properties).sort()).toEqual([...keys, '$schema', 'ignores'].sort());
    for (const key of keys) expect(schema.properties[key]?.description, key).toBeTruthy();
  });

  it('takes of every key what the program takes of it, and nothing else', () => {
    for (const key of [...harmless, ...named]) {
      const option = check?.options.find(({ long }) => long === `--${key}`);
      if (option === undefined) throw new Error(key);
      const choice = option.argChoices?.[0] ?? 'text';
      for (const value of [true, choice, [choice], 5, [5], {}, null, [{}], 'no such choice']) {
        let taken = true;
        try {
          valueOf(option, value, key);
        } catch {
          taken = false;
        }
        // A number for a text is taken, and the schema asks for a number only where one is meant.
        const isLenient = typeof [value].flat()[0] === 'number' && taken;
        if (!isLenient) expect(isValid({ [key]: value }), `${key}: ${JSON.stringify(value)}`).toBe(taken);
      }
    }
  });

  it.each<[unknown, boolean]>([
    [{ identity: ['example.com'], region: 'eu-west-1', 'no-smtp': true, timeout: 5 }, true],
    [{ ignores: [{ code: 'dmarc/policy-none', reason: 'until May' }] }, true],
    [{}, true],
    [{ identity: 5 }, false],
    [{ quiet: 'yes' }, false],
    [{ failOn: 'error' }, false],
    [{ format: 'pdf' }, false],
  ])('%j: %s', (config, valid) => {
    expect(isValid(config)).toBe(valid);
  });
});

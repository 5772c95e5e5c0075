import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { runInProcess, type Ran } from '../lab/run-in-process.ts';

let lab: Lab;
beforeAll(async () => {
  const world = healthyWorld();
  world.dns.names['_dmarc.example.com'] = { TXT: ['v=DMARC1; p=none'] };
  world.dns.names = Object.fromEntries(
    Object.entries(world.dns.names).filter(([name]) => !name.includes('_domainkey')),
  );
  lab = await startLab(world);
});
afterAll(() => lab.close());

const run = (config: unknown, args: readonly string[] = [], file = '.ses-doctor.json'): Promise<Ran> =>
  runInProcess({
    args: [...lab.args, '--identity', 'example.com', '--only', 'dkim', '--only', 'dmarc', ...args],
    env: lab.env,
    files: { [file]: JSON.stringify(config) },
    authoritativePort: lab.dns.authoritativePort,
  });
const ignores = [{ code: 'dkim/*', reason: 'known' }];

describe('a config file that nobody named', () => {
  it('accepts findings, and the headline and a note say that it does', async () => {
    const { exitCode, stdout } = await run({ ignores });
    expect(exitCode).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /accepted by a \.ses-doctor\.json that was only found here/,
    );
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /Note: \.ses-doctor\.json is in the working directory and was not named with --config: it accepts \d+ findings?\./,
    );
  });

  it('accepts findings, and JSON names it beside each of them', async () => {
    const { exitCode, stdout, stderr } = await run({ ignores }, ['--json']);
    const report = JSON.parse(stdout) as Report;
    const accepted = report.problems.filter(({ code }) => code.startsWith('dkim/'));
    expect(accepted.length).toBeGreaterThan(0);
    for (const one of accepted)
      expect(one.accepted).toEqual({ reason: 'known', expires: null, from: '.ses-doctor.json' });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^ses-doctor: \.ses-doctor\.json is in the working directory/);
    const ajv = new Ajv2020({ allowUnionTypes: true, strict: false });
    formats.default(ajv);
    expect(
      ajv.validate(JSON.parse(readFileSync('schema/report.schema.json', 'utf8')) as object, report),
    ).toBe(true);
  });

  it.each(['markdown', 'html', 'junit', 'sarif', 'github', 'ndjson'])('is told of in %s', async (format) => {
    const { stdout, stderr } = await run({ ignores, 'fail-on': 'never' }, ['--format', format]);
    expect(stdout.replaceAll('\\', '')).toMatch(/\.ses-doctor\.json is in the working directory/);
    expect(stderr).toContain('it sets fail-on never, and accepts');
  });

  it.each<[string, object, RegExp]>([
    ['keeps errors from failing the run', { 'fail-on': 'never' }, /it sets fail-on never\./],
    ['leaves checks out', { skip: ['dkim*'] }, /it sets skip dkim\*\./],
    ['switches a world off', { 'no-dns': true }, /it sets no-dns\./],
    ['chooses DNS lists', { dnsbl: 'list.example' }, /it sets dnsbl list\.example\./],
  ])('%s, and says so also with -q', async (_name, config, words) => {
    expect((await run(config, ['-q'])).stderr).toMatch(words);
    expect((await run(config)).stdout.replaceAll(/\s+/g, ' ')).toMatch(words);
  });

  it.each<[string, object, readonly string[]]>([
    [
      'sets what changes nothing to the better',
      { region: 'eu-west-1', 'fail-on': 'warning', format: 'text' },
      [],
    ],
    [
      'is overruled by a flag',
      { 'fail-on': 'never', skip: ['spf'] },
      ['--fail-on', 'error', '--skip', 'dkim*'],
    ],
    ['holds ignores that match nothing', { ignores: [{ code: 'spf/missing', reason: 'known' }] }, []],
  ])('%s: nothing is said of it', async (_name, config, args) => {
    const { stdout, stderr } = await run(config, args);
    expect(`${stdout}${stderr}`).not.toContain('lies in the working directory');
  });

  it('one that --config names is yours: nothing is said of it', async () => {
    const { stdout, exitCode } = await run({ ignores }, ['--config', 'ci.json'], 'ci.json');
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(/only found here|lies in the working directory/);
  });

  it('is told of in a report with pseudonyms too', async () => {
    const { stdout } = await run({ ignores }, ['--redact-report']);
    expect(stdout).toContain('only found here');
  });

  it('accepts nothing under --write-baseline without being named there', async () => {
    const { stderr, exitCode } = await run({ ignores }, ['--write-baseline', 'known.json', '--json']);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('accepts');
  });

  it.each<[string, object]>([
    ['waits', { wait: '1h' }],
    ['lengthens the run', { deadline: '10m' }],
    ['puts questions and answers into the log', { debug: true }],
    ['reads a list from elsewhere', { identities: '/etc/passwd' }],
    ['reads a message from a folder above', { message: 'sub/../../mail.eml' }],
    ['reads a symptom of somebody', { symptom: '~/mail/bounce.eml' }],
    ['reads another drive', { 'template-file': String.raw`C:\secrets.json` }],
    ['reads reports from a share', { 'dmarc-report': ['reports', String.raw`\\host\share`] }],
    ['reads standard input', { recipients: '-' }],
  ])('%s: refused, nothing is looked at', async (_name, config) => {
    const { stdout, stderr, exitCode } = await run(config);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(/^ses-doctor: \.ses-doctor\.json: .+ name the file with --config .+\n$/);
  });

  it('names files beside it, and a file of --config any', async () => {
    const beside = await run({ identities: 'lists/senders.txt' });
    expect(beside.stderr).toContain('there is no such file');
    const named = await run({ identities: '../senders.txt' }, ['--config', 'ci.json'], 'ci.json');
    expect(named.stderr).toContain('there is no such file');
  });
});

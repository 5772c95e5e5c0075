import type { Command, Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { alone, beside } from '../../src/cli/idle-flags.ts';
import { type Actions, createProgram } from '../../src/cli/program.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { runOffline } from './host.ts';

const nothing = async (): Promise<void> => undefined;
const actions: Actions = {
  check: nothing,
  explain: nothing,
  history: nothing,
  survey: nothing,
  test: nothing,
  checks: nothing,
  policy: nothing,
  completion: nothing,
};
const commands: readonly Command[] = createProgram(actions, '0').commands;

/** A word that stands for a value, where the flag takes one. */
const valueOf = ({ required, argChoices }: Option): readonly string[] =>
  required ? [argChoices?.[0] ?? 'x'] : [];

const optionOf = (command: string, flag: string): Option => {
  const option = commands.find((one) => one.name() === command)?.options.find(({ long }) => long === flag);
  if (option === undefined) throw new Error(`${command} has no ${flag}`);
  return option;
};

const typed = (command: string, flag: string): readonly string[] => [
  flag,
  ...valueOf(optionOf(command, flag)),
];

/** What a command line begins with, so that nothing else is missing. */
const starts: Readonly<Record<string, readonly string[]>> = {
  history: ['history', 'athena:ses.events'],
  explain: ['explain'],
  checks: ['checks'],
  policy: ['policy'],
  test: ['test'],
  survey: ['survey'],
  check: ['check'],
};

async function refused(args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runOffline(args);
  expect({ exitCode, stdout }, `${args.join(' ')}: ${stderr}`).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(/^ses-doctor: [^\n]+\n$/);
  return stderr;
}

describe('a flag that needs another one', () => {
  const rows = Object.entries(beside).flatMap(([command, all]) =>
    all.flatMap(({ flags, beside: others }) => flags.map((flag) => [command, flag, others] as const)),
  );
  it.each(rows)('%s %s is refused alone, and names %j', async (command, flag, others) => {
    const said = await refused([...(starts[command] ?? []), ...typed(command, flag)]);
    expect(said).toContain(`${flag} goes with `);
    for (const other of others) expect(said).toContain(optionOf(command, other).long);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a time without a plan', ['--within', '2h'], /--within goes with --plan/],
    ['data without a template', ['--template-data', '{}'], /--template-data goes with --template/],
    ['a state without a list', ['--state', 'x'], /--state goes with --recipients/],
    ['other Regions without credentials', ['--try-regions'], /needs SES_SMTP_USERNAME and SES_SMTP_PASSWORD/],
    ['data of a test without a template', ['test', 'example.com', '--template-data', '{}'], /--template/],
    ['consent to nothing', ['test', 'example.com', '--yes'], /--yes confirms the message of --to/],
    ['a bucket without a tap', ['test', 'example.com', '--read-bucket'], /goes with --tap/],
    ['a host of SMTP by API', ['test', 'example.com', '--smtp-host', 'x.example'], /go with --via smtp/],
    ['a port of SMTP by API', ['test', 'example.com', '--smtp-port', '587'], /go with --via smtp/],
    ['a role for nobody', ['survey', '--role-name', 'x', '--region', 'eu-west-1'], /--role-name goes with/],
    ['SMTP in the policy of a check', ['policy', '--via', 'smtp'], /go with --for test/],
    ['a bucket in the policy of a check', ['policy', '--read-bucket', 'xxx'], /go with --for test/],
    ['a bill in the policy of a test', ['policy', '--for', 'test', '--deny-billed'], /goes with --for check/],
    ['a bill in the policy of a survey', ['policy', '--for', 'survey', '--deny-billed'], /--for check/],
    ['checks in the policy of history', ['policy', '--for', 'history', '--only', 'dkim'], /do not go with/],
    ['checks in the policy of a test', ['policy', '--for', 'test', '--skip', 'dkim'], /do not go with/],
    [
      'a table that nothing holds',
      ['history', 'x', '--table', 'by'],
      /--table names the table of --format csv/,
    ],
    ['a file beside a text', ['explain', '535', '--file', 'x'], /give the text or --file/],
    ['a file beside a code', ['explain', 'dkim/name-doubled', '--file', 'x'], /give the text or --file/],
    ['a report of a page', ['explain', 'dkim/name-doubled', '-o', 'x.html'], /leave out --output/],
    ['a page as HTML', ['explain', 'dkim/name-doubled', '--format', 'html'], /leave out --format html/],
    ['a page that fails', ['explain', 'dkim/name-doubled', '--fail-on', 'error'], /leave out --fail-on/],
  ])('%s', async (_name, args, message) => {
    expect(await refused(args)).toMatch(message);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a cache of a table', ['athena:ses.events', '--cache', 'x'], /--cache keeps what was read of files/],
    ['a workgroup of files', ['-', '--workgroup', 'x'], /--workgroup is for an Athena table/],
    ['a bound of files', ['-', '--max-scan', '1GB'], /--max-scan is for an Athena table/],
    [
      'a place for files',
      ['-', '--output-location', 's3://xxx/'],
      /--output-location is for an Athena table/,
    ],
    [
      'a Region of files',
      ['-', '--region', 'eu-west-1'],
      /--region says where a bucket or an Athena table is/,
    ],
    ['a profile of files', ['-', '--profile', 'x'], /--profile says where/],
  ])('history: %s', async (_name, args, message) => {
    const ran = await runInProcess({ args: ['history', ...args], env: {}, files: {}, authoritativePort: 0 });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
  });
});

describe('a flag beside one that makes the command do one thing', () => {
  const modes = Object.entries(alone).flatMap(([command, all]) => all.map((one) => [command, one] as const));
  it.each(modes)('%s: what would do nothing is refused', async (command, { mode, leaveOut }) => {
    for (const flag of leaveOut) {
      const args = [...(starts[command] ?? []), ...typed(command, mode), ...typed(command, flag)];
      // What lacks another flag as well is told that first.
      expect(await refused(args)).toMatch(
        new RegExp(`leave out ${flag}\\n|${flag} (?:goes with|needs|and|contradict)|--yes|--json and`),
      );
    }
  });

  it.each([
    [['check', 'example.com', '--derive-smtp-password'], /leave out --identity/],
    [['--recipients', 'x', '--message', 'x'], /looks addresses up and nothing else: leave out --message/],
    [['--facts', 'x', '--region', 'eu-west-1'], /--region cannot be combined with --facts/],
    [['--facts', 'x', '--wait', '5m'], /--wait and --facts/],
  ])('%j', async (args, message) => {
    expect(await refused(args)).toMatch(message);
  });
});

/**
 * Flags that do something whatever else is given, or whose idleness the report itself tells (a world that is left
 * alone, a check that was not looked at). A new flag goes here, or into a table of src/cli/idle-flags.ts.
 */
const standing: Readonly<Record<string, readonly string[]>> = {
  check: [
    ...['--identity', '--identities', '--recipient', '--recipients', '--configuration-set', '--tenant'],
    ...['--endpoint-id', '--template', '--template-file', '--ip', '--message-id', '--symptom', '--message'],
    ...['--dmarc-report', '--plan', '--principal', '--source-arn', '--mail-from', '--dnsbl'],
    ...['--region', '--profile', '--endpoint-url', '--resolver', '--smtp-host', '--smtp-port', '--ca-file'],
    ...['--only', '--skip', '--no-aws', '--no-smtp', '--no-dns', '--timeout', '--deadline'],
    ...['--format', '--json', '--output', '--fail-on', '--quiet', '--verbose', '--no-color', '--debug'],
    ...['--allow-unknown', '--config', '--ignore-file', '--baseline', '--write-baseline', '--save-facts'],
    ...['--facts', '--redact-report', '--changed-since', '--wait', '--derive-smtp-password'],
    // Tested above, one by one.
    ...['--within', '--template-data', '--state', '--try-regions'],
  ],
  explain: [
    ...['--file', '--region', '--redact-report', '--format', '--json', '--output', '--fail-on'],
    ...['--quiet', '--verbose', '--no-color'],
  ],
  history: [
    ...['--question', '--since', '--until', '--by', '--where', '--recipient', '--message-id', '--cache'],
    ...['--engine', '--workgroup', '--output-location', '--max-scan', '--print-ddl', '--region', '--profile'],
    ...['--endpoint-url', '--timeout', '--format', '--json', '--output', '--table', '--fail-on'],
    ...['--ignore-file', '--baseline', '--write-baseline', '--quiet', '--verbose', '--no-color'],
  ],
  survey: [
    ...['--region', '--profile', '--accounts', '--organization', '--role-name', '--identities', '--limit'],
    ...['--deep', '--only', '--skip', '--state', '--changed-since', '--endpoint-url', '--resolver'],
    ...['--dns-in-flight', '--ca-file', '--no-dns', '--timeout', '--format', '--json', '--output'],
    ...['--fail-on', '--allow-unknown', '--quiet', '--verbose', '--no-color'],
  ],
  test: [
    ...['--identity', '--scenario', '--configuration-set', '--tenant', '--template', '--template-data'],
    ...['--to', '--yes', '--tap', '--read-bucket', '--cleanup', '--dry-run', '--force', '--via'],
    ...['--smtp-host', '--smtp-port', '--wait', '--region', '--profile', '--endpoint-url', '--resolver'],
    ...['--ca-file', '--timeout', '--format', '--json', '--output', '--fail-on', '--quiet', '--verbose'],
    ...['--no-color', '--allow-unknown'],
  ],
  checks: ['--format', '--json'],
  policy: ['--for', '--only', '--skip', '--format', '--via', '--read-bucket', '--deny-billed'],
  completion: [],
};

it('every flag of every command is on one list or the other', () => {
  for (const command of commands) {
    const name = command.name();
    const flags = command.options.flatMap(({ long }) => (long == null ? [] : [long]));
    const needing = (beside[name] ?? []).flatMap((row) => row.flags);
    expect([...(standing[name] ?? []), ...needing].toSorted(), name).toEqual(flags.toSorted());
  }
});

it('what stands in a config file is for other runs too', async () => {
  const files = { '.ses-doctor.json': '{"search-suppression": true, "from-display-name": "News"}' };
  const offline = ['example.com', '--no-aws', '--no-dns', '--no-smtp'];
  const ran = await runInProcess({ args: offline, env: {}, files, authoritativePort: 0 });
  expect(ran.stderr).not.toMatch(/goes with/);
  const typedToo = await runInProcess({
    args: [...offline, '--search-suppression'],
    env: {},
    files: { '.ses-doctor.json': '{"recipient": ["ann@receiver.example"]}' },
    authoritativePort: 0,
  });
  expect(typedToo.exitCode).not.toBe(2);
});

import { describe, expect, it } from 'vitest';
import { instead, otherNames } from '../../src/cli/other-names.ts';
import { runOffline } from './host.ts';

/** What a command line that cannot be right is told, after the name of the program. */
async function told(args: readonly string[], isFolder = false): Promise<string> {
  const there = { exists: async (path: string) => path === 'dir', isFolder: async () => isFolder };
  const { exitCode, stdout, stderr } = await runOffline(args, there);
  expect({ exitCode, stdout }, stderr).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(/^ses-doctor: [^\n]+\n$/);
  return stderr.slice('ses-doctor: '.length, -1);
}

const commands = ['check', 'explain', 'history', 'survey', 'test', 'checks', 'policy'] as const;
const flagsOf = async (command: string): Promise<readonly string[]> =>
  (await runOffline([command, '--help'])).stdout.match(/(?<=^ {2}|, )--?[a-z-]+/gm) ?? [];

describe('a flag that there is not', () => {
  it.each<[string, readonly string[], string]>([
    ['of another name', ['a.example', '--exclude', 'spf'], 'use --skip'],
    ['of another name, with its value', ['--aws-region=x'], 'use --region'],
    ['for which the command has two', ['--email', 'x'], 'use --identity or --recipient'],
    ['a letter', ['-r', 'eu-west-1'], 'use --region'],
    ['a letter with its value', ['-reu-west-1'], 'use --region'],
    ['with one hyphen', ['-identity', 'a.example'], 'use --identity'],
    ['in capitals', ['--REGION', 'x'], 'use --region'],
    ['with underscores', ['--configuration_set=x'], 'use --configuration-set'],
    ['as code has it', ['--configurationSet=x'], 'use --configuration-set'],
    ['a format', ['a.example', '--html'], 'use --format html'],
    ['a format by its ending', ['a.example', '--md'], 'use --format markdown'],
    ['a format of a survey', ['survey', '--csv'], 'use --format csv'],
    ['a check', ['a.example', '--dkim'], 'use --only dkim'],
    ['misspelt', ['--recipent', 'x'], 'did you mean --recipient?'],
    ['of history', ['--since', '1d'], '--since is a flag of ses-doctor history'],
    ['of survey', ['--organization'], '--organization is a flag of ses-doctor survey'],
    [
      'of check, in explain',
      ['explain', '--domain', 'x'],
      '--identity is a flag of ses-doctor check and test',
    ],
    ['of check, in history', ['history', '--domain', 'x', 'y'], 'use --where identity=<domain>'],
    ['of check, in survey', ['survey', '--identity', 'x'], 'use --identities <file>'],
    ['a beginning, in history', ['history', '--from', '2026-11-01', 'x'], 'use --since'],
    ['a symptom, in explain', ['explain', '--symptom', 'x'], 'use --file'],
    ['every Region', ['--all-regions'], 'to look at many Regions and accounts use ses-doctor survey'],
    ['a password', ['--smtp-password=x'], 'SMTP credentials stand in the environment: SES_SMTP_USERNAME'],
    ['a key of AWS', ['--secret-key=x'], 'AWS credentials come from the environment or a --profile'],
    ['colours', ['--color'], 'FORCE_COLOR=1'],
    ['a file for a policy', ['policy', '-o', 'p.json'], 'what it prints goes into a file with > file'],
    ['like nothing', ['--zzzz'], 'ses-doctor check --help lists the flags'],
  ])('%s', async (_name, args, advice) => {
    expect(await told(args)).toContain(`; ${advice}`);
  });

  it('is never answered with one that the command does not have either', async () => {
    for (const command of commands) {
      const own = await flagsOf(command);
      for (const typed of [...Object.keys(otherNames), ...Object.keys(instead)]) {
        if (own.includes(typed)) continue;
        const advice = (await told([command, typed])).split('; ')[1] ?? '';
        if (advice.startsWith('use ') && !advice.includes(' check '))
          for (const flag of advice.match(/(?<=use |or )--[a-z-]+/g) ?? [])
            expect(own, `${command} ${typed}: ${advice}`).toContain(flag);
      }
    }
  });
});

describe('a value that there is not', () => {
  it.each<[readonly string[], RegExp]>([
    [['--format', 'htm'], /^--format: "htm" is none of text, .*; did you mean html\?$/],
    [['--fail-on', 'Errors'], /^--fail-on: "Errors" is none of .*; did you mean error\?$/],
    [['policy', '--for', 'tset'], /did you mean test\?$/],
    [['policy', '--format', 'yaml'], /"yaml" is none of json, terraform, cloudformation$/],
    [['--identity'], /^--identity needs a value: --identity <domain\|address>$/],
    [['a.example', '-o'], /^--output needs a value: /],
    [['survey', '-o', 'json'], /^--output takes the name of a file; .* use --format json$/],
    [['history', 'x', '-o', 'csv'], /^--output takes the name of a file; .* use --format csv$/],
    [
      ['--region', 'all', 'a.example'],
      /more than one Region; run it once for each, or look .*ses-doctor survey$/,
    ],
    [['--region', 'eu-west-1,eu-north-1'], /more than one Region.*ses-doctor survey$/],
    [['--region', 'eu-west'], /"eu-west" is half of a Region's name: eu-west-1, eu-west-2, eu-west-3$/],
    [['--region', 'us-gov'], /half of a Region's name: us-gov-east-1, us-gov-west-1$/],
    [['survey', '--region', 'eu-west'], /half of a Region's name: eu-west-1/],
  ])('%j', async (args, words) => {
    expect(await told(args)).toMatch(words);
  });
});

describe('bare words that are no sender', () => {
  it.each<[readonly string[], RegExp]>([
    [['https://shop.example/contact?x=1'], /did you mean shop\.example\?$/],
    [['shop.example/'], /did you mean shop\.example\?$/],
    [['shop.example:587'], /did you mean shop\.example\?$/],
    [['*.shop.example'], /did you mean shop\.example\?$/],
    [['@shop.example'], /did you mean shop\.example\?$/],
    [['mailto:ann@shop.example?subject=x'], /did you mean ann@shop\.example\?$/],
    [['192.0.2.1'], /write it as example\.com or sender@example\.com$/],
    [['a..b'], /write it as example\.com or sender@example\.com$/],
    [
      ['arn:aws:ses:eu-west-1:111122223333:identity/shop.example'],
      /is an ARN; write shop\.example, or .*--source-arn$/,
    ],
    [['Shop <ann@shop.example>'], /without a display name: ann@shop\.example, not/],
    [['–identity', 'a.example'], /dash that is no hyphen.*write --identity$/],
    [['—region=eu-west-1'], /dash that is no hyphen.*write --region=eu-west-1$/],
    [['535'], /use ses-doctor explain 535$/],
    [['dkim'], /use --only dkim, .* ses-doctor checks dkim$/],
    [['dkim/name-doubled'], /ses-doctor checks "dkim\/name-doubled"$/],
    [['-'], /use --symptom - or --message -$/],
    [['version'], /use --version$/],
    [['survey', 'a.example'], /^survey takes no bare words, such as "a\.example"; .*ses-doctor check/],
    [['policy', 'a.example'], /^policy takes no bare words/],
    [['test', 'a.example', 'b.example'], /^test looks at one sender, not at "a\.example" and "b\.example"/],
    [['checks', 'dkim', 'spf'], /^checks shows one page/],
    [['history'], /^name what to read: ses-doctor history events\/, a file, or - for standard input$/],
  ])('%j', async (args, words) => {
    expect(await told(args)).toMatch(words);
  });

  it('a folder is not called a file', async () => {
    expect(await told(['dir'], true)).toMatch(/is a folder; .*history dir, .*--dmarc-report dir$/);
    expect(await told(['dir'])).toMatch(/is a file; read it with --symptom dir/);
  });
});

it.each(['bash', 'Bash', '/bin/zsh', String.raw`C:\Program Files\Git\bin\bash.exe`, 'fish'])(
  'completion knows the shell in %s',
  async (shell) => {
    const { exitCode, stdout } = await runOffline(['completion', shell]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('eu-west-1');
  },
);

it.each(['pwsh', 'PowerShell', 'powershell.exe', 'cmd', String.raw`C:\Windows\System32\cmd.exe`])(
  'completion says what there is in place of %s',
  async (shell) => {
    expect(await told(['completion', shell])).toMatch(
      /is not supported; use bash, zsh or fish \(on Windows: in WSL or Git Bash\)$/,
    );
  },
);

import { describe, expect, it } from 'vitest';
import { secondsIn } from '../../src/cli/values.ts';
import { formats } from '../../src/render/formats.ts';
import { runInProcess, type Ran } from '../lab/run-in-process.ts';

const run = (args: readonly string[], files: Record<string, string> = {}): Promise<Ran> =>
  runInProcess({ args, env: {}, files, authoritativePort: 0 });

describe('a command line that cannot be right', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['an unknown flag', ['--identiy', 'example.com'], /--identiy.*--identity/],
    ['an unknown command', ['chekc'], /chekc/],
    ['a flag without its value', ['--identity'], /--identity/],
    ['a malformed domain', ['--identity', 'exa mple'], /--identity.*"exa mple"/],
    [
      'a list with a malformed key in its name',
      ['--dnsbl', 's3 cret.zen.dq.spamhaus.net.'],
      /--dnsbl: "key-hidden\.zen\.dq\.spamhaus\.net" is not/,
    ],
    [
      'an address for the MAIL FROM domain',
      ['example.com', '--mail-from', 'bounce@example.com'],
      /--mail-from: "bounce@example\.com" is an address; give its domain alone, example\.com/,
    ],
    [
      'a name for the ARN of an identity',
      ['example.com', '--source-arn', 'identity/example.com'],
      /--source-arn: .* is not the ARN of an identity, for example arn:aws:ses:/,
    ],
    [
      'an ARN with an account number of one digit',
      ['example.com', '--source-arn', 'arn:aws:ses:eu-west-1:1:identity/x.example'],
      /is not the ARN of an identity/,
    ],
    ['the label behind a selector', ['example.com', '--dkim-selector', '_domainkey'], /is not a selector/],
    ['a domain of one label', ['--identity', 'localhost'], /--identity.*example\.com/],
    ['an IP for a domain', ['--identity', '192.0.2.1'], /--identity/],
    ['an address with a display name', ['--identity', 'Jane <jane@example.com>'], /bare e-mail address/],
    [
      'an address with letters that SES does not take',
      ['--recipient', 'jösé@example.com'],
      /ASCII before the @/,
    ],
    ['a recipient that is a domain', ['--recipient', 'example.com'], /not an e-mail address/],
    [
      'a local part that is too long',
      ['--recipient', `${'x'.repeat(65)}@example.com`],
      /not an e-mail address/,
    ],
    ['control characters', ['--identity', 'a\u001b[31m\nb.example'], /--identity/],
    ['an unreadable file', ['--symptom', 'nowhere.json'], /--symptom: cannot read "nowhere\.json"/],
    ['an unreadable message', ['--message', 'nowhere.eml'], /--message: cannot read/],
    ['an unreadable template', ['--template-file', 'nowhere'], /--template-file: cannot read/],
    ['unreadable data', ['--template', 'x', '--template-data', 'nowhere'], /--template-data: cannot read/],
    ['an unreadable ignore file', ['--ignore-file', 'nowhere'], /--ignore-file: cannot read/],
    ['an unreadable baseline', ['--baseline', 'nowhere'], /--baseline: cannot read/],
    ['an unreadable record', ['--facts', 'nowhere'], /--facts: cannot read/],
    ['an unreadable earlier report', ['--changed-since', 'nowhere'], /--changed-since: cannot read/],
    ['a CA file that is none', ['--ca-file', 'text'], /--ca-file.*no PEM/],
    ['a misspelt Region', ['--region', 'eu-wst-1'], /no Region "eu-wst-1"; did you mean eu-west-1\?/],
    ['two letters of a Region swapped', ['--region', 'eu-wset-1'], /did you mean eu-west-1\?/],
    ['a zone in place of its Region', ['--region', 'us-east-1a'], /did you mean us-east-1\?/],
    ['a Region without its last hyphen', ['--region', 'eu-west1'], /did you mean eu-west-1\?/],
    ['a Region without its first hyphen', ['--region', 'euwest-1'], /did you mean eu-west-1\?/],
    ['a letter too many', ['--region', 'eu-centrall-1'], /did you mean eu-central-1\?/],
    ['a Region that cannot be one', ['--region', 'us east'], /--region: "us east" cannot be a Region/],
    ['a Region with a slash', ['--region', 'eu-west-1/'], /--region/],
    ['an empty Region', ['--region', ''], /--region/],
    ['a resolver that is a name', ['--resolver', 'dns.example'], /--resolver/],
    ['a resolver with a port that is none', ['--resolver', '127.0.0.1:99999'], /not a port/],
    ['an SMTP port that is none', ['--smtp-port', '0'], /--smtp-port/],
    ['an SMTP mode that is none', ['--smtp-port', '587:ssl'], /587:starttls/],
    ['an IP that is none', ['--ip', '192.0.2'], /--ip/],
    ['a URL that is none', ['--endpoint-url', 'localhost:8000'], /--endpoint-url/],
    [
      'a URL with a password',
      ['--endpoint-url', 'https://u:p@x.example'],
      /leave user name and password out/,
    ],
    ['a plan that is no number', ['--plan', 'many'], /--plan/],
    ['a time without a plan', ['--within', '2h'], /--within goes with --plan/],
    ['a duration that is none', ['--plan', '5', '--within', 'soon'], /--within/],
    ['a wait that is none', ['--wait', '0'], /--wait/],
    ['a timeout that is none', ['--timeout', '-1'], /--timeout/],
    ['a deadline of nothing', ['--deadline', '0'], /--deadline/],
    ['a format nobody knows', ['--format', 'yaml'], /yaml.*json/],
    ['a severity nobody knows', ['--fail-on', 'info'], /info/],
    ['an output without a format', ['--output', 'report.pdf'], /--output.*\.json/],
    ['a name SES cannot have', ['--configuration-set', 'a b'], /--configuration-set/],
    ['a message id that is none', ['--message-id', 'x'], /--message-id/],
    ['an ARN that is none', ['--principal', 'me'], /--principal/],
    ['a name of two lines', ['--from-display-name', 'a\nb'], /--from-display-name/],
    ['no address', ['--feedback-address', 'example.com'], /--feedback-address/],
    ['a pattern that fits nothing', ['--only', 'dkmi'], /dkmi/],
    ['two templates', ['--template', 'a', '--template-file', 'text'], /not both/],
    ['two readers of standard input', ['--symptom', '-', '--message', '-'], /standard input/],
    ['two ways of asking', ['--facts', 'text', '--wait', '5m'], /--wait.*--facts/],
    [
      'a record and a sender',
      ['--facts', 'text', '--identity', 'example.com'],
      /--identity cannot be combined with --facts/,
    ],
    ['explain with text and a file', ['explain', 'x', '--file', 'text'], /not both/],
    ['explain of an unreadable file', ['explain', '--file', 'nowhere'], /--file: cannot read/],
    ['explain with nothing to read', ['explain'], /standard input/],
    [
      'a Region twice',
      ['--region', 'eu-west-1', '--region', 'us-east-1'],
      /--region is given twice.*run it once for each/,
    ],
    [
      'a profile twice',
      ['--profile', 'a', '--profile', 'b'],
      /--profile is given twice.*run it once for each/,
    ],
    [
      'an endpoint twice',
      ['--endpoint-url', 'http://a', '--endpoint-url', 'http://b'],
      /given twice.*run it once for each/,
    ],
    ['a format for a file', ['--output', 'json'], /--output takes the name of a file.*--format json/],
    ['two formats', ['--json', '--format', 'html'], /--json and --format html contradict/],
    ['a flag of another tool', ['--domain', 'example.com'], /unknown option '--domain'; use --identity/],
    ['a recipient of another tool', ['--to', 'a@example.com'], /unknown option '--to'; use --recipient/],
    ['a command behind its words', ['example.com', 'explain'], /put the command first: ses-doctor explain/],
    ['a word that is a file', ['text'], /"text" is a file.*--symptom text.*--message text/],
    ['a word that is nothing', ['something'], /no command called "something"; commands are check, explain/],
    ['a wait of more than a day for one question', ['--timeout', '2d'], /more than a day/],
    ['completion for PowerShell', ['completion', 'powershell'], /"powershell" is not supported; use bash/],
    [
      'completion for another shell',
      ['completion', 'tcsh'],
      /unsupported shell "tcsh"; use bash, zsh or fish/,
    ],
    ['completion for no shell', ['completion'], /name the shell: bash, zsh or fish/],
    ['less and more', ['example.com', '-qv'], /--quiet and --verbose contradict/],
    ['less and more of an error', ['explain', 'x', '-q', '-v'], /--quiet and --verbose contradict/],
    ['less and more of events', ['history', 'x', '-qv'], /--quiet and --verbose contradict/],
    ['less and more of a survey', ['survey', '-vq'], /--quiet and --verbose contradict/],
    ['less and more of a test', ['test', 'example.com', '-qv'], /--quiet and --verbose contradict/],
    [
      'two formats of a survey',
      ['survey', '--json', '--format', 'csv'],
      /--json and --format csv contradict/,
    ],
    [
      'two templates of one kind',
      ['--template', 'a', '--template', 'b'],
      /--template is given twice.*for each/,
    ],
    [
      'two configuration sets',
      ['--configuration-set', 'a', '--configuration-set', 'b'],
      /--configuration-set is given twice.*run it once for each/,
    ],
    [
      'two baselines',
      ['--baseline', 'text', '--baseline', 'text'],
      /--baseline is given twice: give it once/,
    ],
    [
      'a test of two Regions',
      ['test', 'example.com', '--region', 'a', '--region', 'b'],
      /--region is given twice: give it once/,
    ],
    ...['0s', '0', '0m', '0h0m', '0.0'].map((none): [string, string[], RegExp] => [
      `a duration of ${none}`,
      ['--wait', none],
      /--wait: .* is too short; give more than 0/,
    ]),
    ['a unit nobody knows', ['--wait', '5x'], /write it as 30s, 10m, 2h or 1d/],
    ['a password with a format', ['--derive-smtp-password', '--format', 'json'], /leave out --format/],
  ])('%s', async (_name, args, message) => {
    const { exitCode, stdout, stderr } = await run(args, { text: 'x' });
    expect({ exitCode, stdout }, stderr).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^ses-doctor: [^\n]+\n$/);
    expect(stderr).toMatch(message);
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(stderr.length).toBeLessThan(600);
  });

  it.each(formats)('says the same whatever the format: %s', async (format) => {
    const ran = await run(['--format', format, '--region', 'us east']);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

describe('what is a finding, not a usage error', () => {
  it.each<[string, readonly string[], Record<string, string>]>([
    [
      'template data that is no JSON',
      ['--template-file', 't.json', '--template-data', '{x'],
      { 't.json': '{"Subject":"a","Text":"b"}' },
    ],
    ['a template file that is no JSON', ['--template-file', 't.json'], { 't.json': '{' }],
    ['a Region nobody knows', ['--region', 'eu-nowhere-9'], {}],
    ['a message that is none', ['--message', 'm.eml'], { 'm.eml': 'no header at all' }],
    ['a symptom that tells little', ['--symptom', 's'], { s: 'the mail does not arrive' }],
  ])('%s', async (_name, args, files) => {
    const { exitCode, stdout } = await run(['--no-aws', '--no-dns', '--no-smtp', ...args], files);
    expect(exitCode).not.toBe(2);
    expect(stdout).not.toBe('');
  });
});

it('an empty symptom is a slip of the command line', async () => {
  const ran = await run(['--no-aws', '--no-dns', '--no-smtp', '--symptom', 's'], { s: '' });
  expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
});

it.each([
  ['--help', /Usage: ses-doctor/],
  ['--version', /^0\.0\.0-lab\n$/],
])('%s is no error', async (flag, text) => {
  const ran = await run([flag]);
  expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  expect(ran.stdout).toMatch(text);
});

describe('what people type', () => {
  const offline = ['--no-aws', '--no-smtp', '--no-dns', '--json'];
  const identitiesOf = async (args: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await run([...args, ...offline]);
    return (JSON.parse(stdout) as { target: { identities: string[] } }).target.identities;
  };

  it.each<[readonly string[], readonly string[]]>([
    [['example.com'], ['example.com']],
    [['check', 'example.com'], ['example.com']],
    [
      ['a.example', 'news@b.example'],
      ['a.example', 'news@b.example'],
    ],
    [['a.example,b.example'], ['a.example', 'b.example']],
    [
      ['--identity', 'a.example, b.example'],
      ['a.example', 'b.example'],
    ],
    [
      ['a.example', '--identity', 'b.example'],
      ['a.example', 'b.example'],
    ],
  ])('%j names %j', async (args, identities) => {
    expect(await identitiesOf(args)).toEqual(identities);
  });

  it('seconds stand with and without their s', async () => {
    for (const timeout of [
      '5',
      '5s',
      '500ms',
      '1500 milliseconds',
      '0.1m',
      '1m30s',
      '10 sec',
      '1 minute',
      '1H',
    ]) {
      const { exitCode } = await run(['example.com', '--timeout', timeout, '--deadline', '30s', ...offline]);
      expect(exitCode).not.toBe(2);
    }
  });

  it.each([
    ['90', 90],
    ['1h30m', 5400],
    ['2 hours', 7200],
    ['1.5d', 129_600],
    ['500ms', 0.5],
    ['1m500ms', 60.5],
    ['2 msec', 0.002],
    ['2w', 1_209_600],
    ['5x', null],
    ['h', null],
    ['', null],
    ['1h and more', null],
    ['-5s', null],
  ])('%j is %s seconds', (text, seconds) => {
    expect(secondsIn(text)).toBe(seconds);
  });

  it('-q and -v are short for --quiet and --verbose', async () => {
    const text = async (flag: string): Promise<string> =>
      (await run(['explain', '550 5.1.1 no such user', flag])).stdout.replace(/^.*\n/, '');
    expect(await text('-q')).toBe(await text('--quiet'));
    expect(await text('-v')).toBe(await text('--verbose'));
    expect(await text('-q')).not.toBe(await text('-v'));
  });
});

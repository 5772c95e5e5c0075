import { describe, expect, it } from 'vitest';
import { rendererOf, type Format } from '../../src/render/formats.ts';
import type { Report } from '../../src/model/report.ts';
import { runInProcess } from '../lab/run-in-process.ts';

const relay = 'relay=email-smtp.eu-west-1.amazonaws.com[192.0.2.1]:587, delay=1, dsn=5.0.0';
const said = 'host email-smtp.eu-west-1.amazonaws.com[192.0.2.1] said:';
const notVerified =
  '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ann@example.com';
const tooFast = '454 Throttling failure: Maximum sending rate exceeded.';
const log = [
  `Nov 20 10:01:00 mx postfix/smtp[1]: 4F2A: to=<bob@example.net>, ${relay}, status=bounced (${said} ${notVerified})`,
  `Nov 20 10:02:00 mx postfix/smtp[1]: 4F3B: to=<carl@example.net>, ${relay}, status=deferred (${said} ${tooFast})`,
  `Nov 20 10:03:00 mx postfix/smtp[1]: 4F4C: to=<dora@example.net>, ${relay}, status=deferred (${said} ${tooFast})`,
].join('\n');

async function explained(text: string): Promise<Report> {
  const { stdout } = await runInProcess({
    args: ['explain', text, '--format', 'json'],
    env: {},
    authoritativePort: 0,
  });
  return JSON.parse(stdout) as Report;
}

async function rendered(report: Report, format: Format, verbose = false): Promise<string> {
  const render = await rendererOf(format);
  return render(report, { columns: 80, colorLevel: 0, quiet: false, verbose, terminal: false });
}

describe('a log that tells of several failures', () => {
  it('is told failure by failure, with how often, in every format for people', async () => {
    const report = await explained(log);
    for (const [format, verbose] of [
      ['text', false],
      ['text', true],
      ['html', false],
      ['markdown', false],
    ] as const) {
      const text = await rendered(report, format, verbose);
      expect(text, format).toContain('Your text shows 2 different failures');
      const first = text.lastIndexOf('Failure 1 of 2');
      const second = text.lastIndexOf('Failure 2 of 2 (2 times)');
      expect([first, second], format).not.toContain(-1);
      const between = text.slice(first, second);
      expect(between, format).toContain('identity/not-verified');
      expect(between, format).toContain('sandbox/recipient-not-verified');
      expect(text.slice(second), format).toContain('quota/rate-exceeded');
    }
  });

  it('says of an alternative that it is one', async () => {
    const text = await rendered(await explained(log), 'text');
    expect(text).toMatch(/^ {2}Or: ann@example\.com is not verified, and the account may/m);
    expect(text).not.toContain('Also possible');
  });
});

describe('a log that tells of several failures, told to machines', () => {
  it('names the failure of each finding', async () => {
    const report = await explained(log);
    const lines = (await rendered(report, 'github')).split('\n');
    expect(lines.find((line) => line.includes('title=quota/rate-exceeded'))).toContain(
      '::Failure 2 of 2 (2 times): ',
    );
    expect(lines.find((line) => line.includes('title=identity/not-verified'))).toContain(
      '::Failure 1 of 2: ',
    );
    const junit = await rendered(report, 'junit');
    expect(junit).toMatch(/type="quota\/rate-exceeded"[^>]*>Failure 2 of 2 \(2 times\)\n/);
    const { runs } = JSON.parse(await rendered(report, 'sarif')) as {
      runs: { results: { ruleId: string; message: { text: string }; properties: { failure?: string } }[] }[];
    };
    const tooOften = runs[0]?.results.find(({ ruleId }) => ruleId === 'quota/rate-exceeded');
    expect(tooOften?.message.text).toMatch(/^Failure 2 of 2 \(2 times\): /);
    expect(tooOften?.properties.failure).toBe('Failure 2 of 2 (2 times)');
  });

  it('numbers nothing where the text tells of one', async () => {
    const report = await explained(notVerified);
    for (const format of ['github', 'junit', 'sarif'] as const)
      expect(await rendered(report, format), format).not.toMatch(/Failure \d/);
  });
});

describe('one failure', () => {
  it('has explanations, the likeliest first, and no number', async () => {
    const text = await rendered(await explained(notVerified), 'text');
    expect(text).toContain('Your text shows a failure: 3 possible explanations, the likeliest first');
    expect(text).toContain('\nMost likely\n');
    expect(text).not.toContain('Failure 1');
  });
});

describe('a text that says nothing', () => {
  it.each(['mail not arriving', '', 'nothing arrives, and no error either', 'help'])(
    '%j leads to the three situations',
    async (words) => {
      const text = await rendered(await explained(words), 'text');
      expect(text).toContain('ses-doctor explain --file mail.log');
      expect(text).toContain('ses-doctor example.com --region eu-west-1');
      expect(text).toContain('ses-doctor example.com --recipient someone@example.net');
      expect(text.split('\n').length).toBeLessThanOrEqual(24);
    },
  );
});

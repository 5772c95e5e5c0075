import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine, worldOf } from '../lab/play.ts';
import { runInProcess, type Ran } from '../lab/run-in-process.ts';
import { scenario } from '../lab/scenario.ts';

const story = scenario({
  title: 'A refused call, by a role of the customer',
  world({ region }) {
    region.identities['jane.doe@example.com'] = { VerificationStatus: 'PENDING' };
  },
  command: ['--symptom', '-', '--identity', 'jane.doe@example.com', '--only', 'account', '--only', 'send'],
  files: {
    '-': 'Nov 21 20:00:00 app-7 mailer[12]: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/BillingApp/jane.doe is not authorized to perform: ses:SendEmail on resource: arn:aws:ses:eu-west-1:111122223333:identity/example.com (from 10.1.2.3)',
  },
  expect: { exitCode: 1, codes: [] },
});

const secrets = ['jane.doe', 'BillingApp', '111122223333', 'app-7', '10.1.2.3'];

async function run(...more: readonly string[]): Promise<Ran> {
  const lab = await startLab(worldOf(story));
  try {
    return await runInProcess({
      args: commandLine(story, lab, more),
      env: lab.env,
      files: {
        ...story.files,
        'ignores.json': JSON.stringify({
          ignores: [{ code: 'identity/*', subject: 'jane.doe@example.com', reason: 'known' }],
        }),
      },
      authoritativePort: lab.dns.authoritativePort,
    });
  } finally {
    await lab.close();
  }
}

const outline = ({ verdict, exitCode, causes, stages }: Report): object => ({
  ...{ verdict, exitCode, causes },
  findings: stages.flatMap(({ checks }) =>
    checks.flatMap(({ id, status, findings }) => [
      `${id} ${status}`,
      ...findings.map(({ code, severity, ignored }) => `${code} ${severity} ${String(ignored !== null)}`),
    ]),
  ),
});

describe('--redact-report', () => {
  it.each(['text', 'json', 'ndjson', 'markdown', 'html', 'junit', 'sarif', 'github'])(
    'leaves no name in %s',
    async (format) => {
      const [plain, redacted] = [
        await run('--format', format, '-v'),
        await run('--format', format, '-v', '--redact-report'),
      ];
      expect(secrets.filter((secret) => plain.stdout.includes(secret))).not.toEqual([]);
      expect(secrets.filter((secret) => redacted.stdout.includes(secret))).toEqual([]);
      expect(redacted.stdout).not.toBe('');
      expect(redacted.exitCode).toBe(plain.exitCode);
    },
  );

  it('decides as the run did, with what ignores accepted under the real names', async () => {
    const flags = ['--json', '--ignore-file', 'ignores.json'];
    const [plain, redacted] = [await run(...flags), await run(...flags, '--redact-report')];
    const report = JSON.parse(redacted.stdout) as Report;
    expect(outline(report)).toEqual(outline(JSON.parse(plain.stdout) as Report));
    expect(JSON.stringify(report)).toContain('"reason":"known"');
  });

  it('holds for explain', async () => {
    const { stdout } = await runInProcess({
      args: ['explain', '--redact-report', '--json'],
      env: {},
      files: { '-': story.files?.['-'] ?? '' },
      authoritativePort: 0,
    });
    expect(JSON.parse(stdout)).toMatchObject({ causes: ['send/access-denied'] });
    expect(secrets.filter((secret) => stdout.includes(secret))).toEqual([]);
  });
});

import { beforeAll, expect, it } from 'vitest';
import type { Finding, Report } from '../../src/model/report.ts';
import { causesApart } from '../../src/render/causes.ts';
import { rendererOf, type Format } from '../../src/render/formats.ts';
import { reportOf } from './reports.ts';

const options = { columns: 200, colorLevel: 0, quiet: false, verbose: false, terminal: false } as const;
const render = async (format: Format, report: Report, more: object = {}): Promise<string> =>
  (await rendererOf(format))(report, { ...options, ...more });

const finding = (severity: Finding['severity'], subject: string): Finding => ({
  ...{ code: 'dkim/split-horizon', severity, subject, basis: 'live' },
  summary: `${subject} has a split horizon of severity ${severity}.`,
  impact: 'It matters.',
  ...{ evidence: [], references: [], explains: [], distinguish: null, counts: true, ignored: null },
  fix: [{ text: `Mend ${subject}`, owner: 'dns', command: null, record: null }],
});

let healthy: Report;
beforeAll(async () => {
  healthy = await reportOf('healthy/domain');
}, 120_000);

/** The report with these findings of one code, in this order. */
function withFindings(...findings: readonly Finding[]): Report {
  const [stage, ...stages] = healthy.stages;
  const [check, ...checks] = stage?.checks ?? [];
  if (stage === undefined || check === undefined) throw new Error('the report has no check');
  const found = { ...check, status: 'fail' as const, findings };
  return {
    ...{ ...healthy, verdict: 'fail', exitCode: 1, causes: ['dkim/split-horizon'] },
    stages: [{ ...stage, checks: [found, ...checks] }, ...stages],
  };
}

const told = (report: Report): readonly unknown[] =>
  causesApart(report).map((cause) => [cause.finding.severity, cause.finding.subject, ...cause.alsoAbout]);

it.each([
  ['an info before an error', ['info', 'error'], [['error', 'b.example']]],
  ['an error before an info', ['error', 'info'], [['error', 'a.example']]],
  ['an info before a warning', ['info', 'warning'], [['warning', 'b.example']]],
  [
    'a warning before an error: each has a step of its own',
    ['warning', 'error'],
    [
      ['error', 'b.example'],
      ['warning', 'a.example'],
    ],
  ],
  [
    'two errors among a warning and an info',
    ['info', 'error', 'warning', 'error'],
    [
      ['error', 'b.example', 'd.example'],
      ['warning', 'c.example'],
    ],
  ],
  ['infos alone', ['info', 'info'], [['info', 'a.example', 'b.example']]],
  ['errors alone', ['error', 'error'], [['error', 'a.example', 'b.example']]],
] as const)('one code: %s', (_name, severities, expected) => {
  const names = ['a.example', 'b.example', 'c.example', 'd.example'];
  const report = withFindings(...severities.map((severity, index) => finding(severity, names[index] ?? '')));
  expect(told(report)).toEqual(expected);
});

it('the info of a code that is a cause for another sender is told, and not as that cause', async () => {
  const report = withFindings(finding('info', 'a.example'), finding('error', 'b.example'));
  const text = await render('text', report);
  expect(text).toContain('✗ b.example has a split horizon of severity error. (dkim/split-horizon)');
  expect(text).toContain('→ Mend b.example');
  expect(text).toContain('i a.example has a split horizon of severity info.');
  expect(text).not.toContain('✓ a.example');
  const verbose = await render('text', report, { verbose: true });
  expect(verbose).toContain('Most likely cause: b.example has a split horizon of severity error.');
  expect(verbose).toContain('Do first: Mend b.example');
});

it.each(['text', 'markdown', 'html', 'github'] as const)(
  'the error comes before the warning of its code, and both are told, as %s',
  async (format) => {
    const report = withFindings(finding('warning', 'a.example'), finding('error', 'b.example'));
    const text = await render(format, report);
    const [error, warning] = ['b.example', 'a.example'].map((name) => text.indexOf(`${name} has a split`));
    expect(error).toBeGreaterThan(-1);
    expect(warning).toBeGreaterThan(error ?? 0);
  },
);

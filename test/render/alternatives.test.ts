import { beforeAll, expect, it } from 'vitest';
import { alternativesIn } from '../../src/engine/alternatives.ts';
import type { Finding, Report } from '../../src/model/report.ts';
import { causesApart } from '../../src/render/causes.ts';
import { formats, rendererOf, type Format } from '../../src/render/formats.ts';
import { tally } from '../../src/render/words.ts';
import { junitFaults } from './junit-faults.ts';
import { reportOf } from './reports.ts';

const options = { columns: 100, colorLevel: 0, quiet: false, verbose: false, terminal: false } as const;
const render = async (format: Format, report: Report): Promise<string> =>
  (await rendererOf(format))(report, options);

/** As `check --symptom` has it: one failure that one code explains best, and another of the same weight instead. */
function withAlternative(report: Report, severity: Finding['severity'] = 'error'): Report {
  const likeliest: Finding = {
    code: 'smtp/auth-rejected',
    severity: 'error',
    subject: 'account',
    basis: 'read',
    summary: 'SES does not know the user name or the password.',
    impact: 'No mail goes out.',
    evidence: [{ what: 'your error text', expected: null, actual: '535', source: 'symptom' }],
    fix: [],
    references: [],
    explains: [],
    distinguish: 'It fails in every program.',
    reading: { failure: 0, rank: 0, count: 1 },
    counts: true,
    ignored: null,
  };
  const other: Finding = {
    ...likeliest,
    code: 'smtp/wrong-region-password',
    severity,
    summary: 'The password may be of another Region.',
    reading: { failure: 0, rank: 1, count: 1 },
  };
  const [stage, ...stages] = report.stages;
  const [check, ...checks] = stage?.checks ?? [];
  if (stage === undefined || check === undefined) throw new Error('the report has no check');
  const found = { ...check, status: 'fail' as const, findings: [likeliest, other] };
  const causes = [likeliest.code, other.code];
  return {
    ...report,
    verdict: 'fail',
    exitCode: 1,
    causes,
    stages: [{ ...stage, checks: [found, ...checks] }, ...stages],
  };
}

let healthy: Report;
beforeAll(async () => {
  healthy = await reportOf('healthy/domain');
}, 120_000);

it('one failure with two explanations is one error', () => {
  const report = withAlternative(healthy);
  expect(tally(report)).toContain('1 error, 1 other possible explanation');
  expect(causesApart(report)).toHaveLength(1);
});

it('every format says Or, and counts the failure once', async () => {
  const report = withAlternative(healthy);
  for (const format of formats.filter((one) => one !== 'json' && one !== 'ndjson'))
    expect(await render(format, report), format).toMatch(/Or[:,]|or, instead of/);
  expect((await render('github', report)).match(/^::error/gm)).toHaveLength(1);
  const junit = await render('junit', report);
  expect(junit.match(/<failure /g)).toHaveLength(1);
  expect(junitFaults(junit)).toBeNull();
  const sarif = JSON.parse(await render('sarif', report)) as { runs: [{ results: { level: string }[] }] };
  expect(sarif.runs[0].results.filter(({ level }) => level === 'error')).toHaveLength(1);
});

it('an explanation that weighs more than the likeliest one stands for itself', () => {
  const report = withAlternative(healthy, 'error');
  const [stage] = report.stages;
  const findings = stage?.checks[0]?.findings ?? [];
  const lighter = findings.map((one, index) =>
    index === 0 ? { ...one, severity: 'warning' as const } : one,
  );
  const stages = report.stages.map((one, at) => ({
    ...one,
    checks: one.checks.map((check, index) =>
      at === 0 && index === 0 ? { ...check, findings: lighter } : check,
    ),
  }));
  expect(alternativesIn({ ...report, stages }).size).toBe(0);
});

it('what explains another failure, or the same of another sender, is no alternative', () => {
  const report = withAlternative(healthy);
  const change = (to: Partial<Finding>): Report => ({
    ...report,
    stages: report.stages.map((one, at) => ({
      ...one,
      checks: one.checks.map((check, index) =>
        at === 0 && index === 0
          ? { ...check, findings: check.findings.map((f, n) => (n === 1 ? { ...f, ...to } : f)) }
          : check,
      ),
    })),
  });
  expect(alternativesIn(change({ reading: { failure: 1, rank: 1, count: 1 } })).size).toBe(0);
  expect(alternativesIn(change({ code: 'smtp/auth-rejected', subject: 'b.example' })).size).toBe(0);
  expect(alternativesIn(change({ reading: { failure: 0, rank: 0, count: 1 } })).size).toBe(0);
  expect(alternativesIn(report).size).toBe(1);
});

/** The report with the findings in its first check, which nothing else explains unless they say so of each other. */
const withFindings = (findings: readonly Finding[], causes: readonly string[]): Report => ({
  ...withAlternative(healthy),
  causes,
  stages: withAlternative(healthy).stages.map((one, at) => ({
    ...one,
    checks: one.checks.map((check, index) => (at === 0 && index === 0 ? { ...check, findings } : check)),
  })),
});

const [reading, instead] = [
  { failure: 0, rank: 0, count: 1 },
  { failure: 0, rank: 1, count: 1 },
] as const;

it('what stands in the place of an effect is told with the cause of that', async () => {
  const [likely, other] = findingsFor(['bounce/authentication-failed', 'bounce/policy-rejected']);
  const [cause] = findingsFor(['identity/address-overrides-domain']);
  const live: Finding = { ...cause, basis: 'live', severity: 'warning', explains: [likely.code] };
  const report = withFindings(
    [
      live,
      { ...likely, reading },
      { ...other, reading: instead, summary: 'The receiver has a rule of its own.' },
    ],
    [live.code, other.code],
  );
  expect(causesApart(report).map(({ finding, alternatives }) => [finding.code, alternatives])).toEqual([
    [live.code, [expect.objectContaining({ code: other.code })]],
  ]);
  for (const format of ['text', 'markdown', 'html', 'github'] as const)
    expect(await render(format, report), format).toMatch(/Or[:,]?.*The receiver has a rule of its own/s);
});

it('of three explanations of a failure each is told once, and one alone stands for itself', () => {
  const [first, second, third] = findingsFor(['smtp/a', 'smtp/b', 'smtp/c']);
  const row = withFindings(
    [
      { ...first, reading },
      { ...second, reading: instead },
      { ...third, reading: { failure: 0, rank: 2, count: 1 } },
    ],
    [first.code, second.code, third.code],
  );
  expect(causesApart(row).map(({ alternatives = [] }) => alternatives.map(({ code }) => code))).toEqual([
    [second.code, third.code],
  ]);
  const nowhere = withFindings([{ ...second, reading: instead }], [second.code]);
  expect(causesApart(nowhere)).toHaveLength(1);
});

/** Findings of these codes, as read in a pasted text. */
function findingsFor<const C extends readonly string[]>(codes: C): { [K in keyof C]: Finding } {
  const [, model] = withAlternative(healthy).stages[0]?.checks[0]?.findings ?? [];
  if (model === undefined) throw new Error('the report has no finding');
  return codes.map((code): Finding => ({ ...model, code })) as { [K in keyof C]: Finding };
}

/** The first of three explanations, and those of them that somebody has accepted. */
function withAccepted(report: Report, accepted: readonly number[]): Report {
  const three = withAlternative(report);
  const [stage, ...stages] = three.stages;
  const [check, ...checks] = stage?.checks ?? [];
  if (stage === undefined || check === undefined) throw new Error('the report has no check');
  const [likeliest, other] = check.findings;
  if (likeliest === undefined || other === undefined) throw new Error('the check has no findings');
  const all = [
    likeliest,
    other,
    {
      ...other,
      code: 'smtp/iam-key-as-password',
      summary: 'The password may be a secret key.',
      reading: { failure: 0, rank: 2, count: 1 },
    },
  ];
  const findings = all.map((one, place) =>
    accepted.includes(place) ? { ...one, ignored: { reason: 'known', expires: null } } : one,
  );
  const causes = findings.flatMap(({ code, ignored }) => (ignored === null ? [code] : []));
  return { ...three, causes, stages: [{ ...stage, checks: [{ ...check, findings }, ...checks] }, ...stages] };
}

it.each([
  { accepted: [0], left: 'smtp/auth-rejected' },
  { accepted: [0, 1], left: 'smtp/auth-rejected' },
  { accepted: [0, 2], left: 'smtp/auth-rejected' },
  { accepted: [1], left: null },
  { accepted: [2], left: null },
  { accepted: [1, 2], left: null },
])('what was accepted makes no other explanation the likeliest: $accepted', async ({ accepted, left }) => {
  const report = withAccepted(healthy, accepted);
  expect(causesApart(report)).toHaveLength(1);
  for (const format of ['text', 'markdown', 'html', 'github'] as const) {
    const text = (await render(format, report)).replaceAll(/<[^>]*>|[*_`\\]/g, '').replaceAll(/\s+/g, ' ');
    if (left === null) expect(text, format).not.toMatch(/which is accepted|and is accepted/);
    else {
      expect(text, format).toMatch(
        /If it is not smtp\/auth-rejected, which is accepted: |smtp\/auth-rejected is a likelier explanation of the same failure, and is accepted\./,
      );
      expect(text, format).not.toMatch(/Most likely|likeliest/);
    }
  }
  const verbose = (await rendererOf('text'))(report, { ...options, verbose: true });
  expect(verbose.includes('Most likely cause: ')).toBe(left === null);
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { SurveyCause, SurveyReport } from '../../src/survey/document.ts';
import { renderSurveyJunit } from '../../src/survey/render/junit.ts';
import { dkimTokens, senderRecords, verifiedAddress, verifiedDomain } from '../lab/healthy-world.ts';
import type { World } from '../lab/world.ts';
import { surveyIn, worldOfSenders } from './surveyed.ts';

const reportOf = (stdout: string): SurveyReport => JSON.parse(stdout) as SurveyReport;

/** How often a JUnit file says that something failed, by its cases and by its head. */
const failuresIn = (junit: string): readonly [number, number] => [
  [...junit.matchAll(/<failure /g)].length,
  Number(/<testsuites [^>]*failures="(\d+)"/.exec(junit)?.[1]),
];

/** Of an identity, what SES says of its DKIM. */
function dkimOf(world: World, name: string, change: object): void {
  const identity = world.region.identities[name];
  if (identity === undefined) throw new Error(`no ${name}`);
  identity.DkimAttributes = { ...identity.DkimAttributes, ...change };
}

describe('an error that follows from a warning', () => {
  /** Addresses that are identities of their own, without DKIM of their own, below a domain that signs. */
  const world = (): World => {
    const made = worldOfSenders({ sound: 3 });
    for (const name of ['news@sound0.example', 'shop@sound0.example'])
      made.region.identities[name] = verifiedAddress();
    return made;
  };
  let report: SurveyReport;
  beforeAll(async () => {
    report = reportOf((await surveyIn(world(), ['--json'])).stdout);
  });

  it('makes its cause an error, which names it', () => {
    expect(report.causes.map(({ code, severity, leadsTo }) => [code, severity, leadsTo])).toEqual([
      ['identity/address-overrides-domain', 'error', ['dkim/not-enabled']],
    ]);
    expect([report.verdict, report.exitCode, report.totals.failing]).toEqual(['fail', 1, 2]);
  });

  it('is a failure for a pipeline, and stands above warnings in text and page', async () => {
    expect(failuresIn(renderSurveyJunit(report))).toEqual([1, 1]);
    const { stdout } = await surveyIn(world(), ['--format', 'text']);
    expect(stdout).toContain('✗ 2 identities: ');
    expect(stdout).toContain('From it follows: dkim/not-enabled');
    const html = await surveyIn(world(), ['--format', 'html']);
    expect(html.stdout).toContain('class="error">');
    expect(html.stdout).toContain('From it follows: <span class="nb">dkim/not-enabled</span>');
  });
});

describe('what makes a run fail', () => {
  const cause = (more: Partial<SurveyCause>): SurveyCause => ({
    ...{ code: 'dmarc/missing', severity: 'warning', leadsTo: [], act: '', count: 1, sends: null },
    ...{ places: 0, tenants: 0, groups: [], title: 'DMARC record', because: '.', impact: '.', fix: [] },
    ...{ references: [], examples: [{ account: '1', region: 'eu-west-1', identity: 'a.example' }] },
    ...more,
  });
  let sound: SurveyReport;
  beforeAll(async () => {
    sound = reportOf((await surveyIn(worldOfSenders({ sound: 1 }), ['--json'])).stdout);
  });

  it.each([
    ['a warning', [{}], 0, [0, 0]],
    ['a warning with --fail-on warning', [{}], 1, [1, 1]],
    ['an error beside a warning', [{}, { severity: 'error', act: 'a' }], 1, [1, 1]],
    ['an error of the account', [{ severity: 'error', places: 1 }], 1, [1, 1]],
    ['an error of a tenant', [{ severity: 'error', tenants: 1 }], 1, [1, 1]],
    [
      'two errors of one code',
      [
        { severity: 'error', act: 'a' },
        { severity: 'error', act: 'b' },
      ],
      1,
      [2, 2],
    ],
  ] as const)('%s', (_, some, exitCode, expected) => {
    const junit = renderSurveyJunit({ ...sound, causes: some.map(cause), exitCode });
    expect(failuresIn(junit)).toEqual(expected);
    const names = [...junit.matchAll(/<testcase [^>]*name="([^"]*)"/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is told where it is only that something could not be seen', () => {
    const junit = renderSurveyJunit({ ...sound, causes: [cause({ severity: 'unknown' })], exitCode: 3 });
    expect(junit).toMatch(/<testsuites [^>]*failures="0" errors="1"/);
    expect(junit).toContain('<error type="dmarc/missing"');
  });

  it('is told with --fail-on warning of a real run, and is nothing for sound senders', async () => {
    const world = worldOfSenders({ sound: 2 });
    Reflect.deleteProperty(world.dns.names, '_dmarc.sound0.example');
    const ran = await surveyIn(world, ['--format', 'junit', '--fail-on', 'warning', '--only', 'dmarc']);
    expect([failuresIn(ran.stdout), ran.exitCode]).toEqual([[1, 1], 1]);
    expect(failuresIn(renderSurveyJunit(sound))).toEqual([0, 0]);
  });
});

describe('causes of one code', () => {
  const world = (): World => {
    const made = worldOfSenders({ sound: 2, keyless: 2 });
    const add = (name: string): void => {
      made.region.identities[name] = verifiedDomain(name);
      Object.assign(made.dns.names, senderRecords(name));
    };
    // Switched off, twice; never set up, twice.
    for (const name of ['off0.example', 'off1.example', 'never0.example', 'never1.example']) add(name);
    for (const name of ['off0.example', 'off1.example']) dkimOf(made, name, { SigningEnabled: false });
    for (const name of ['never0.example', 'never1.example'])
      dkimOf(made, name, { SigningEnabled: false, Status: 'NOT_STARTED', Tokens: [] });
    // One record is missing of three.
    const [token] = dkimTokens('sound1.example');
    Reflect.deleteProperty(made.dns.names, `${token}._domainkey.sound1.example`);
    return made;
  };
  let report: SurveyReport;
  beforeAll(async () => {
    report = reportOf((await surveyIn(world(), ['--json', '--only', 'dkim*'])).stdout);
  });
  const namesOf = (code: string): readonly (readonly (string | null)[])[] =>
    report.causes
      .filter((one) => one.code === code)
      .map(({ examples }) => examples.map(({ identity }) => identity));

  it('stand apart where another act mends them', () => {
    expect(namesOf('dkim/not-enabled')).toEqual([
      ['never0.example', 'never1.example'],
      ['off0.example', 'off1.example'],
    ]);
    expect(namesOf('dkim/record-missing')).toEqual([
      ['keyless0.example', 'keyless1.example'],
      ['sound1.example'],
    ]);
    for (const { examples, fix, count } of report.causes) {
      expect(count).toBe(examples.length);
      // What is told is for the first example.
      const told = JSON.stringify(fix);
      expect(told).toContain(examples[0]?.identity);
    }
  });

  it('go together by what is logged into: name servers for records, the account for settings', () => {
    const groups = report.causes.map(({ code, groups: some }) => [
      code,
      [...new Set(some.map(({ by }) => by))],
    ]);
    expect(groups).toEqual(
      expect.arrayContaining([
        ['dkim/not-enabled', ['account']],
        ['dkim/record-missing', ['provider', 'zone']],
      ]),
    );
  });

  it('have lists of their own in the page', async () => {
    const { stdout } = await surveyIn(world(), ['--format', 'html', '--only', 'dkim*']);
    const lists = [...stdout.matchAll(/<summary>2 identities<\/summary><ul>(.*?)<\/ul>/g)].map(
      ([, list]) => list,
    );
    expect(lists).toHaveLength(3);
    expect(lists.filter((list) => list?.includes('off0.example'))).toEqual([
      expect.not.stringContaining('never0.example'),
    ]);
  });
});

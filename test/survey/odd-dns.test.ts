import { describe, expect, it } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import { dkimTokens, senderRecords, verifiedAddress, verifiedDomain } from '../lab/healthy-world.ts';
import type { World } from '../lab/world.ts';
import { surveyIn, worldOfSenders } from './surveyed.ts';

async function reportOf(world: World, ...more: string[]) {
  const { stdout, exitCode, lab } = await surveyIn(world, ['--json', '--timeout', '20s', ...more]);
  return { report: JSON.parse(stdout) as SurveyReport, exitCode, lab };
}
const count = 13;

describe('a provider of name servers', () => {
  it('that lost the records of all its zones is one cause with one place to mend', async () => {
    const world = worldOfSenders({ sound: 3, keyless: count });
    for (let number = 0; number < count; number++)
      world.dns.zones[`keyless${String(number)}.example`] = {
        servers: { 'ns1.careless-host.net': {}, 'ns2.careless-host.net': {} },
      };
    const { report, exitCode } = await reportOf(world);
    expect(report.causes.map(({ code, count: touched }) => [code, touched])).toEqual([
      ['dkim/record-missing', count],
    ]);
    expect(report.causes[0]?.groups[0]).toEqual({ by: 'provider', name: 'careless-host.net', count });
    expect(exitCode).toBe(1);
  });

  it('whose servers give no answer leaves one thing open, with examples and whom to ask', async () => {
    const world = worldOfSenders({ sound: count });
    for (let number = 3; number < count; number++) {
      const domain = `sound${String(number)}.example`;
      for (const name of [domain, `*.${domain}`]) world.dns.faults.push({ kind: 'servfail', name });
    }
    const { report, exitCode } = await reportOf(world);
    expect(report.totals).toMatchObject({ sound: 3, unknown: count - 3, failing: 0 });
    const open = report.unknown.filter(({ counts }) => counts);
    expect(open).toMatchObject([{ reason: 'bad-reply', of: 'identities', count: count - 3 }]);
    expect(open[0]?.message).toContain('whoever runs them has to look');
    expect(open[0]?.examples?.map(({ identity }) => identity)).toEqual([
      ...['sound10.example', 'sound11.example', 'sound12.example'],
    ]);
    expect([report.verdict, exitCode]).toEqual(['unknown', 3]);
    const { stdout: csv } = await surveyIn(world, ['--format', 'csv', '--timeout', '20s']);
    const row = csv.split('\r\n').find((one) => one.includes(',sound10.example,'));
    expect(row).toContain('unknown');
    expect(row).toContain('answered SERVFAIL');
  });
});

it.each(['timeout', 'refused'] as const)('a resolver that gives %s has looked at nothing', async (kind) => {
  const world = worldOfSenders({ sound: 2 });
  world.dns.faults.push({ kind, name: '*' });
  const { report, exitCode } = await reportOf(world, ...(kind === 'timeout' ? ['--timeout', '2s'] : []));
  expect(report.totals).toMatchObject({ sound: 0, unknown: 2 });
  expect(report.unknown[0]?.message).toContain('--resolver asks another');
  expect([report.verdict, exitCode]).toEqual(['unknown', 3]);
});

it('a zone with more than a hundred identities is asked once for what they share, and mended once', async () => {
  const world = worldOfSenders({});
  const many = 120;
  for (let number = 0; number < many; number++) {
    const domain = `tenant${String(number)}.big.example`;
    world.region.identities[domain] = verifiedDomain(domain);
    Object.assign(world.dns.names, senderRecords(domain));
    Reflect.deleteProperty(world.dns.names, `_dmarc.${domain}`);
  }
  const { report, lab } = await reportOf(world);
  const [cause] = report.causes;
  expect([cause?.code, cause?.count, report.causes.length]).toEqual(['dmarc/missing', many, 1]);
  expect(cause?.groups[0]).toEqual({ by: 'zone', name: 'big.example', count: many });
  expect(cause?.fix[0]?.record?.name).toBe('_dmarc.big.example');
  const shared = lab.dns.questions.filter(({ name }) => name === '_dmarc.big.example');
  // The resolver once, and each of the two servers of the zone; a slow machine asks again.
  expect(shared.length).toBeLessThan(many / 10);
  expect(lab.dns.questions.filter(({ name }) => name === 'amazonses.com').length).toBeLessThan(many / 10);
});

it.each([
  ['that the zone has and the resolver does not yet', true, [[], 1, 3]],
  ['that are nowhere', false, [['dkim/record-missing'], 1, 1]],
] as const)(
  'records %s are told so where SES does not tell of the identity',
  async (_, isThere, expected) => {
    const world = worldOfSenders({ keyless: 1 });
    world.aws.faults.push({ op: 'GetEmailIdentity', kind: 'deny' });
    const zone = 'keyless0.example';
    const names = Object.fromEntries(
      dkimTokens(zone).map((token) => [`${token}._domainkey.${zone}`, null] as const),
    );
    // The resolver has the answers of the first server, which is not heard itself.
    if (isThere) Object.assign(world.dns.names, senderRecords(zone));
    world.dns.zones[zone] = { servers: { 'ns0.old.example': { names }, 'ns1.new.example': {} } };
    world.dns.faults.push({ name: '*', at: 'ns0.old.example', kind: 'timeout' });
    const { report, exitCode } = await reportOf(world);
    const told = report.causes.map(({ code }) => code);
    expect([told, report.totals.unknown, exitCode]).toEqual(expected);
  },
);

describe('a wildcard', () => {
  it('that answers for keys is told as one, and records go before it', async () => {
    const world = worldOfSenders({ keyless: 3 });
    world.dns.names['parking.example'] = { A: ['192.0.2.7'], TXT: ['parked'] };
    for (let number = 0; number < 3; number++)
      world.dns.names[`*.keyless${String(number)}.example`] = { CNAME: ['parking.example'] };
    const { report } = await reportOf(world);
    expect(report.causes.map(({ code, count: touched }) => [code, touched])).toContainEqual([
      'dkim/wildcard-answers',
      3,
    ]);
    expect(report.causes.map(({ code }) => code)).not.toContain('dkim/record-missing');
  });

  it('beside records that are right is no fault', async () => {
    const world = worldOfSenders({ sound: 2 });
    for (let number = 0; number < 2; number++)
      world.dns.names[`*.sound${String(number)}.example`] = { A: ['192.0.2.7'], TXT: ['anything'] };
    const { report, exitCode } = await reportOf(world);
    expect(report.causes).toEqual([]);
    expect([report.verdict, exitCode]).toEqual(['pass', 0]);
  });
});

describe('an account with addresses alone', () => {
  it('is judged by the domains of the addresses, which are grouped', async () => {
    const world = worldOfSenders({});
    Object.assign(world.dns.names, senderRecords('mailbox.example'));
    for (let number = 0; number < 4; number++)
      world.region.identities[`person${String(number)}@mailbox.example`] = verifiedAddress();
    world.region.identities['Waits@mailbox.example'] = {
      ...verifiedAddress(),
      VerificationStatus: 'PENDING',
      VerifiedForSendingStatus: false,
    };
    const { report, exitCode } = await reportOf(world);
    expect(report.totals).toMatchObject({ identities: 5, lookedAt: 5, cannotSend: 1 });
    const dkim = report.causes.find(({ code }) => code === 'dkim/not-enabled');
    expect(dkim?.count).toBe(5);
    expect(dkim?.groups).toContainEqual({ by: 'zone', name: 'mailbox.example', count: 5 });
    expect(exitCode).toBe(1);
  });

  it('whose domain is an identity, too, with keys, is sound', async () => {
    const world = worldOfSenders({ sound: 1 });
    const address = verifiedAddress();
    const tokens = dkimTokens('sound0.example');
    world.region.identities['news@sound0.example'] = {
      ...address,
      DkimAttributes: { ...address.DkimAttributes, SigningEnabled: true, Status: 'SUCCESS', Tokens: tokens },
    };
    const { report } = await reportOf(world);
    expect(report.totals).toMatchObject({ identities: 2, lookedAt: 2 });
    expect(report.causes.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

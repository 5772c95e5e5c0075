import { Unavailable } from '../../src/model/unavailable.ts';
import { describe, expect, it } from 'vitest';
import { servedByNobody } from '../support/delegation.ts';
import { fromDomainSpf, spf } from '../../src/facts/spf.ts';
import { readSesAddresses, spfAuthorisesSes } from '../../src/facts/spf-ses.ts';
import { checkHost } from '../../src/spf/check-host.ts';
import { describeSpfTree } from '../../src/spf/tree.ts';
import { gather } from '../support/gather.ts';
import { fakeAws, fakeDns, type Zone } from '../support/probes.ts';

const amazon = { 'amazonses.com': { TXT: ['v=spf1 ip4:199.255.192.0/22 ip4:54.240.0.0/18 -all'] } };

const identity = (
  mailFrom: {
    MailFromDomainStatus: 'SUCCESS' | 'PENDING';
    BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' | 'REJECT_MESSAGE';
  } | null,
  dedicatedIps: readonly string[] = [],
) =>
  fakeAws({
    'ses:GetDedicatedIps': {
      DedicatedIps: dedicatedIps.map((Ip) => ({ Ip, WarmupStatus: 'DONE', WarmupPercentage: 100 })),
    },
    'ses:GetEmailIdentity': {
      VerifiedForSendingStatus: true,
      DkimAttributes: { SigningEnabled: true, Status: 'SUCCESS' },
      ...(mailFrom === null
        ? {}
        : { MailFromAttributes: { MailFromDomain: 'bounce.example.com', ...mailFrom } }),
    },
  });

const inForce = { MailFromDomainStatus: 'SUCCESS', BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' } as const;
const ask = (zone: Zone, mailFrom: Parameters<typeof identity>[0] = inForce) =>
  gather(spf, {
    subject: 'example.com',
    probes: { aws: identity(mailFrom), dns: fakeDns({ ...amazon, ...zone }) },
  });

describe('SPF at the envelope sender', () => {
  it('is judged at the custom MAIL FROM domain', async () => {
    expect(await ask({ 'bounce.example.com': { TXT: ['v=spf1 include:amazonses.com -all'] } })).toMatchObject(
      {
        kind: 'custom',
        authorisation: {
          domain: 'bounce.example.com',
          verdict: 'all',
          refused: [],
          check: { result: 'pass', lookups: 1 },
        },
      },
    );
  });

  it.each([
    ['dedicated IPs that pass', 'v=spf1 ip4:198.51.100.7 -all', ['198.51.100.7'], 'some', true],
    [
      'dedicated IPs of which one does not',
      'v=spf1 ip4:198.51.100.7 -all',
      ['198.51.100.7', '203.0.113.9'],
      'some',
      false,
    ],
    [
      'dedicated IPs outside the ranges of SES',
      'v=spf1 include:amazonses.com -all',
      ['203.0.113.9'],
      'some',
      false,
    ],
    ['dedicated IPs within them', 'v=spf1 include:amazonses.com -all', ['54.240.1.2'], 'all', true],
  ])('%s', async (_name, record, ips, verdict, dedicatedPass) => {
    const world = { ...amazon, 'bounce.example.com': { TXT: [record] } };
    const probes = { aws: identity(inForce, ips), dns: fakeDns(world) };
    expect(await gather(spf, { subject: 'example.com', probes })).toMatchObject({
      authorisation: { verdict, dedicatedPass },
    });
  });

  it('is Amazon’s business without one', async () => {
    expect(await ask({}, null)).toEqual({ kind: 'default' });
  });

  it('is Amazon’s business while the custom one is pending', async () => {
    expect(await ask({}, { ...inForce, MailFromDomainStatus: 'PENDING' })).toEqual({ kind: 'default' });
  });

  it('is no question while SES refuses to send', async () => {
    const refusing = ask({}, { MailFromDomainStatus: 'PENDING', BehaviorOnMxFailure: 'REJECT_MESSAGE' });
    await expect(refusing).rejects.toMatchObject({ reason: 'prerequisite' });
  });

  it('lets only some ranges through', async () => {
    expect(await ask({ 'bounce.example.com': { TXT: ['v=spf1 ip4:54.240.0.0/18 -all'] } })).toMatchObject({
      authorisation: {
        verdict: 'some',
        refused: [{ range: '199.255.192.0/22', ip: '199.255.192.1', result: 'fail' }],
      },
    });
  });

  it.each([
    ['no record', { 'bounce.example.com': {} }, 'absent'],
    ['another record', { 'bounce.example.com': { TXT: ['v=spf1 ip4:192.0.2.1 ~all'] } }, 'none'],
    ['a broken record', { 'bounce.example.com': { TXT: ['v=spf1 ip4: ~all'] } }, 'error'],
    ['a server that fails', { 'bounce.example.com': 'SERVFAIL' }, 'unknown'],
    ['a server that does not answer', { 'bounce.example.com': { TXT: 'TIMEOUT' } }, 'unknown'],
    [
      'Amazon’s servers that fail',
      { 'amazonses.com': 'SERVFAIL', 'bounce.example.com': { TXT: ['v=spf1 include:amazonses.com -all'] } },
      'unknown',
    ],
  ] as const)('%s', async (_name, zone, verdict) => {
    expect(await ask(zone as unknown as Zone)).toMatchObject({ authorisation: { verdict } });
  });
});

describe('the addresses of SES', () => {
  it('are those of its record', async () => {
    expect(await readSesAddresses(fakeDns(amazon))).toEqual({
      source: 'dns',
      addresses: [
        { ip: '199.255.192.1', range: '199.255.192.0/22' },
        { ip: '54.240.0.1', range: '54.240.0.0/18' },
      ],
    });
  });

  it('are those we know when it cannot be read', async () => {
    const { source, addresses } = await readSesAddresses(fakeDns({ 'amazonses.com': 'SERVFAIL' }));
    expect(source).toBe('table');
    expect(addresses).toHaveLength(12);
  });

  it('may be a dedicated IP', async () => {
    const dns = fakeDns({ 'bounce.example.com': { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] } });
    const answer = await spfAuthorisesSes(dns, 'bounce.example.com', [
      { ip: '192.0.2.7', range: '192.0.2.7' },
    ]);
    expect(answer.verdict).toBe('all');
  });
});

describe('the lookup tree', () => {
  it('marks the term at fault', async () => {
    const dns = fakeDns({
      'example.com': { TXT: ['v=spf1 a:mail.example.com include:b.example -all'] },
      'mail.example.com': { A: ['198.51.100.1'] },
      'b.example': { TXT: ['v=spf1 include:gone.example ?all'] },
    });
    const check = await checkHost({
      ip: '192.0.2.1',
      domain: 'example.com',
      sender: 'x@example.com',
      helo: 'h.example',
      dns,
    });
    expect(check.problem).toMatchObject({
      kind: 'include-missing',
      domain: 'b.example',
      target: 'gone.example',
    });
    expect(describeSpfTree(check.tree)).toEqual([
      'a:mail.example.com [lookup 1]',
      'include:b.example [lookup 2]',
      '| include:gone.example [lookup 3] <-- here',
      '| ?all not reached',
      '-all not reached',
    ]);
  });
});

describe('SPF at the From domain', () => {
  const read = (zone: Zone) =>
    gather(fromDomainSpf, { subject: 'News@Example.com', probes: { dns: fakeDns(zone) } });

  it('may name SES', async () => {
    expect(await read({ 'example.com': { TXT: ['v=spf1 mx include:AmazonSES.com ~all'] } })).toMatchObject({
      domain: 'example.com',
      sesTerm: { text: 'include:AmazonSES.com', at: 10 },
    });
  });

  it('is not asked for where nobody serves the zone, which another check says', async () => {
    const why = servedByNobody('TXT example.com');
    const dns = { ...fakeDns({}), resolve: () => Promise.reject(Unavailable.of(why)) };
    await expect(gather(fromDomainSpf, { subject: 'example.com', probes: { dns } })).rejects.toMatchObject({
      why: { reason: 'prerequisite' },
    });
  });

  it.each<[string, Zone]>([
    ['has no record', {}],
    ['names others', { 'example.com': { TXT: ['v=spf1 mx ~all'] } }],
    ['has two records', { 'example.com': { TXT: ['v=spf1 include:amazonses.com ~all', 'v=spf1 -all'] } }],
  ])('%s', async (_name, zone) => {
    expect((await read(zone)).sesTerm).toBeNull();
  });

  it('is not known when the server fails', async () => {
    await expect(read({ 'example.com': 'SERVFAIL' })).rejects.toMatchObject({ reason: 'bad-reply' });
  });
});

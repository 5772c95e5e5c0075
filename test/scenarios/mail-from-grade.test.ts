import { describe, expect, it } from 'vitest';
import type { Severity } from '../../src/model/check.ts';
import { usualServers } from '../lab/dns/world.ts';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

/**
 * Whatever keeps SES from finding the MX of a MAIL FROM domain, it is as grave as what SES does then, and as whether DKIM
 * aligns without it.
 */

const name = 'bounce.example.com';
const lacks =
  (zone: string, at: (server: string, index: number) => boolean, node: 'MX' | 'TXT' | null) =>
  ({ dns }: World): World['dns']['zones'][string] => ({
    ...dns.zones[zone],
    servers: Object.fromEntries(
      Object.keys(usualServers()).map((server, index) => [
        server,
        at(server, index)
          ? { names: { [name]: node === null ? null : { ...dns.names[name], [node]: [] } } }
          : {},
      ]),
    ),
  });

/** Each way to keep the MX from SES, in a world that is sound otherwise. */
const faults: Readonly<Record<string, (world: World) => void>> = {
  'mail-from/mx-missing': ({ dns }) => {
    dns.names[name] = { TXT: ['v=spf1 include:amazonses.com ~all'] };
  },
  'mail-from/wrong-zone': (world) => {
    world.dns.zones['example.com'] = lacks('example.com', (_, index) => index === 0, 'MX')(world);
  },
  'mail-from/cname-beside': ({ dns }) => {
    dns.names[name] = { ...dns.names[name], CNAME: ['shop.hosting.example'] };
    dns.names['shop.hosting.example'] = { A: ['192.0.2.90'], TXT: ['v=spf1 -all'] };
  },
  'mail-from/dnssec-broken': ({ dns }) => {
    dns.zones['example.com'] = { servers: usualServers(), dnssec: 'sound' };
    dns.zones[name] = { servers: usualServers(), dnssec: 'no-keys' };
  },
  'mail-from/delegation-broken': ({ dns }) => {
    dns.zones[name] = {
      servers: { 'ns1.a.example': { broken: 'lame' }, 'ns2.a.example': { broken: 'lame' } },
    };
  },
  'mail-from/split-horizon': (world) => {
    world.dns.zones['example.com'] = {
      ...lacks('example.com', () => true, 'MX')(world),
      inside: { 'dc1.corp.example': {} },
    };
  },
};

function identityOf({ identities }: World['region']) {
  const identity = identities['example.com'];
  if (identity === undefined) throw new Error('the healthy world has example.com');
  return identity;
}

function mailFromOf(region: World['region']) {
  const attributes = identityOf(region).MailFromAttributes;
  if (attributes === undefined) throw new Error('example.com has a MAIL FROM domain');
  return attributes;
}

/** What decides, and how grave it is then. */
const settings: Readonly<Record<string, { severity: Severity; world: (world: World) => void }>> = {
  'SES falls back and DKIM aligns': { severity: 'warning', world: () => undefined },
  'SES has fallen back already': {
    severity: 'warning',
    world: ({ region }) => {
      mailFromOf(region).MailFromDomainStatus = 'FAILED';
    },
  },
  'SES rejects': {
    severity: 'error',
    world: ({ region }) => {
      mailFromOf(region).BehaviorOnMxFailure = 'REJECT_MESSAGE';
    },
  },
  'what SES does is not known': {
    severity: 'error',
    world: ({ region }) => {
      mailFromOf(region).BehaviorOnMxFailure = 'RETRY' as 'REJECT_MESSAGE';
    },
  },
  'DKIM does not sign': {
    severity: 'error',
    world: ({ region }) => {
      identityOf(region).DkimAttributes = {
        ...{ SigningEnabled: false, Status: 'NOT_STARTED', SigningAttributesOrigin: 'AWS_SES' },
      };
    },
  },
};

async function look(code: string, world: (world: World) => void) {
  const { report, stderr } = await play({
    title: code,
    world,
    command: ['check', '--identity', 'example.com'],
    expect: { exitCode: 0 },
  });
  expect(report, stderr).not.toBeNull();
  return report?.problems.filter((one) => one.code === code) ?? [];
}

describe.each(Object.entries(faults))('%s', (code, fault) => {
  it.each(Object.entries(settings))('%s', async (_, { severity, world }) => {
    const found = await look(code, (here) => {
      fault(here);
      world(here);
    });
    expect([...new Set(found.map((one) => one.severity))]).toEqual([severity]);
  });
});

it.each(['dnssec-broken', 'delegation-broken'] as const)(
  'a zone that holds DKIM and DMARC as well is an error: %s',
  async (kind) => {
    const [found] = await look(`mail-from/${kind}`, ({ dns }) => {
      dns.zones['example.com'] =
        kind === 'dnssec-broken'
          ? { servers: usualServers(), dnssec: 'no-keys' }
          : { servers: { 'ns1.a.example': { broken: 'lame' } } };
    });
    expect(found?.severity).toBe('error');
  },
);

it('a sender whose records are right has none of them', async () => {
  for (const code of Object.keys(faults)) expect(await look(code, () => undefined)).toEqual([]);
});

describe('servers that disagree about the SPF record alone', () => {
  const lacksSpf = (world: World): void => {
    world.dns.zones['example.com'] = lacks('example.com', (_, index) => index === 0, 'TXT')(world);
  };
  it('is as grave as its being missing: SES does not fall back for it', async () => {
    const found = await look('mail-from/wrong-zone', lacksSpf);
    expect(found.map(({ severity }) => severity)).toEqual(['error']);
  });
  it('is a warning while SES does not use the domain', async () => {
    const found = await look('mail-from/wrong-zone', (world) => {
      lacksSpf(world);
      mailFromOf(world.region).MailFromDomainStatus = 'FAILED';
    });
    expect(found.map(({ severity }) => severity)).toEqual(['warning']);
  });
});

import { describe, expect, it } from 'vitest';
import type { DnsFault, DnsMisbehaviour } from '../lab/dns/faults.ts';
import type { ZoneServerWorld } from '../lab/dns/world.ts';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

/**
 * The resolver has answers (kept ones, or of a zone of its own), and the name servers that the zone above names do not
 * serve the zone. Receivers and SES ask those. What a network that catches port 53 says in their place proves nothing.
 */

interface Story {
  world: (world: World) => void;
  command?: readonly string[];
  exitCode: number;
  /** The cause that leads; null: none. */
  first: string | null;
  /** Codes with a zone that is told as out of reach, in any order. */
  broken?: readonly string[];
  has?: readonly string[];
  says?: readonly string[];
  /** Texts that no finding holds. */
  saysNot?: readonly string[];
}

type Behaviour = DnsMisbehaviour['kind'] | 'fine';

const hosts = ['ns1.a.example', 'ns2.b.example'] as const;

/** The zone on two servers, each of which behaves so to whoever asks it directly; the resolver has what it had. */
function servedBy(
  { dns }: World,
  zone: string,
  behaviours: readonly Behaviour[],
  more: Partial<DnsFault> = {},
): void {
  const servers: Record<string, ZoneServerWorld> = {};
  for (const [index, kind] of behaviours.entries()) {
    const at = hosts[index] ?? '';
    servers[at] = {};
    if (kind === 'fine') continue;
    dns.faults.push({ name: '*', at, kind, ...more } as DnsFault);
  }
  dns.zones[zone] = { servers };
}

function waits({ region }: World, name = 'example.com'): void {
  const identity = region.identities[name];
  if (identity === undefined) return;
  identity.VerificationStatus = 'PENDING';
  identity.VerifiedForSendingStatus = false;
  identity.DkimAttributes = { ...identity.DkimAttributes, Status: 'PENDING' };
}

/** A key of one's own stands with a service that changes it. */
function ownKeyAway({ region, dns }: World): void {
  const identity = region.identities['example.com'];
  if (identity === undefined) return;
  identity.DkimAttributes = {
    SigningEnabled: true,
    Status: 'SUCCESS',
    Tokens: ['sel1'],
    SigningAttributesOrigin: 'EXTERNAL',
  };
  const key = Object.entries(dns.names).find(([name]) => name.endsWith('.dkim.amazonses.com'))?.[1];
  const [at, on] = ['key.example.net', 'sel1.example.org'];
  Object.assign(dns.names, {
    'sel1._domainkey.example.com': { CNAME: [on] },
    [on]: { CNAME: [at] },
    [at]: { TXT: [`v=DKIM1; k=rsa; ${String(key?.TXT?.[0])}`] },
  });
}

/** The DMARC record stands with a service that writes it. */
function leadsAway({ dns }: World): void {
  const at = 'example-com.dmarc.example.net';
  dns.names[at] = dns.names['_dmarc.example.com'] ?? {};
  dns.names['_dmarc.example.com'] = { CNAME: [at] };
}

const zone = 'example.com';
const all = [
  'identity/delegation-broken',
  'dkim/delegation-broken',
  'mail-from/delegation-broken',
  'dmarc/delegation-broken',
];
const pending = 'identity/verification-pending';
const onlyHere = 'dkim/authority-unreachable';
const notRight = ['although its records are right'];

const stories: Readonly<Record<string, Story>> = {
  'all refuse': {
    world: (world) => {
      servedBy(world, zone, ['refused', 'refused']);
    },
    ...{
      exitCode: 1,
      first: 'identity/delegation-broken',
      broken: all,
      says: ['all of them refuse', 'still has answers'],
    },
  },
  'all fail': {
    world: (world) => {
      servedBy(world, zone, ['servfail', 'servfail']);
    },
    ...{
      exitCode: 1,
      first: 'identity/delegation-broken',
      broken: all,
      says: ['all of them fail with SERVFAIL'],
    },
  },
  'one refuses, one fails': {
    world: (world) => {
      servedBy(world, zone, ['refused', 'servfail']);
    },
    ...{ exitCode: 1, first: 'identity/delegation-broken', broken: all },
  },
  'answers that are not their own': {
    world({ dns }) {
      dns.zones[zone] = {
        servers: { [hosts[0]]: { broken: 'not-authoritative' }, [hosts[1]]: { broken: 'not-authoritative' } },
        inside: { 'dc1.corp.example': {} },
      };
    },
    ...{ exitCode: 1, first: 'identity/delegation-broken', broken: all },
  },
  'one refuses, one is silent': {
    world: (world) => {
      servedBy(world, zone, ['refused', 'timeout']);
    },
    ...{ exitCode: 3, first: 'identity/delegation-broken', broken: all },
  },
  'all are silent, and the servers above speak': {
    world: (world) => {
      servedBy(world, zone, ['timeout', 'timeout']);
    },
    ...{ exitCode: 3, first: 'identity/delegation-broken', broken: all, says: ['Look from another network'] },
  },
  'one refuses, one is sound': {
    world: (world) => {
      servedBy(world, zone, ['refused', 'fine']);
    },
    ...{ exitCode: 0, first: null },
  },
  'both are sound': {
    world: (world) => {
      servedBy(world, zone, ['fine', 'fine']);
    },
    exitCode: 0,
    first: null,
  },
  'this network answers REFUSED for every server outside': {
    world({ dns }) {
      dns.faults.push({ name: '*', at: 'servers', kind: 'refused' });
    },
    ...{ exitCode: 0, first: null, has: [onlyHere] },
  },
  'this network answers SERVFAIL for every server outside': {
    world({ dns }) {
      dns.faults.push({ name: '*', at: 'servers', kind: 'servfail' });
    },
    ...{ exitCode: 0, first: null, has: [onlyHere] },
  },
  'this network answers in place of all, from a memory': {
    world({ dns }) {
      const servers = { [hosts[0]]: { broken: 'not-authoritative' as const } };
      for (const one of [zone, 'com']) dns.zones[one] = { servers };
    },
    ...{ exitCode: 0, first: null, has: [onlyHere] },
  },
  'pending, and all refuse': {
    world(world) {
      servedBy(world, zone, ['refused', 'refused']);
      waits(world);
    },
    ...{ exitCode: 1, first: 'identity/delegation-broken', broken: all, has: [pending], saysNot: notRight },
  },
  'pending, and one refuses, one is silent': {
    world(world) {
      servedBy(world, zone, ['refused', 'timeout']);
      waits(world);
    },
    // Nobody knows whether that is why, and who waits for the verification has to look at it first.
    ...{ exitCode: 1, first: 'identity/delegation-broken', broken: all, has: [pending], saysNot: notRight },
  },
  'pending, and all are silent, and the servers above speak': {
    world(world) {
      servedBy(world, zone, ['timeout', 'timeout']);
      waits(world);
    },
    ...{ exitCode: 1, first: 'identity/delegation-broken', broken: all, has: [pending], saysNot: notRight },
  },
  'pending, and this network drops port 53': {
    world(world) {
      world.dns.faults.push({ name: '*', at: 'servers', kind: 'timeout' });
      waits(world);
    },
    ...{
      exitCode: 1,
      first: pending,
      has: [onlyHere],
      saysNot: notRight,
      says: ['none of the name servers of the domain could be asked'],
    },
  },
  'pending, and this network refuses': {
    world(world) {
      world.dns.faults.push({ name: '*', at: 'servers', kind: 'refused' });
      waits(world);
    },
    ...{ exitCode: 1, first: pending, has: [onlyHere], saysNot: notRight },
  },
  'pending, and one server is sound': {
    world(world) {
      servedBy(world, zone, ['refused', 'fine']);
      waits(world);
    },
    ...{ exitCode: 1, first: pending, says: notRight },
  },
  'the DKIM names are a zone of their own': {
    world: (world) => {
      servedBy(world, '_domainkey.example.com', ['refused', 'refused']);
    },
    ...{ exitCode: 1, first: 'dkim/delegation-broken', broken: ['dkim/delegation-broken'] },
  },
  'the DKIM names are a sound zone of their own': {
    world: (world) => {
      servedBy(world, '_domainkey.example.com', ['fine', 'refused']);
    },
    ...{ exitCode: 0, first: null },
  },
  'the DKIM names are a zone of their own, and pending': {
    world(world) {
      servedBy(world, '_domainkey.example.com', ['servfail', 'servfail']);
      waits(world);
    },
    ...{
      exitCode: 1,
      first: 'dkim/delegation-broken',
      broken: ['dkim/delegation-broken'],
      has: [pending],
      saysNot: notRight,
    },
  },
  'the MAIL FROM domain is a zone of its own': {
    world: (world) => {
      servedBy(world, 'bounce.example.com', ['refused', 'refused']);
    },
    ...{ exitCode: 0, first: 'mail-from/delegation-broken', broken: ['mail-from/delegation-broken'] },
  },
  'the MAIL FROM domain is a sound zone of its own': {
    world: (world) => {
      servedBy(world, 'bounce.example.com', ['servfail', 'fine']);
    },
    ...{ exitCode: 0, first: null },
  },
  'the DMARC name is a zone of its own': {
    world: (world) => {
      servedBy(world, '_dmarc.example.com', ['servfail', 'refused']);
    },
    ...{ exitCode: 1, first: 'dmarc/delegation-broken', broken: ['dmarc/delegation-broken'] },
  },
  'the DMARC name is a sound zone of its own': {
    world: (world) => {
      servedBy(world, '_dmarc.example.com', ['fine', 'fine']);
    },
    ...{ exitCode: 0, first: null },
  },
  'the DMARC name leads into a zone that nobody serves': {
    world(world) {
      leadsAway(world);
      servedBy(world, 'dmarc.example.net', ['refused', 'servfail']);
    },
    ...{ exitCode: 1, first: 'dmarc/delegation-broken', broken: ['dmarc/delegation-broken'] },
  },
  'the DMARC name leads into a zone of which one server is silent': {
    world(world) {
      leadsAway(world);
      servedBy(world, 'dmarc.example.net', ['refused', 'timeout']);
    },
    ...{ exitCode: 3, first: 'dmarc/delegation-broken', broken: ['dmarc/delegation-broken'] },
  },
  'the DMARC name leads into a sound zone': {
    world(world) {
      leadsAway(world);
      servedBy(world, 'dmarc.example.net', ['refused', 'fine']);
    },
    ...{ exitCode: 0, first: null },
  },
  'a key of one’s own leads into a zone that nobody serves': {
    world(world) {
      ownKeyAway(world);
      servedBy(world, 'example.net', ['refused', 'servfail']);
    },
    ...{ exitCode: 1, first: 'dkim/delegation-broken', broken: ['dkim/delegation-broken'] },
  },
  'a key of one’s own leads through a zone that nobody serves': {
    world(world) {
      ownKeyAway(world);
      servedBy(world, 'example.org', ['refused', 'refused']);
    },
    ...{ exitCode: 1, first: 'dkim/delegation-broken', broken: ['dkim/delegation-broken'] },
  },
  'a key of one’s own leads into a zone that nobody serves, and pending': {
    world(world) {
      ownKeyAway(world);
      waits(world);
      servedBy(world, 'example.net', ['refused', 'refused']);
    },
    ...{ exitCode: 1, first: 'dkim/delegation-broken', broken: ['dkim/delegation-broken'], has: [pending] },
  },
  'a key of one’s own leads into a zone of which one server is silent': {
    world(world) {
      ownKeyAway(world);
      servedBy(world, 'example.net', ['refused', 'timeout']);
    },
    ...{ exitCode: 3, first: 'dkim/delegation-broken', broken: ['dkim/delegation-broken'] },
  },
  'a key of one’s own leads into a sound zone': {
    world(world) {
      ownKeyAway(world);
      servedBy(world, 'example.net', ['refused', 'fine']);
    },
    ...{ exitCode: 0, first: null },
  },
  'the resolver has no answer, and the key of one’s own leads into a zone that nobody serves': {
    world(world) {
      ownKeyAway(world);
      world.dns.zones['example.net'] = {
        servers: { [hosts[0]]: { broken: 'lame' }, [hosts[1]]: { broken: 'lame' } },
      };
    },
    ...{ exitCode: 1, first: 'dkim/delegation-broken', broken: ['dkim/delegation-broken'] },
  },
  'the resolver has the zone inside, and nobody serves it outside': {
    world({ dns }) {
      dns.zones[zone] = {
        servers: { [hosts[0]]: { broken: 'lame' }, [hosts[1]]: { broken: 'lame' } },
        inside: { 'dc1.corp.example': {} },
      };
    },
    ...{ exitCode: 1, first: 'identity/delegation-broken', broken: all },
  },
  'the zone above names servers that do not exist, and the resolver still knows others': {
    world({ dns }) {
      dns.zones[zone] = {
        servers: { [hosts[0]]: { broken: 'no-address' }, [hosts[1]]: { broken: 'no-address' } },
        inside: { 'dc1.corp.example': {} },
      };
    },
    ...{ exitCode: 1, first: 'identity/delegation-broken', broken: all, says: ['exists'] },
  },
  'the zone above names an old provider beside the new one': {
    world({ dns }) {
      dns.zones[zone] = {
        servers: { [hosts[0]]: { broken: 'lame' }, 'dc1.corp.example': {} },
        inside: { 'dc1.corp.example': {} },
      };
    },
    ...{ exitCode: 0, first: null },
  },
  'the zone above names others than the zone itself, and both serve it': {
    world({ dns }) {
      dns.zones[zone] = { servers: { [hosts[0]]: {}, [hosts[1]]: {} }, inside: { 'dc1.corp.example': {} } };
    },
    ...{ exitCode: 0, first: null },
  },
};

describe('name servers that do not serve the zone, while the resolver has answers', () => {
  it.each(Object.entries(stories))('%s', async (title, story) => {
    const { report, exitCode, stderr } = await play(
      {
        title,
        world: story.world,
        command: story.command ?? ['--identity', 'example.com', '--timeout', '20'],
        expect: { exitCode: 0 },
      },
      { silenceMs: 2000 },
    );
    if (report === null) throw new Error(`no report; exit ${String(exitCode)}: ${stderr}`);
    const { problems, causes } = report;
    const codes = problems.map(({ code }) => code);
    const seen = JSON.stringify({ causes, codes });
    expect({ exitCode, first: causes[0] ?? null }, seen).toEqual({
      exitCode: story.exitCode,
      first: story.first,
    });
    expect(codes.filter((code) => code.endsWith('/delegation-broken')).sort(), seen).toEqual(
      [...(story.broken ?? [])].sort(),
    );
    expect(codes).toEqual(expect.arrayContaining([...(story.has ?? [])]));
    const words = JSON.stringify(problems);
    for (const text of story.says ?? []) expect(words).toContain(text);
    for (const text of story.saysNot ?? []) expect(words).not.toContain(text);
  });
});

import { describe, expect, it } from 'vitest';
import type { DnsMisbehaviour } from '../lab/dns/faults.ts';
import { senderRecords, verifiedDomain } from '../lab/healthy-world.ts';
import { play } from '../lab/play.ts';
import type { ExitCode } from '../../src/model/report.ts';
import type { World } from '../lab/world.ts';

/** A zone without answers is one fact, however many records are looked for in it. */

interface Story {
  world: (world: World) => void;
  command?: readonly string[];
  exitCode: ExitCode;
  causes: readonly string[];
  /** What the first cause says. */
  says?: string;
}

type Kind = Extract<DnsMisbehaviour['kind'], 'servfail' | 'refused' | 'timeout' | 'formerr' | 'garbage'>;

/** The resolver has no answer for these names. */
const silentAbout =
  (kind: Kind, ...names: readonly string[]) =>
  ({ dns }: World): void => {
    for (const name of names) dns.faults.push({ name, kind });
  };
const whole = (kind: Kind, zone = 'example.com') => silentAbout(kind, zone, `*.${zone}`);
const servers = { 'ns1.a.example': {}, 'ns2.b.example': {} };
const unsigned =
  (...zones: readonly string[]) =>
  ({ dns }: World): void => {
    for (const zone of zones) dns.zones[zone] = { servers, dnssec: 'expired' };
  };

const only = (...checks: readonly string[]): readonly string[] => checks.flatMap((id) => ['--only', id]);

const unheard: { exitCode: ExitCode; causes: readonly string[] } = {
  exitCode: 3,
  causes: ['access/zone-unreachable'],
};
const stories: Readonly<Record<string, Story>> = {
  'SERVFAIL for all of it': {
    world: whole('servfail'),
    ...unheard,
    says: '6 names in example.com could not be looked up: the resolver 127.0.0.1 answered SERVFAIL. For other domains it answers.',
  },
  'REFUSED for all of it': { world: whole('refused'), ...unheard },
  'no answer for all of it': { world: whole('timeout'), ...unheard },
  'FORMERR for all of it': { world: whole('formerr'), ...unheard },
  'its servers are not there': {
    world({ dns }) {
      dns.zones['example.com'] = {
        servers: { 'ns1.a.example': { broken: 'dead' }, 'ns2.b.example': { broken: 'dead' } },
      };
    },
    ...unheard,
  },
  'two names of it, the others answer': {
    world: silentAbout('servfail', 'bounce.example.com', '_dmarc.example.com'),
    ...unheard,
    says: '2 names in example.com could not',
  },
  'the DKIM names alone': {
    world: silentAbout('servfail', '*._domainkey.example.com'),
    ...unheard,
    says: '3 names in example.com could not',
  },
  'one name alone is told where it is asked for': {
    world: silentAbout('servfail', '_dmarc.example.com'),
    ...{ exitCode: 3, causes: ['dmarc/temperror'] },
  },
  'a name in another zone is not of this one': {
    world(world) {
      whole('servfail')(world);
      world.region.identities['other.example'] = verifiedDomain('other.example');
      Object.assign(world.dns.names, senderRecords('other.example'));
      silentAbout('servfail', '_dmarc.other.example')(world);
    },
    command: [
      '--identity',
      'example.com',
      '--identity',
      'other.example',
      ...only('dmarc', 'access-dns', 'spf'),
    ],
    ...{ exitCode: 3, causes: ['access/zone-unreachable', 'dmarc/temperror'] },
  },
  'a zone that is not to be trusted is one cause without the mail servers too': {
    world: unsigned('example.com'),
    command: ['--identity', 'example.com', ...only('dkim-records', 'spf', 'dmarc', 'mail-from-records')],
    ...{ exitCode: 1, causes: ['dkim/dnssec-broken'] },
  },
  'so is one that nobody serves': {
    world({ dns }) {
      dns.zones['example.com'] = {
        servers: { 'ns1.a.example': { broken: 'lame' }, 'ns2.b.example': { broken: 'lame' } },
      };
    },
    command: ['--identity', 'example.com', ...only('dkim-records', 'dmarc')],
    ...{ exitCode: 1, causes: ['dkim/delegation-broken'] },
  },
  'two zones that are not to be trusted are two': {
    world: unsigned('_domainkey.example.com', 'bounce.example.com'),
    ...{ exitCode: 1, causes: ['dkim/dnssec-broken', 'mail-from/dnssec-broken'] },
  },
  'the reverse names of addresses are told where they are asked for': {
    world: silentAbout('servfail', '*.in-addr.arpa'),
    command: ['--identity', 'example.com', '--ip', '54.240.8.31', '--ip', '54.240.8.32'],
    ...{ exitCode: 3, causes: [] },
  },
  'a zone that answers': { world: () => undefined, exitCode: 0, causes: [] },
};

describe('what a zone that nobody can look into comes to', () => {
  it.each(Object.entries(stories))('%s', async (title, { world, command, exitCode, causes, says }) => {
    const { report, ...ran } = await play(
      {
        title,
        world,
        command: ['check', ...(command ?? ['--identity', 'example.com'])],
        expect: { exitCode },
      },
      { silenceMs: 800 },
    );
    expect(report?.causes, ran.stderr).toEqual(causes);
    expect(ran.exitCode).toBe(exitCode);
    if (says !== undefined) expect(report?.problems[0]?.summary).toContain(says);
    // What follows from the zone is not counted beside it.
    const counted = report?.problems.filter(
      ({ severity, because }) => severity !== 'info' && because === null,
    );
    expect(counted?.map(({ code }) => code).toSorted()).toEqual([...causes].toSorted());
  });
});

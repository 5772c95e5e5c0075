import { expect, it } from 'vitest';
import { type DnsNode, usualServers } from '../lab/dns/world.ts';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

/** Receivers judge SPF by what the servers of the zone publish, whatever the resolver of this network has instead. */
interface Story {
  world: (world: World) => void;
  exitCode: number;
  /** The first cause; null: none. */
  first: string | null;
  has?: readonly string[];
  hasNot?: readonly string[];
}

const mx = [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }];
const good = 'v=spf1 include:amazonses.com ~all';
const bad = 'v=spf1 ip4:10.0.0.0/8 -all';
const split = 'mail-from/split-horizon';
const old = 'mail-from/not-propagated';
const refused = 'mail-from/spf-no-ses';

/** The servers of the zone publish these texts at the MAIL FROM domain. */
function publish({ dns }: World, ...texts: string[]): void {
  dns.names['bounce.example.com'] = { MX: mx, TXT: texts };
}

/** The resolver has a zone of its own, in which these names differ. */
function inside({ dns }: World, names: Record<string, DnsNode>): void {
  dns.zones['example.com'] = { servers: usualServers(), inside: { 'dc1.corp.example': { names } } };
}

const insideTexts = (world: World, ...texts: string[]): void => {
  inside(world, { 'bounce.example.com': { MX: mx, TXT: texts } });
};

/** The resolver still has these texts, from a server that nobody else hears any more. */
function kept({ dns }: World, ...texts: string[]): void {
  dns.zones['example.com'] = {
    servers: {
      'ns0.old.example': { names: { 'bounce.example.com': { MX: mx, TXT: texts } } },
      'ns1.new.example': {},
    },
  };
  dns.faults.push({ name: '*', at: 'ns0.old.example', kind: 'timeout' });
}

const stories: Readonly<Record<string, Story>> = {
  'a zone of this network lets SES pass, the public one does not': {
    world: (world) => {
      insideTexts(world, good);
      publish(world, bad);
    },
    ...{ exitCode: 1, first: refused, hasNot: [split] },
  },
  'a zone of this network has one record, the public one two': {
    world: (world) => {
      insideTexts(world, good);
      publish(world, good, bad);
    },
    ...{ exitCode: 1, first: 'spf/multiple-records', hasNot: [split] },
  },
  'a zone of this network lets SES pass, what the public record includes does not exist': {
    world: (world) => {
      inside(world, {
        'bounce.example.com': { MX: mx, TXT: ['v=spf1 include:_spf.example.com -all'] },
        '_spf.example.com': { TXT: [good] },
      });
      publish(world, 'v=spf1 include:_spf.example.com -all');
    },
    ...{ exitCode: 1, first: 'spf/include-missing' },
  },
  'the old record let SES pass, the new one does not': {
    world: (world) => {
      kept(world, good);
      publish(world, bad);
    },
    ...{ exitCode: 1, first: refused, hasNot: [old] },
  },
  'a zone of this network refuses SES, the public one lets it pass': {
    world: (world) => {
      insideTexts(world, bad);
    },
    ...{ exitCode: 0, first: null, has: [split] },
  },
  'a zone of this network has two records, the public one the right one': {
    world: (world) => {
      insideTexts(world, good, bad);
    },
    ...{ exitCode: 0, first: null, has: [split] },
  },
  'a zone of this network lacks what the record includes': {
    world: (world) => {
      inside(world, {
        'bounce.example.com': { MX: mx, TXT: ['v=spf1 include:_spf.example.com -all'] },
      });
      publish(world, 'v=spf1 include:_spf.example.com -all');
      world.dns.names['_spf.example.com'] = { TXT: [good] };
    },
    ...{ exitCode: 0, first: null, hasNot: [split, old] },
  },
  'the old record refused SES, the new one lets it pass': {
    world: (world) => {
      kept(world, bad);
    },
    ...{ exitCode: 0, first: null, has: [old], hasNot: [split] },
  },
  'the resolver rewrites the record': {
    world: ({ dns }) => {
      dns.faults.push({
        ...{ name: 'bounce.example.com', type: 'TXT', at: 'resolver' },
        ...{ kind: 'rewrite', record: { type: 'TXT', data: 'v=spf1 -all' } },
      });
    },
    ...{ exitCode: 0, first: null, has: [split] },
  },
  'both zones have the same record beside other texts': {
    world: (world) => {
      insideTexts(world, 'internal=1', good);
    },
    ...{ exitCode: 0, first: null, hasNot: [split, old] },
  },
  'the servers of the zone cannot be asked': {
    world: (world) => {
      publish(world, bad);
      world.dns.faults.push({ name: 'bounce.example.com', type: 'TXT', at: 'servers', kind: 'timeout' });
    },
    ...{ exitCode: 1, first: refused, hasNot: [split, old] },
  },
  'the servers of the zone differ': {
    world: ({ dns }) => {
      dns.zones['example.com'] = {
        servers: {
          'ns1.a.example': {},
          'ns2.a.example': { names: { 'bounce.example.com': { MX: mx, TXT: [`${good} `] } } },
        },
      };
    },
    ...{ exitCode: 0, first: null, hasNot: [split, old] },
  },
};

it.each(Object.entries(stories))('%s', async (title, { world, exitCode, first, has = [], hasNot = [] }) => {
  const { report, exitCode: code } = await play({
    ...{ title, world },
    command: ['--identity', 'example.com', '--only', 'mail-from*', '--only', 'spf'],
    expect: { exitCode: 0 },
  });
  if (report === null) throw new Error('there is no report');
  const codes = report.problems.map((one) => one.code);
  const said = { exitCode: code, first: report.causes[0] ?? null };
  expect(said, codes.join(' ')).toEqual({ exitCode, first });
  expect(codes).toEqual(expect.arrayContaining([...has]));
  expect(codes.filter((one) => hasNot.includes(one))).toEqual([]);
});

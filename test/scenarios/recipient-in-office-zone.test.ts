import { expect, it } from 'vitest';
import { type DnsNode, usualServers } from '../lab/dns/world.ts';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

/** SES finds the mail servers of a recipient by the public DNS, also where this network has a zone of its own for the domain. */
interface Story {
  /** What the resolver's own zone has in place of the public names; null: nothing there; absent: there is no such zone. */
  inside?: Record<string, DnsNode | null>;
  world?: (world: World) => void;
  exitCode: number;
  /** The first cause; null: none. */
  first: string | null;
}

const domain = 'receiver.example';
const host = 'mx.receiver.example';

const stories: Readonly<Record<string, Story>> = {
  'an exchange that only this network could find': {
    inside: { [domain]: { MX: [{ preference: 5, exchange: 'exchange.corp.local' }] } },
    ...{ exitCode: 0, first: null },
  },
  'a private address and no MX': { inside: { [domain]: { A: ['10.0.0.4'] } }, exitCode: 0, first: null },
  'no such name': { inside: { [domain]: null, [host]: null }, exitCode: 0, first: null },
  'a null MX': {
    inside: { [domain]: { MX: [{ preference: 0, exchange: '.' }] } },
    ...{ exitCode: 0, first: null },
  },
  'a private address of the public exchange': {
    inside: { [host]: { A: ['10.0.0.25'] } },
    ...{ exitCode: 0, first: null },
  },
  'no MX here, and a null MX in the public DNS': {
    inside: { [domain]: { TXT: ['internal=1'] } },
    world: ({ dns }) => {
      dns.names[domain] = { MX: [{ preference: 0, exchange: '.' }] };
    },
    ...{ exitCode: 1, first: 'recipient/no-mail-server' },
  },
  'one zone, and a private address': {
    world: ({ dns }) => {
      dns.names[host] = { A: ['10.0.0.25'] };
    },
    ...{ exitCode: 1, first: 'recipient/mx-broken' },
  },
};

it.each(Object.entries(stories))('%s', async (title, { inside, world, exitCode, first }) => {
  const { report, exitCode: code } = await play({
    title,
    world: (lab) => {
      if (inside !== undefined)
        lab.dns.zones[domain] = {
          servers: usualServers(),
          inside: { 'dc1.corp.example': { names: inside } },
        };
      world?.(lab);
    },
    command: ['--recipient', `ann@${domain}`, '--only', 'recipient'],
    expect: { exitCode: 0 },
  });
  if (report === null) throw new Error('there is no report');
  expect({ exitCode: code, first: report.causes[0] ?? null }).toEqual({ exitCode, first });
});

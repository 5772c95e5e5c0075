import { describe, expect, it } from 'vitest';
import { dkimTokens } from '../lab/healthy-world.ts';
import { usualServers } from '../lab/dns/world.ts';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

/**
 * The resolver has a zone of its own, on servers of a private network, and whom the public DNS delegates the name to cannot be told:
 * what is seen here is not known to be what receivers get.
 */
const inside = ({ dns }: World): void => {
  dns.zones['example.com'] = { servers: usualServers(), inside: { 'dc1.corp.example': {} } };
};
type Kind = World['dns']['faults'][number]['kind'];
const blind =
  (kind: Kind) =>
  ({ dns }: World): void => {
    dns.faults.push({ name: 'com', kind } as World['dns']['faults'][number]);
  };
const lacking =
  (name: string, spf = false) =>
  ({ dns }: World): void => {
    const servers = Object.keys(dns.zones['example.com']?.servers ?? {});
    dns.zones['example.com'] = {
      ...dns.zones['example.com'],
      servers: Object.fromEntries(
        servers.map((server) => [server, { names: { [name]: spf ? { TXT: ['v=spf1 -all'] } : null } }]),
      ),
    };
  };

async function exitOf(only: string, changes: readonly ((world: World) => void)[], more: string[] = []) {
  const { exitCode, report } = await play({
    title: only,
    world: (world) => {
      for (const change of changes) change(world);
    },
    command: ['--identity', 'example.com', '--only', only, ...more],
    expect: { exitCode: 3 },
  });
  const statuses = (report?.stages ?? []).flatMap(({ checks }) =>
    checks.filter(({ id }) => id === only).map(({ status }) => status),
  );
  return { exitCode, ticked: statuses.includes('pass') };
}

const [token] = dkimTokens('example.com');
const untold = { exitCode: 3, ticked: false };

describe('a zone of the private network, and nobody tells of the public one', () => {
  it.each([
    ['dkim-records', 'servfail', `${token}._domainkey.example.com`],
    ['mail-from-records', 'refused', 'bounce.example.com'],
    ['spf', 'servfail', 'bounce.example.com'],
    ['dmarc', 'timeout', '_dmarc.example.com'],
  ] as const)('%s: NS com %s', async (only, kind, name) => {
    expect(await exitOf(only, [inside, lacking(name, only === 'spf'), blind(kind)])).toEqual(untold);
    // With the delegation the same world is seen as it is.
    expect(await exitOf(only, [inside, lacking(name, only === 'spf')])).toMatchObject({ exitCode: 1 });
  });

  it.each(['dkim-records', 'mail-from-records', 'spf', 'dmarc'])(
    '%s: no private zone, and the same silence, is no question',
    async (only) => {
      expect(await exitOf(only, [blind('servfail')])).toEqual({ exitCode: 0, ticked: true });
    },
  );

  it('a private zone that is as the public one is in order', async () => {
    expect(await exitOf('dkim-records', [inside])).toEqual({ exitCode: 0, ticked: true });
  });
});

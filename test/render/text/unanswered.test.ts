import { describe, expect, it } from 'vitest';
import { blindedChecks } from '../../../src/render/blinded.ts';
import { renderHtml } from '../../../src/render/html/html.ts';
import { renderMarkdown } from '../../../src/render/markdown.ts';
import { renderText } from '../../../src/render/text/text.ts';
import { senderRecords } from '../../lab/healthy-world.ts';
import { usualServers } from '../../lab/dns/world.ts';
import { play } from '../../lab/play.ts';
import { scenario } from '../../lab/scenario.ts';
import type { World } from '../../lab/world.ts';

/** What has no answer for a reason that the report tells stands below that reason, once, and nothing advises against it. */
const identity = ['--identity', 'example.com'];
const again = 'Run it again; if it stays, ask another resolver';
const signatures = 'has to repair its DNSSEC signatures';
type Trust = 'no-keys' | 'other-keys' | 'expired';
const dark =
  (dnssec: Trust) =>
  ({ dns }: World): void => {
    dns.zones['example.com'] = { servers: usualServers(), dnssec };
  };

function unserved({ dns }: World): void {
  const servers = ['ns1.a.example', 'ns2.b.example'].map((server) => [server, { broken: 'lame' as const }]);
  dns.zones['example.com'] = { servers: Object.fromEntries(servers) as never };
}

const rows: readonly {
  name: string;
  world: (world: World) => void;
  command: readonly string[];
  says: readonly string[];
  not: readonly string[];
}[] = [
  ...(['no-keys', 'other-keys', 'expired'] as const).map((fault) => ({
    name: `the whole domain is dark: ${fault}`,
    world: dark(fault),
    command: identity,
    says: [
      '↳ Without an answer for it: alignment',
      '↳ SPF at bounce.example.com is out of reach. (spf/dnssec-broken)',
    ],
    not: ['? Unknown', again, signatures],
  })),
  {
    name: 'only what follows was asked for: no finding names the fault',
    world: dark('no-keys'),
    command: [...identity, '--only', 'alignment'],
    says: ['? Unknown: alignment', `the DNS zone example.com ${signatures}`],
    not: [again],
  },
  {
    name: 'a check that tells of it stands beside one that does not',
    world: dark('no-keys'),
    command: [...identity, '--only', 'dmarc', '--only', 'alignment'],
    says: ['✗ The DMARC record', '↳ Without an answer for it: alignment'],
    not: ['? Unknown', again, signatures],
  },
  {
    name: 'two domains, each with a fault of its own',
    world(world) {
      Object.assign(world.dns.names, senderRecords('other.example'));
      dark('no-keys')(world);
      world.dns.zones['other.example'] = { servers: usualServers(), dnssec: 'expired' };
    },
    command: [...identity, '--identity', 'other.example', '--only', 'dmarc', '--only', 'alignment'],
    says: ['Also: other.example.', '↳ Without an answer for it: alignment'],
    not: ['? Unknown', again, signatures],
  },
  {
    name: 'nobody serves the zone',
    world: unserved,
    command: identity,
    says: ['none of the 2 name servers of example.com'],
    not: ['? Unknown', again, signatures],
  },
  {
    name: 'nobody serves the zone, and no finding names it',
    world: unserved,
    command: [...identity, '--only', 'alignment'],
    says: ['? Unknown: alignment', 'The registrar of example.com has to name the servers'],
    not: [again, signatures],
  },
  {
    name: 'twin: a resolver that fails for no such reason',
    world({ dns }) {
      dns.faults.push({ name: 'example.com', kind: 'servfail' });
    },
    command: [...identity, '--only', 'identity-mail'],
    says: ['? Unknown: ', again],
    not: ['↳ Without an answer', signatures],
  },
  {
    name: 'twin: one domain is dark, and a resolver fails about the other',
    world(world) {
      Object.assign(world.dns.names, senderRecords('other.example'));
      world.dns.faults.push({ name: 'other.example', kind: 'servfail' });
      dark('no-keys')(world);
    },
    command: [...identity, '--identity', 'other.example', '--only', 'identity-mail', '--only', 'alignment'],
    says: ['↳ Without an answer for it: alignment', '? Unknown: identity-mail', again],
    not: [signatures],
  },
];

describe('what has no answer', () => {
  for (const { name, world, command, says, not } of rows) {
    it.concurrent(name, async () => {
      const { report } = await play(scenario({ title: name, world, command, expect: { exitCode: 1 } }));
      if (report === null) throw new Error('no report');
      const options = { columns: 80, colorLevel: 0, quiet: false, verbose: false, terminal: true } as const;
      const text = renderText(report, options).replaceAll(/\n +/g, ' ');
      expect(
        says.filter((one) => !text.includes(one)),
        text,
      ).toEqual([]);
      expect(
        not.filter((one) => text.includes(one)),
        text,
      ).toEqual([]);
      // The pages join the same checks, and tell the reason of each once.
      const times = (page: string, words: string): number => page.split(words).length - 1;
      const [html, markdown] = [renderHtml(report), renderMarkdown(report)];
      const joined = blindedChecks(report);
      const places = times(text, 'Without an answer for it: ');
      for (const page of [html, markdown]) {
        expect(times(page, 'Without an answer for it:'), page).toBe(places);
        expect(page.match(/[Nn]o answer, see above: /g) ?? []).toHaveLength(joined.size);
      }
      for (const { title } of joined.keys())
        expect(times(markdown, title.replaceAll(/([.()-])/g, '\\$1')), title).toBeGreaterThan(1);
    });
  }
});

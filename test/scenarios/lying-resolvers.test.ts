import { describe, expect, it } from 'vitest';
import type { DnsMisbehaviour } from '../lab/dns/faults.ts';
import type { DnsNode } from '../lab/dns/world.ts';
import { play, type Played } from '../lab/play.ts';
import { scenario } from '../lab/scenario.ts';
import type { World } from '../lab/world.ts';

/** Resolvers whose answers prove nothing: none of them makes a finding, and none a tick that rests on DNS. */

const asked = ['--identity', 'example.com', '--recipient', 'someone@receiver.example'];

const run = (world: (world: World) => void, command: readonly string[] = asked): Promise<Played> =>
  play(scenario({ title: 'A resolver', world, command, expect: { exitCode: 0, codes: [] } }));

const whole = (kind: 'denied' | 'empty' | 'portal' | 'servfail' | 'refused') => (world: World) => {
  const fault: DnsMisbehaviour = { kind };
  world.dns.faults.push({ name: '*', ...fault });
};

/** The same for every name, those that cannot exist among them; SES's own names are as they are. */
function everywhere(world: World, node: DnsNode): void {
  for (const top of ['com', 'example', 'net', 'org', 'invalid']) world.dns.names[`*.${top}`] = node;
}

const without = (names: World['dns']['names'], isGone: (name: string) => boolean): World['dns']['names'] =>
  Object.fromEntries(Object.entries(names).filter(([name]) => !isGone(name)));

const found = ({ report }: Played): readonly string[] =>
  (report?.stages ?? []).flatMap(({ checks }) =>
    checks.flatMap(({ findings }) =>
      findings
        .filter(({ severity }) => severity !== 'info' && severity !== 'unknown')
        .map(({ code }) => code),
    ),
  );

const statusOf = ({ report }: Played, id: string): string | undefined =>
  report?.stages.flatMap(({ checks }) => checks).find((check) => check.id === id)?.status;

/** What nobody can say without DNS. */
const ofDns = [
  ...['identity-mail', 'recipient', 'dkim-records', 'dkim-key', 'mail-from-records', 'spf', 'dmarc'],
  'alignment',
];

describe.each([
  ['denies every name', whole('denied')],
  ['has no record of any name', whole('empty')],
  ['gives one address for every name, as a captive portal does', whole('portal')],
  ['answers SERVFAIL to everything', whole('servfail')],
  ['refuses everything', whole('refused')],
])('a resolver that %s', (_, world) => {
  it('is no answer about anything', async () => {
    const played = await run(world);
    expect(found(played)).toEqual([]);
    expect(played.exitCode).toBe(3);
    expect(ofDns.filter((id) => statusOf(played, id) !== 'unknown')).toEqual([]);
  });
});

describe('what to do about a resolver that gave no answer', () => {
  it.each(['denied', 'empty', 'portal', 'servfail', 'refused'] as const)('%s: another one', async (kind) => {
    const { report } = await run(whole(kind));
    const fixes = (report?.problems ?? []).filter(({ code }) => code.endsWith('temperror'));
    expect(fixes).not.toEqual([]);
    for (const { fix } of fixes) {
      expect(fix[0]?.owner).toBe('you');
      expect(fix[0]?.text).toContain('--resolver');
    }
  });
});

describe('a resolver that blocks amazonses.com', () => {
  it('says nothing about the keys of SES, and is believed about the rest', async () => {
    const played = await run(({ dns }) => {
      dns.names = without(dns.names, (name) => name.endsWith('amazonses.com'));
    });
    expect(found(played)).toEqual([]);
    expect(statusOf(played, 'dkim-key')).toBe('unknown');
    expect(statusOf(played, 'spf')).toBe('unknown');
    expect(statusOf(played, 'recipient')).toBe('pass');
    expect(played.exitCode).toBe(3);
  });
});

describe('a network that drops questions for .invalid', () => {
  it('is no liar: its answers are believed', async () => {
    const played = await run(({ dns }) => {
      dns.faults.push({ name: 'ses-doctor-control.invalid', kind: 'timeout' });
    });
    expect(found(played)).toEqual([]);
    expect(ofDns.filter((id) => statusOf(played, id) === 'unknown')).toEqual([]);
    expect(played.exitCode).toBe(0);
  });
});

describe('a resolver that sells typing errors', () => {
  const seller = (world: World): void => {
    everywhere(world, { A: ['203.0.113.1'] });
  };

  it('is believed about names that exist', async () => {
    const played = await run(seller);
    expect(found(played)).toEqual([]);
    expect(played.exitCode).toBe(0);
  });

  it('does not make a mail server of a domain that does not exist', async () => {
    const played = await run(seller, ['--recipient', 'someone@nobody.example', '--only', 'recipient']);
    expect(statusOf(played, 'recipient')).toBe('unknown');
    expect(played.exitCode).toBe(3);
  });
});

it('a record that every name has is no record of this one', async () => {
  const played = await run((world) => {
    world.dns.names = without(world.dns.names, (name) => name.startsWith('_dmarc.'));
    everywhere(world, { TXT: ['v=DMARC1; p=reject'] });
  });
  expect(statusOf(played, 'dmarc')).toBe('unknown');
  expect(played.exitCode).toBe(3);
});

import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { type DnsServers, startDns } from './dns/server.ts';
import type { DnsWorld } from './dns/world.ts';
import { healthyWorld } from './healthy-world.ts';

const run = promisify(execFile);
const digVersion = ((): string | null => {
  try {
    execFileSync('dig', ['-v'], { stdio: 'ignore' });
    return 'dig';
  } catch {
    return null;
  }
})();

let running: DnsServers | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

async function start(change: Partial<DnsWorld> = {}): Promise<DnsServers> {
  running = await startDns({ ...healthyWorld().dns, ...change });
  return running;
}

/** What dig prints, comments and all. */
async function dig(server: string, ...args: string[]): Promise<string> {
  const [host = '', port = ''] = server.split(':');
  const { stdout } = await run('dig', [
    `@${host}`,
    '-p',
    port,
    '+tries=1',
    '+time=1',
    '+nocookie',
    ...args,
  ]).catch((error: unknown) => ({ stdout: (error as { stdout: string }).stdout }));
  return stdout;
}

describe.skipIf(digVersion === null)('the DNS servers of the lab, asked by dig', () => {
  it('tells an answer, NODATA and NXDOMAIN apart', async () => {
    const { resolver } = await start();
    expect(await dig(resolver, '+short', 'MX', 'example.com')).toBe('10 mx.example.com.\n');
    const noData = await dig(resolver, 'AAAA', 'example.com');
    expect(noData).toMatch(/status: NOERROR.*\n.*flags: qr rd ra;.*ANSWER: 0, AUTHORITY: 1/);
    expect(noData).toMatch(/^example\.com\.\s+300\s+IN\s+SOA\s+ns1\.dns-host\.net\./m);
    expect(await dig(resolver, 'A', 'absent.example.com')).toMatch(/status: NXDOMAIN/);
    expect(await dig(resolver, 'A', 'b._domainkey.example.com')).toMatch(/status: NXDOMAIN/);
    expect(await dig(resolver, 'A', '_domainkey.example.com')).toMatch(/status: NOERROR/); // an empty non-terminal
  });

  it('follows CNAMEs, stops in a loop, and knows wildcards', async () => {
    const { resolver } = await start({
      names: {
        'a.example': { CNAME: ['b.example.net'] },
        'b.example.net': { TXT: [['one ', 'two']] },
        'loop.example': { CNAME: ['back.loop.example'] },
        'back.loop.example': { CNAME: ['loop.example'] },
        '*.wild.example': { A: ['192.0.2.1'] },
        'here.wild.example': { TXT: ['x'] },
      },
    });
    expect(await dig(resolver, '+short', 'TXT', 'a.example')).toBe('b.example.net.\n"one " "two"\n');
    expect((await dig(resolver, '+short', 'A', 'loop.example')).split('\n').length).toBeLessThan(20);
    expect(await dig(resolver, '+short', 'A', 'deep.down.wild.example')).toBe('192.0.2.1\n');
    expect(await dig(resolver, '+short', 'A', 'here.wild.example')).toBe('');
    expect(await dig(resolver, 'A', 'below.here.wild.example')).toMatch(/status: NXDOMAIN/);
  });

  it('truncates what does not fit, and gives it over TCP', async () => {
    const { resolver, questions } = await start({ names: { 'long.example': { TXT: ['x'.repeat(3000)] } } });
    expect(await dig(resolver, '+ignore', 'TXT', 'long.example')).toMatch(/flags: qr tc rd ra/);
    expect((await dig(resolver, '+short', 'TXT', 'long.example')).replaceAll(/[^x]/g, '')).toHaveLength(3000);
    expect(questions.map(({ transport }) => transport)).toEqual(['udp', 'udp', 'tcp']);
  });

  it('fails as it is told', async () => {
    const { resolver } = await start({
      faults: [
        { name: 'servfail.example', kind: 'servfail' },
        { name: '*.refused.example', kind: 'refused' },
        { name: 'silent.example', kind: 'timeout' },
        { name: 'id.example', kind: 'wrong-id' },
        { name: 'garbage.example', kind: 'garbage' },
        { name: 'tc.example', kind: 'truncated-without-tcp' },
        { name: 'once.example', kind: 'servfail', times: 1 },
      ],
    });
    expect(await dig(resolver, 'servfail.example')).toMatch(/status: SERVFAIL/);
    expect(await dig(resolver, 'a.refused.example')).toMatch(/status: REFUSED/);
    expect(await dig(resolver, 'silent.example')).toMatch(/timed out|no servers could be reached/);
    expect(await dig(resolver, 'id.example')).toMatch(/ID mismatch/);
    expect(await dig(resolver, 'garbage.example')).not.toMatch(/status: NOERROR/);
    expect(await dig(resolver, 'tc.example')).not.toMatch(/status: NOERROR/);
    expect(await dig(resolver, 'once.example')).toMatch(/status: SERVFAIL/);
    expect(await dig(resolver, 'once.example')).toMatch(/status: NXDOMAIN/);
  });

  it('has zone servers on addresses of their own, which answer for their zones only', async () => {
    const { resolver, authoritativePort } = await start({
      names: { 'sub.example.com': { TXT: ['here'] }, 'example.com': { A: ['192.0.2.1'] } },
      zones: {
        'sub.example.com': {
          servers: {
            'ns1.other.example': {},
            'ns2.other.example': { names: { 'sub.example.com': { TXT: ['there'] } } },
            'ns3.other.example': { broken: 'lame' },
            'ns4.other.example': { broken: 'silent' },
          },
        },
      },
    });
    const addressOf = async (name: string) => (await dig(resolver, '+short', 'A', name)).trim();
    const at = async (server: string, ...args: string[]) =>
      dig(`${await addressOf(server)}:${authoritativePort}`, '+norecurse', ...args);

    expect(await dig(resolver, '+short', 'NS', 'sub.example.com')).toContain('ns1.other.example.');
    expect(await at('ns1.other.example', 'TXT', 'sub.example.com')).toMatch(
      /flags: qr aa;.*ANSWER: 1[^]*"here"/,
    );
    expect(await at('ns2.other.example', 'TXT', 'sub.example.com')).toMatch(/"there"/);
    expect(await at('ns3.other.example', 'TXT', 'sub.example.com')).toMatch(/status: REFUSED/);
    expect(await at('ns4.other.example', 'TXT', 'sub.example.com')).toMatch(
      /no servers could be reached|timed out|refused/,
    );
    expect(await at('ns1.other.example', 'A', 'example.com')).toMatch(/status: REFUSED/);
    const referral = await at('ns1.dns-host.net', 'TXT', 'sub.example.com');
    expect(referral).toMatch(/flags: qr; .*ANSWER: 0, AUTHORITY: 4/);
  });
});

if (digVersion === null) {
  it.skip('DIG IS NOT INSTALLED: the DNS servers of the lab were not checked against it (apt-get install dnsutils)', () =>
    undefined);
}

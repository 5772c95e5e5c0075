import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dnsProbe } from '../../../src/probes/dns/probe.ts';
import { type DnsProbe } from '../../../src/model/dns.ts';
import { dnssecBreak } from '../../../src/model/dnssec.ts';
import { answerOf } from '../../../src/model/unavailable.ts';
import {
  hasSigningServers,
  type SignedZones,
  startSignedZones,
  type ZoneState,
} from '../../support/signed-zones.ts';

const title = 'a chain of trust, with a real unbound before a real BIND';
if (!hasSigningServers) {
  process.stderr.write(
    'SKIPPED: broken chains of trust were not tried against unbound and BIND (apt-get install unbound bind9 bind9-utils)\n',
  );
}

const states: readonly ZoneState[] = ['signed', 'unsigned', 'left', 'rolled', 'expired', 'altered', 'dead'];

describe.skipIf(!hasSigningServers)(title, () => {
  let zones: SignedZones | null = null;
  let dns: DnsProbe;
  beforeAll(async () => {
    zones = await startSignedZones(states);
    dns = probeOf(zones, 20_000);
  }, 120_000);
  afterAll(() => zones?.close());

  it.each(['signed', 'unsigned'])(
    'that is %s is no matter',
    async (state) => {
      expect(await dns.resolve(`_dmarc.${state}.test`, 'TXT')).toMatchObject({
        records: ['v=DMARC1; p=none'],
      });
    },
    120_000,
  );

  it.each(['_dmarc.hidden.test', 'emptied.test'])(
    'has nothing to do with %s, which the policy zone of the resolver takes away',
    async (name) => {
      expect(await dns.resolve(name, 'TXT')).toMatchObject({ records: [], filteredBy: '' });
    },
    120_000,
  );

  it('says itself that a name is not there', async () => {
    const answer = await dns.resolve('nobody.unsigned.test', 'TXT');
    expect(answer).toMatchObject({ exists: false });
    expect(answer).not.toHaveProperty('filteredBy');
  }, 120_000);

  it.each([
    ['left', 'no-keys'],
    ['rolled', 'other-keys'],
    ['expired', 'expired'],
    ['altered', 'signature'],
  ])(
    'that was %s is known by its break: %s',
    async (state, fault) => {
      const answer = await answerOf(dns.resolve(`_dmarc.${state}.test`, 'TXT'));
      if (answer.ok) throw new Error('unbound does not validate');
      expect(dnssecBreak(answer.why)).toMatchObject({ zone: `${state}.test`, fault });
    },
    120_000,
  );

  it('whose signatures have ended tells when', async () => {
    const answer = await answerOf(dns.resolve('_dmarc.expired.test', 'TXT'));
    expect(answer.ok ? null : dnssecBreak(answer.why)?.at).toBe('2020-02-01T00:00:00.000Z');
  }, 120_000);

  it('that is broken does not hide what the servers of the zone say', async () => {
    const { zone, servers, inside } = await dns.authoritative('_dmarc.left.test', 'TXT');
    expect({ zone, inside }).toEqual({ zone: 'left.test', inside: null });
    expect(servers).toMatchObject([
      { answer: { kind: 'answer', answer: { records: ['v=DMARC1; p=none'] } } },
    ]);
  }, 120_000);

  it('of a zone whose server is dead is not blamed', async () => {
    if (zones === null) throw new Error('nothing was started');
    // Whether unbound gives up or only keeps us waiting.
    const answer = await answerOf(probeOf(zones, 1_000).resolve('_dmarc.dead.test', 'TXT'));
    expect(answer.ok ? 'an answer' : dnssecBreak(answer.why)).toBeNull();
  }, 120_000);
});

const probeOf = ({ resolverPort, serverPort }: SignedZones, tryMs: number): DnsProbe =>
  dnsProbe({
    servers: [{ host: '127.0.0.1', port: resolverPort }],
    authoritativePort: serverPort,
    timeoutMs: 3 * tryMs,
    tryMs,
    now: () => new Date(),
    signal: new AbortController().signal,
  });

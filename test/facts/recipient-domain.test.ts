import { describe, expect, it } from 'vitest';
import { recipientDomain } from '../../src/facts/recipient-domain.ts';
import { answerOf } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeDns, type Zone } from '../support/probes.ts';

const look = (zone: Zone, subject = 'a@example.net') =>
  gather(recipientDomain, { probes: { dns: fakeDns(zone) }, subject });
const mx = (exchange: string) => [{ preference: 10, exchange }];

describe('the mail servers of a recipient', () => {
  it.each<[string, Zone, object]>([
    [
      'a host with an address',
      { 'example.net': { MX: mx('mx.example.net') }, 'mx.example.net': { A: ['192.0.2.1'] } },
      { kind: 'hosts', hosts: [{ state: { ok: true, value: 'usable' } }] },
    ],
    [
      'a host with IPv6 only',
      { 'example.net': { MX: mx('mx.example.net') }, 'mx.example.net': { AAAA: ['2600::1'] } },
      { kind: 'hosts', hosts: [{ state: { ok: true, value: 'ipv6-only' } }] },
    ],
    [
      'a host without an address',
      { 'example.net': { MX: mx('mx.example.net') } },
      { kind: 'hosts', hosts: [{ state: { ok: true, value: 'no-address' } }] },
    ],
    [
      'a host on loopback',
      { 'example.net': { MX: mx('mx.example.net') }, 'mx.example.net': { A: ['127.0.0.1'] } },
      { kind: 'hosts', hosts: [{ state: { ok: true, value: 'unreachable-address' } }] },
    ],
    [
      'an alias',
      {
        'example.net': { MX: mx('mx.example.net') },
        'mx.example.net': { CNAME: ['real.example.org'] },
        'real.example.org': { A: ['192.0.2.1'] },
      },
      { kind: 'hosts', hosts: [{ state: { ok: true, value: 'alias' } }] },
    ],
    ['a null MX', { 'example.net': { MX: [{ preference: 0, exchange: '' }] } }, { kind: 'null-mx' }],
    [
      'a null MX beside a host',
      {
        'example.net': { MX: [{ preference: 0, exchange: '' }, ...mx('mx.example.net')] },
        'mx.example.net': { A: ['192.0.2.1'] },
      },
      { kind: 'hosts', hosts: [{ name: 'mx.example.net', state: { ok: true, value: 'usable' } }] },
    ],
    [
      'an implicit MX on loopback',
      { 'example.net': { A: ['127.0.0.1'] } },
      {
        kind: 'hosts',
        hosts: [{ name: 'example.net', state: { ok: true, value: 'unreachable-address' } }],
      },
    ],
    [
      'an implicit MX whose IPv6 address could not be asked for',
      { 'example.net': { A: ['192.0.2.1'], AAAA: 'SERVFAIL' } },
      { kind: 'implicit-mx' },
    ],
    ['an implicit MX', { 'example.net': { A: ['192.0.2.1'] } }, { kind: 'implicit-mx' }],
    ['no server', { 'example.net': { TXT: ['hello'] } }, { kind: 'no-server' }],
    ['no domain', {}, { kind: 'no-domain' }],
  ])('%s', async (_name, zone, expected) => {
    expect(await look(zone)).toMatchObject(expected);
  });

  it('asks nothing about the simulator', async () => {
    expect(await look({ 'simulator.amazonses.com': 'SERVFAIL' }, 'bounce@simulator.amazonses.com')).toEqual({
      kind: 'simulator',
    });
  });

  it.each(['SERVFAIL', 'REFUSED', 'TIMEOUT'] as const)(
    '%s is no answer, not an absent domain',
    async (failure) => {
      expect(await answerOf(look({ 'example.net': failure }))).toMatchObject({ ok: false });
      const half = await look({
        'example.net': { MX: mx('mx.example.net') },
        'mx.example.net': { A: failure },
      });
      expect(half).toMatchObject({ kind: 'hosts', hosts: [{ state: { ok: false } }] });
    },
  );
});

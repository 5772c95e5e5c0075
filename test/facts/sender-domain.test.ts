import { describe, expect, it } from 'vitest';
import { senderDomain, unreceivable } from '../../src/facts/sender-domain.ts';
import { answerOf } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeDns, type Zone } from '../support/probes.ts';

const look = (zone: Zone, subject = 'example.com') =>
  gather(senderDomain, { probes: { dns: fakeDns(zone) }, subject });
const mx = (...exchanges: string[]) => exchanges.map((exchange) => ({ preference: 10, exchange }));
const mail: Zone = { 'example.com': { MX: mx('mx.example.com') }, 'mx.example.com': { A: ['192.0.2.1'] } };

describe('the domain of a sender', () => {
  it.each<[string, Zone, string, object]>([
    ['takes mail', mail, 'a@Example.com', { kind: 'takes' }],
    [
      'takes mail at its own address',
      { 'example.com': { A: ['192.0.2.1'] } },
      'example.com',
      { kind: 'address-only' },
    ],
    [
      'takes mail over IPv6 alone',
      { 'example.com': { MX: mx('mx.example.com') }, 'mx.example.com': { AAAA: ['2600::1'] } },
      'example.com',
      { kind: 'takes' },
    ],
    ['does not exist', {}, 'example.com', { kind: 'no-domain', registered: false }],
    ['is a sub-domain nobody made', mail, 'send.example.com', { kind: 'no-domain', registered: true }],
    ['is a sub-domain of a lost domain', {}, 'send.example.com', { kind: 'no-domain', registered: false }],
    ['has a null MX', { 'example.com': { MX: mx('') } }, 'example.com', { kind: 'null-mx' }],
    ['has text records alone', { 'example.com': { TXT: ['hello'] } }, 'example.com', { kind: 'no-server' }],
    [
      'has an MX without an address',
      { 'example.com': { MX: mx('mx.example.com') } },
      'example.com',
      { kind: 'no-usable-host', hosts: [{ name: 'mx.example.com', preference: 10, state: 'no-address' }] },
    ],
    [
      'has the MX of a MAIL FROM domain',
      {
        'bounce.example.com': { MX: mx('feedback-smtp.eu-west-1.amazonses.com') },
        'feedback-smtp.eu-west-1.amazonses.com': { A: ['192.0.2.90'] },
      },
      'bounce.example.com',
      { kind: 'feedback-only', exchanges: ['feedback-smtp.eu-west-1.amazonses.com'] },
    ],
    [
      'has a mail server beside one that could not be asked',
      {
        'example.com': { MX: mx('mx1.example.com', 'mx2.example.com') },
        'mx1.example.com': 'SERVFAIL',
        'mx2.example.com': { A: ['192.0.2.1'] },
      },
      'example.com',
      { kind: 'takes' },
    ],
    [
      'has no mail server that answered',
      { 'example.com': { MX: mx('mx1.example.com', 'mx2.example.com') }, 'mx1.example.com': 'SERVFAIL' },
      'example.com',
      { kind: 'undecided' },
    ],
  ])('%s', async (_name, zone, subject, expected) => {
    expect((await look(zone, subject)).mail).toMatchObject(expected);
  });

  it('is on hold when the registrar’s name servers stand in for the owner’s', async () => {
    const zone = {
      ...mail,
      'example.com': { ...(mail['example.com'] as object), NS: ['ns1.pendingrenewaldeletion.com'] },
    };
    const found = await look(zone);
    expect(found.hold).toEqual({ kind: 'expired', nameServer: 'ns1.pendingrenewaldeletion.com' });
    expect(unreceivable(found)).toBe('registrar-hold');
    expect(unreceivable(await look(mail))).toBeNull();
  });

  it.each(['SERVFAIL', 'REFUSED', 'TIMEOUT'] as const)('%s is no absent domain', async (failure) => {
    expect(await answerOf(look({ 'example.com': failure }))).toMatchObject({ ok: false });
    // Whether the registered domain is gone too is asked when the one below it is.
    expect(await answerOf(look({ 'example.com': failure }, 'send.example.com'))).toMatchObject({ ok: false });
  });

  it('knows the name servers of the delegation where the resolver does not tell them', async () => {
    const dns = fakeDns({ 'example.com': { A: ['192.0.2.1'], NS: 'SERVFAIL' } });
    const at = (server: string): typeof dns => ({
      ...dns,
      authoritative: async (name, type) => {
        const view = await dns.authoritative(name, type);
        return { ...view, servers: view.servers.map((one) => ({ ...one, server })) };
      },
    });
    const seen = (probe: typeof dns) =>
      gather(senderDomain, { probes: { dns: probe }, subject: 'example.com' });
    expect((await seen(at('ns1.pendingrenewaldeletion.com'))).hold?.kind).toBe('expired');
    const own = await seen(at('ns1.dns-host.net'));
    expect([own.hold, own.holdUntold]).toEqual([null, undefined]);
    const mute = await seen({ ...dns, authoritative: () => dns.resolve('example.com', 'NS') as never });
    expect([mute.hold, mute.holdUntold?.question]).toEqual([null, 'NS example.com']);
  });
});

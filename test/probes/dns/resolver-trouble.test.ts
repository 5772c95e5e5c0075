import { afterEach, describe, expect, it } from 'vitest';
import { delegationDetail, notServed } from '../../../src/model/delegation.ts';
import { type ResolverTrouble, resolverTrouble } from '../../../src/model/dns-trouble.ts';
import { answerOf, Unavailable } from '../../../src/model/unavailable.ts';
import { dnsProbe } from '../../../src/probes/dns/probe.ts';
import { type Asked, dnsServer, type Reply, type TestServer } from './server.ts';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ close }) => close()));
});

async function troubleAt(
  answer: ((asked: Asked) => Reply) | null,
  { interrupted = false, timeoutMs = 30_000 } = {},
): Promise<ResolverTrouble | null> {
  const server = await dnsServer(answer ?? (() => 'silence'));
  if (answer === null) await server.close();
  else servers.push(server);
  const interrupt = new AbortController();
  const probe = dnsProbe({
    servers: [{ host: '127.0.0.1', port: server.port }],
    ...{ timeoutMs, tryMs: timeoutMs, signal: interrupt.signal, controlled: answer !== null },
  });
  const asked = answerOf(probe.resolve('a.test', 'TXT'));
  if (interrupted) interrupt.abort();
  const told = await asked;
  return told.ok ? null : resolverTrouble(told.why);
}

describe('what the resolver did is known beside the sentence', () => {
  it.each([
    ['servfail', 'answered SERVFAIL', () => ({ rcode: 2 })],
    ['refused', 'answered REFUSED', () => ({ rcode: 5 })],
    ['malformed', 'answered with records that nobody asked for', () => ({ answers: [ofAnother] })],
    ['dishonest', 'denies amazonses.com as well, which certainly exists', () => ({ rcode: 3 })],
    [
      'dishonest',
      'gives the same TXT for names that cannot exist (ses-doctor-control.invalid)',
      ({ name }) => ({ answers: [{ ...ofAnother, name }] }),
    ],
  ] satisfies [string, string, (asked: Asked) => Reply][])('%s: %s', async (kind, did, answer) => {
    expect(await troubleAt(answer)).toEqual({
      kind,
      does: `the resolver 127.0.0.1 ${did}`,
      resolver: '127.0.0.1',
    });
  });

  it('timeout', async () => {
    expect(await troubleAt(() => 'silence', { timeoutMs: 500 })).toEqual({
      kind: 'timeout',
      does: 'the resolver 127.0.0.1 did not answer within 0.5 s',
      resolver: '127.0.0.1',
    });
  });

  it('unreachable', async () => {
    expect(await troubleAt(null)).toMatchObject({ kind: 'unreachable', resolver: '127.0.0.1' });
  });

  it('no-resolver', async () => {
    const probe = dnsProbe({ servers: [], timeoutMs: 500, signal: new AbortController().signal });
    const told = await answerOf(probe.resolve('a.test', 'TXT'));
    expect(told.ok ? null : resolverTrouble(told.why)).toEqual({
      kind: 'no-resolver',
      does: 'this system has no DNS resolver',
      resolver: null,
    });
  });
});

describe('is no trouble of the resolver', () => {
  it('the end of the run', async () => {
    expect(await troubleAt(() => 'silence', { interrupted: true })).toBeNull();
  });

  it('an answer', async () => {
    expect(
      await troubleAt(({ name }) =>
        name === 'a.test' ? { answers: [{ ...ofAnother, name }] } : { rcode: 2 },
      ),
    ).toBeNull();
  });

  it('CNAMEs that go round', async () => {
    expect(
      await troubleAt(({ name }) => ({ answers: [{ type: 'CNAME', name, ttl: 1, data: name }] })),
    ).toBeNull();
  });

  it.each([
    ['a call of AWS', {}, 'the call was not answered within 5 s'],
    ['another server', { host: 'smtp.example', failure: 'timeout' }, 'smtp.example did not answer'],
    [
      'a zone that nobody serves',
      {
        ...{ host: '192.0.2.53', failure: 'servfail', does: 'the resolver 192.0.2.53 answered SERVFAIL' },
        ...delegationDetail({
          zone: 'example.com',
          above: 'com',
          servers: [{ name: 'a.ns', state: 'refused' }],
        }),
      },
      `the resolver 192.0.2.53 answered SERVFAIL${notServed('example.com')}`,
    ],
    [
      'a zone whose signatures do not verify',
      { host: '192.0.2.53', does: 'the resolver 192.0.2.53 answered SERVFAIL', failure: 'dnssec' },
      'the resolver 192.0.2.53 answered SERVFAIL, since the DNSSEC signatures of example.com do not verify',
    ],
  ])('%s', (_, detail, message) => {
    expect(resolverTrouble(new Unavailable('timeout', message, { detail }).why)).toBeNull();
  });
});

const ofAnother = { type: 'TXT' as const, name: 'other.test', ttl: 1, data: ['v=spf1 -all'] };

import { expect, it } from 'vitest';
import { createFactStore } from '../../src/engine/gather.ts';
import { resolverHeard, unheard } from '../../src/facts/resolver-heard.ts';
import { resolverTrouble } from '../../src/model/dns-trouble.ts';
import { fakeDns, fakeProbes } from '../support/probes.ts';
import { targetWith } from '../support/target.ts';

const left = {
  question: 'MX example.com',
  message: 'the resolver 192.0.2.53 answered SERVFAIL when asked for MX example.com',
  check: { id: 'dmarc', title: 'DMARC record' },
};
const after = async (open: readonly (typeof left)[], dns: Parameters<typeof fakeDns>[0]) => {
  const store = createFactStore({ probes: fakeProbes({ dns: fakeDns(dns) }), target: targetWith() });
  store.put(unheard, open);
  return await store.read(resolverHeard, null);
};

it('asks nothing where every question was answered', async () => {
  expect(await after([], {})).toBeNull();
});

it('puts a question that has an answer everywhere', async () => {
  expect(await after([left], { com: 'SERVFAIL' })).toMatchObject({ ok: false });
  expect(await after([left], { com: { NS: ['a.gtld-servers.net'] } })).toEqual({ ok: true, value: true });
});

it.each([
  [
    'MX example.com',
    'the resolver 192.0.2.53 answered REFUSED when asked for MX example.com',
    'the resolver 192.0.2.53 answered REFUSED',
  ],
  [
    'MX example.com',
    'the resolver 192.0.2.53 did not answer within 5 s when asked for MX example.com',
    'the resolver 192.0.2.53 did not answer within 5 s',
  ],
  [
    'TXT example.com',
    'the resolver 2001:db8::1 cannot be reached (ECONNREFUSED) when asked for TXT example.com',
    'the resolver 2001:db8::1 cannot be reached (ECONNREFUSED)',
  ],
  ['TXT example.com', 'this system has no DNS resolver', 'this system has no DNS resolver'],
])('%s: %s', (question, message, does) => {
  expect(resolverTrouble({ question, message })?.does).toBe(does);
});

it.each([
  ['ses:GetAccount', 'the call was not answered within 5 s'],
  [
    'MX example.com',
    'the resolver 192.0.2.53 answered SERVFAIL when asked for MX example.com, since the DNSSEC signatures of example.com do not verify',
  ],
  [
    'MX example.com',
    'the resolver 192.0.2.53 answered SERVFAIL when asked for MX example.com, since none of the name servers of example.com answers for it',
  ],
  ['MX example.com', 'ns1.example.net did not answer within 2 s'],
])('is no trouble of the resolver: %s, %s', (question, message) => {
  expect(resolverTrouble({ question, message })).toBeNull();
});

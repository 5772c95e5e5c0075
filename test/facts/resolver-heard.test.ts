import { expect, it } from 'vitest';
import { createFactStore } from '../../src/engine/gather.ts';
import { resolverHeard, type Unheard, unheard } from '../../src/facts/resolver-heard.ts';
import { fakeDns, fakeProbes } from '../support/probes.ts';
import { targetWith } from '../support/target.ts';

const left: Unheard = {
  question: 'MX example.com',
  trouble: {
    kind: 'servfail',
    does: 'the resolver 192.0.2.53 answered SERVFAIL',
    resolver: '192.0.2.53',
  },
  check: { id: 'dmarc', title: 'DMARC record' },
};
const after = async (open: readonly Unheard[], dns: Parameters<typeof fakeDns>[0]) => {
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

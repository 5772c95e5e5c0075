import { afterEach, expect, it } from 'vitest';
import { Ending } from '../../../src/probes/ending.ts';
import { type AskOutside, asksOutside } from '../../../src/probes/dns/outside.ts';
import { type Asked, dnsServer, type Reply, type TestServer } from './server.ts';

let server: TestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

/** A server that answers so, and who asks it. */
async function asking(answer: (asked: Asked) => Reply): Promise<{ server: TestServer; ask: AskOutside }> {
  server = await dnsServer(answer);
  const ask = asksOutside({
    ...{ port: server.port, tryMs: 40, interruption: new Ending(), maxInFlight: 4, remember: Infinity },
  });
  return { server, ask };
}
const question = { name: 'example.com', type: 'NS' } as const;

it('asks a server the same only once, whoever wants to know it and when', async () => {
  const { server, ask } = await asking(() => ({ authoritative: true }));
  const begun: string[] = [];
  const both = await Promise.all([
    ask('127.0.0.1', question, 400, () => begun.push('first')),
    ask('127.0.0.1', question, 400, () => begun.push('second')),
  ]);
  const later = await ask('127.0.0.1', question, 400);
  expect([...both, later].map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(begun.sort()).toEqual(['first', 'second']);
  expect(server.asked).toHaveLength(1);
  await ask('127.0.0.1', { name: 'example.com', type: 'SOA' }, 400);
  await ask('127.0.0.1', { name: 'x.example.com', type: 'NS' }, 400);
  expect(server.asked).toHaveLength(3);
});

it('takes a refusal for an answer, and asks again where nothing was heard', async () => {
  const refusing = await asking(() => ({ rcode: 5 }));
  for (let time = 0; time < 2; time++)
    expect(await refusing.ask('127.0.0.1', question, 400)).toMatchObject({ failure: { kind: 'refused' } });
  expect(refusing.server.asked).toHaveLength(1);
  await refusing.server.close();

  let silent = true;
  const slow = await asking(() => (silent ? 'silence' : { authoritative: true }));
  expect(await slow.ask('127.0.0.1', question, 60)).toMatchObject({ failure: { kind: 'timeout' } });
  silent = false;
  expect(await slow.ask('127.0.0.1', question, 400)).toMatchObject({ ok: true });
});

import { expect, it } from 'vitest';
import { dnsProbe } from '../../../src/probes/dns/probe.ts';
import { dnsServer, type TestServer } from './server.ts';

const probeOf = ({ port }: TestServer, tryMs = 10_000) =>
  dnsProbe({
    servers: [{ host: '127.0.0.1', port }],
    timeoutMs: 60_000,
    tryMs,
    signal: new AbortController().signal,
  });

const names = Array.from({ length: 40 }, (_, number) => `n${number}.test`);

it('has a few questions at most from one port, and an id of its own for each of them', async () => {
  const server = await dnsServer(() => ({ rcode: 3 }));
  const { resolve } = probeOf(server);
  await Promise.all(names.map((name) => resolve(name, 'TXT')));
  const idsAt = new Map<number, typeof server.asked>();
  for (const one of server.asked) idsAt.set(one.port, [...(idsAt.get(one.port) ?? []), one]);
  expect(Math.max(...[...idsAt.values()].map(({ length }) => length))).toBeLessThanOrEqual(16);
  for (const asked of idsAt.values()) expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
  await server.close();
});

it('gives each of them its own answer, in whatever order they come', async () => {
  const held: (() => void)[] = [];
  const server = await dnsServer(({ name }) => ({
    answers: [{ type: 'TXT', name, ttl: 60, data: `of ${name}` }],
    hold: (send) => {
      held.push(send);
      if (held.length === names.length) for (const one of held.reverse()) one();
    },
  }));
  const { resolve } = probeOf(server);
  const answers = await Promise.all(names.map((name) => resolve(name, 'TXT')));
  expect(answers.map(({ records }) => records)).toEqual(names.map((name) => [`of ${name}`]));
  await server.close();
});

it('takes no answer with the id of another question', async () => {
  const [one = '', two = ''] = names;
  const ids = new Map<string, number>();
  const held: (() => void)[] = [];
  const server = await dnsServer(({ name, id }) => {
    ids.set(name, id);
    return {
      answers: [{ type: 'TXT', name, ttl: 60, data: 'x' }],
      hold: (send) => {
        held.push(send);
        if (held.length === 2) for (const leave of held) leave();
      },
      damage: (message) => {
        // The first question's id is known by then; the second's answer comes with it, and later with its own.
        if (name === two) message.writeUInt16BE(ids.get(one) ?? 0, 0);
        return message;
      },
    };
  });
  const controller = new AbortController();
  const { resolve } = dnsProbe({
    servers: [{ host: '127.0.0.1', port: server.port }],
    timeoutMs: 60_000,
    tryMs: 10_000,
    signal: controller.signal,
  });
  const [first, second] = [resolve(one, 'TXT'), resolve(two, 'TXT')];
  expect((await first).records).toEqual(['x']);
  controller.abort();
  await expect(second).rejects.toMatchObject({ why: { reason: 'interrupted' } });
  await server.close();
});

it('puts a question again from another port', async () => {
  const server = await dnsServer(() => (server.asked.length === 1 ? 'silence' : { rcode: 3 }));
  await probeOf(server, 200).resolve('a.test', 'TXT');
  const [first, second] = server.asked;
  expect(second?.port).not.toBe(first?.port);
  await server.close();
});

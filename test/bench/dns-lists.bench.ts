/*
 * How long the look-ups in DNS lists take. Run by hand: npx tsx test/bench/dns-lists.bench.ts
 *
 * Method: a resolver of the lab on loopback that answers each question after 50 ms. 30 lists hold their test entries;
 * three of them hold one of ten addresses each. That is 60 test entries and 300 look-ups side by side, then the words
 * and the control entries of three listings. Each of seven rounds starts a new probe, which remembers nothing, and the
 * median may take half a second. The first round warms up the process and does not count.
 *
 * Exits 1 when the bound is broken, or an answer is wrong.
 */
import { lookUp } from '../../src/facts/dns-list-lookup.ts';
import { listOfZone } from '../../src/knowledge/dns-lists/lists.ts';
import { dnsProbe } from '../../src/probes/dns/probe.ts';
import { startDns } from '../lab/dns/server.ts';
import type { DnsNode } from '../lab/dns/world.ts';

const rounds = 7;
const answerMs = 50;
const boundMs = 500;
const zones = Array.from({ length: 30 }, (_, index) => `list${index}.example`);
const ips = Array.from({ length: 10 }, (_, index) => `54.240.8.${index + 1}`);
const hits = zones.slice(0, 3).map((zone, index) => `${index + 1}.8.240.54.${zone}`);
const names: Record<string, DnsNode> = Object.fromEntries([
  ...zones.map((zone): [string, DnsNode] => [`2.0.0.127.${zone}`, { A: ['127.0.0.2'] }]),
  ...hits.map((name): [string, DnsNode] => [name, { A: ['127.0.0.2'], TXT: ['listed'] }]),
]);
const server = await startDns({ names, zones: {}, faults: [], delayMs: answerMs, tcp: true });
const [host = '', port = ''] = server.resolver.split(':');

async function round(): Promise<number> {
  const dns = dnsProbe({
    servers: [{ host, port: Number(port) }],
    timeoutMs: 5000,
    signal: new AbortController().signal,
  });
  const started = performance.now();
  const verdicts = await lookUp(dns, zones.map(listOfZone), ips);
  const took = performance.now() - started;
  const count = (kind: string): number => verdicts.filter(({ verdict }) => verdict.kind === kind).length;
  if (count('listed') !== 3 || count('clear') !== 297)
    throw new Error(`wrong answers: ${count('listed')} listed, ${count('clear')} clear`);
  return took;
}

await round();
const times: number[] = [];
for (let index = 0; index < rounds; index += 1) times.push(await round());
await server.close();
const sorted = times.toSorted((one, other) => one - other);
const median = sorted[Math.floor(rounds / 2)] ?? NaN;
process.stdout.write(
  `30 lists, 10 addresses, answers after ${answerMs} ms: median ${median.toFixed(0)} ms (${sorted.map((ms) => ms.toFixed(0)).join(', ')}), bound ${boundMs} ms: ${median < boundMs ? 'holds' : 'BROKEN'}\n`,
);
process.exitCode = median < boundMs ? 0 : 1;

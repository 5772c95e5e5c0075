/*
 * How long the SMTP check takes. Run by hand: npx tsx test/bench/smtp.bench.ts
 *
 * Method: five servers of the lab on loopback, each of which waits 50 ms before every answer (the round-trip time; the
 * kernel has no netem). Each of the five ports is measured alone, then all at once, each seven times, and the medians
 * are compared: all five may take 1.2 times the slowest single one. Then five black holes (a listener whose queue is
 * full, so that Linux drops each SYN), with a timeout of one second: they may take 1.2 seconds.
 * The first session of a process reads the CA certificates (some 50 ms); it is made before, and not counted.
 *
 * Exits 1 when a bound is broken.
 */
import { trustContext } from '../../src/probes/net/certificate-authorities.ts';
import { smtpProbe } from '../../src/probes/smtp/probe.ts';
import type { SmtpProbe } from '../../src/model/smtp.ts';
import type { SmtpPort } from '../../src/model/target.ts';
import { startBlackHole } from '../lab/black-hole.ts';
import { labAuthority, startSmtp } from '../lab/smtp.ts';

const rounds = 7;
const roundTripMs = 50;
const timeoutMs = 1000;
const trust = trustContext({ caPems: [labAuthority().pem] });

const probe = (): SmtpProbe =>
  smtpProbe({ dns: null, timeoutMs, signal: new AbortController().signal, trust, credentials: null });

async function timed(ports: readonly SmtpPort[]): Promise<number> {
  const ask = probe();
  const started = performance.now();
  await Promise.all(ports.map((port) => ask('127.0.0.1', port)));
  return performance.now() - started;
}

async function median(ports: readonly SmtpPort[]): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await timed(ports));
  return times.toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? NaN;
}

const tlsModes = ['starttls', 'implicit', 'starttls', 'implicit', 'starttls'] as const;
const servers = await Promise.all(tlsModes.map((tls) => startSmtp({ tls, delayMs: roundTripMs })));
const open = servers.map(({ port }, index): SmtpPort => ({ port, tls: tlsModes[index] ?? 'starttls' }));
await timed(open);
const singles: number[] = [];
for (const port of open) singles.push(await median([port]));
const slowest = Math.max(...singles);
const together = await median(open);

const holes = await Promise.all([1, 2, 3, 4, 5].map(() => startBlackHole()));
const dark = await median(holes.map(({ port }) => ({ port, tls: 'starttls' })));
await Promise.all([...servers, ...holes].map(({ close }) => close()));

const verdict = (holds: boolean): string => (holds ? 'holds' : 'BROKEN');
process.stdout.write(
  [
    `single ports: ${singles.map((ms) => ms.toFixed(0)).join(', ')} ms`,
    `five at once: ${together.toFixed(0)} ms, bound ${(1.2 * slowest).toFixed(0)} ms: ${verdict(together <= 1.2 * slowest)}`,
    `five black holes: ${dark.toFixed(0)} ms, bound ${timeoutMs + 200} ms: ${verdict(dark <= timeoutMs + 200)}`,
    '',
  ].join('\n'),
);
process.exitCode = together <= 1.2 * slowest && dark <= timeoutMs + 200 ? 0 : 1;

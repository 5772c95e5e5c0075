/*
 * How long the inbox stage takes for one identity when DNS is far away. Run by hand: npx tsx test/bench/inbox-stage.bench.ts
 *
 * Method: the lab runs in a process of its own; its resolver and zone servers answer after 50 ms, its AWS API at once.
 * `check --only inbox` runs in this process with the live probes; one run to load the AWS SDK, then the median of nine of
 * the report's own `durationMs`, which leaves out the start of the program. The bound is 8 round trips: 400 ms. It is
 * measured for a sound domain, and for a sub-domain with faults in DKIM, MAIL FROM and DMARC, whose records are searched
 * for at other names and at the zone's own servers.
 *
 * Exits 1 when the bound is broken for one of them.
 */
import { loadavg } from 'node:os';
import process from 'node:process';
import type { Report } from '../../src/model/report.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { labAway } from './lab-away.ts';

const runs = 9;
const roundTripMs = 50;
const mostRoundTrips = 8;

const lab = await labAway('distant-dns', 0);
process.stdout.write(`load ${loadavg()[0]?.toFixed(1) ?? '?'}\n`);
let broken = false;
for (const identity of ['example.com', 'mail.faulty.example']) {
  await reportOn(identity);
  const durations: number[] = [];
  let report: Report | null = null;
  for (let run = 0; run < runs; run++) {
    report = await reportOn(identity);
    durations.push(report.durationMs);
  }
  const median = durations.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
  const holds = median <= mostRoundTrips * roundTripMs;
  broken ||= !holds;
  process.stdout.write(
    `${identity} (${report?.verdict ?? '?'}): ${median} ms, ${(median / roundTripMs).toFixed(1)} round trips, bound ${mostRoundTrips}: ${holds ? 'holds' : 'BROKEN'}\n` +
      `  longest chain: ${report?.chain.map(({ fact, durationMs }) => `${fact} ${durationMs}`).join(', ') ?? ''}\n`,
  );
}
lab.stop();
process.exitCode = broken ? 1 : 0;

async function reportOn(identity: string): Promise<Report> {
  const { stdout } = await runInProcess({
    args: [...lab.args, '--identity', identity, '--only', 'inbox', '--format', 'json'],
    env: lab.env,
    authoritativePort: lab.authoritativePort,
  });
  return JSON.parse(stdout) as Report;
}

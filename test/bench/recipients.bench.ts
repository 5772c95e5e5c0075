/*
 * 100,000 addresses looked up on a suppression list of 1,000,000. Run by hand: npm run bench -- recipients
 *
 * Method: the lab runs in a process of its own and answers at once; the built program pages the list in another, as fast
 * as its pace goes where nobody throttles (40 calls a second). Each tenth address is on the list, half of those in
 * another case. Memory is the peak resident set, from /proc.
 * Baseline: where SES answers one call a second, the thousand pages take a thousand seconds, whatever we do.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { RecipientsReport } from '../../src/survey/recipients/report.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { builtProgram } from '../lab/run-built.ts';
import { labAway } from './lab-away.ts';

const mostMegabytes = 400;
const count = 100_000;

buildIfNeeded();
const folder = mkdtempSync(join(tmpdir(), 'recipients-bench-'));
const addresses = join(folder, 'addresses.csv');
const csv = join(folder, 'out.csv');
writeFileSync(addresses, Array.from({ length: count }, (_, index) => addressOf(index)).join('\n'));
const lab = await labAway('suppressed', 0);
const started = performance.now();
const { megabytes, text } = await run();
const seconds = (performance.now() - started) / 1000;
const { calls } = await lab.count();
lab.stop();
const { totals, lists } = JSON.parse(text) as RecipientsReport;
const rows = readFileSync(csv, 'utf8').split('\r\n').length - 2;
const right = totals.suppressed === count / 10 && rows === count && lists[0]?.entries === 1_000_000;
process.stdout.write(
  [
    `${count} addresses against a list of 1,000,000, load ${loadavg()[0]?.toFixed(1) ?? '?'}`,
    `  ${seconds.toFixed(1)} s, ${calls} AWS calls; at one call a second 1,000 s`,
    `  ${totals.suppressed} suppressed, ${rows} rows of csv: ${right ? 'right' : 'WRONG'}`,
    `  memory ${megabytes.toFixed(0)} MB, bound ${mostMegabytes} MB: ${megabytes <= mostMegabytes ? 'holds' : 'BROKEN'}`,
    '',
  ].join('\n'),
);
if (!right || megabytes > mostMegabytes) process.exitCode = 1;

function addressOf(index: number): string {
  if (index % 10 !== 0) return `somebody${index}@elsewhere${index % 500}.example`;
  const listed = `user${index}@receiver${index % 100}.example`;
  return index % 20 === 0 ? listed.toUpperCase() : listed;
}

async function run(): Promise<{ megabytes: number; text: string }> {
  const [, endpoint = ''] = lab.args;
  const args = [
    // The lab draws its list up on the first call.
    'check',
    ...['--timeout', '60s'],
    '--endpoint-url',
    endpoint,
    '--recipients',
    addresses,
    '-o',
    csv,
    '--json',
    '--quiet',
  ];
  const child = spawn(process.execPath, [builtProgram, ...args], {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', CI: 'true', ...lab.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let megabytes = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      megabytes = Math.max(megabytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // It has ended.
    }
  }, 50);
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  clearInterval(watch);
  return { megabytes, text: Buffer.concat(chunks).toString() };
}

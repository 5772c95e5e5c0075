/*
 * How long a survey takes where SES answers one call a second of each action. Run by hand:
 * npm run bench -- survey, or npx tsx test/bench/survey.bench.ts 10000 for one of them: a number, a number and a rate
 * (`50000@50`: 50 calls a second, so that memory and not the rate is the limit), with `+state` after it that with --state,
 * which keeps the replies too; or `accounts`.
 *
 * Method: the lab runs in a process of its own, throttles beyond one call a second of an action in an account and Region
 * (a bucket of one token: no burst), and its DNS answers at once. The built program surveys it in a process of its own,
 * once: the time is that of the rate. Memory is the peak resident set, from /proc.
 * Baseline: what the rate allows. ListEmailIdentities takes a second a thousand, the four batches side by side a second
 * a hundred, GetEmailIdentity a second an identity in which something is wrong, which goes on beside the batches.
 *
 * Takes root where zone servers have to listen on port 53.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { SurveyReport } from '../../src/survey/document.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { builtProgram } from '../lab/run-built.ts';
import { labAway } from './lab-away.ts';
import { surveyedAccounts, surveyedRegions } from './surveyed-worlds.ts';

const leastShare = 0.95;
const mostMegabytes = 400;

buildIfNeeded();
const folder = mkdtempSync(join(tmpdir(), 'survey-bench-'));
for (const which of process.argv.length > 2 ? process.argv.slice(2) : ['10000', '50000@50', 'accounts']) {
  if (which === 'accounts') await accounts();
  else {
    const [numbers = '', state] = which.split('+');
    const [count, rate] = numbers.split('@').map(Number);
    await one(count ?? 0, rate ?? 1, state === 'state');
  }
}

async function one(count: number, rate: number, isKept: boolean): Promise<void> {
  const lab = await labAway(`surveyed-${count}-${rate}`, 53);
  const { seconds, megabytes, report, calls } = await survey(
    lab,
    isKept ? ['--state', join(folder, `${count}.ndjson`)] : [],
  );
  lab.stop();
  const broken = report.totals.failing;
  const allowed = Math.max(Math.ceil(count / 1000) + Math.ceil(count / 100), broken) / rate;
  const share = allowed / seconds;
  // Beyond SES's own rate the processor is the limit.
  const isFast = rate > 1 || share >= leastShare;
  tell(`${count} identities in one account at ${rate} calls a second${isKept ? ', with --state' : ''}`, [
    `${seconds.toFixed(1)} s with start and output; the rate allows ${allowed} s${rate > 1 ? '' : `: ${(share * 100).toFixed(1)}%, bound ${leastShare * 100}%: ${verdict(isFast)}`}`,
    `looked at ${report.totals.lookedAt}, failing ${broken}; ${calls.calls} AWS calls, ${calls.questions} DNS questions`,
    `memory ${megabytes.toFixed(0)} MB, bound ${mostMegabytes} MB: ${verdict(megabytes <= mostMegabytes)}`,
  ]);
  if (!isFast || megabytes > mostMegabytes || report.totals.lookedAt < count) process.exitCode = 1;
}

async function accounts(): Promise<void> {
  const lab = await labAway('surveyed-accounts', 53);
  const file = join(folder, 'accounts.csv');
  const rows = surveyedAccounts.map((account) => `${account},arn:aws:iam::${account}:role/audit,,`);
  writeFileSync(file, rows.join('\n'));
  const regions = surveyedRegions.flatMap((region) => ['--region', region]);
  const { seconds, megabytes, report, calls } = await survey(lab, ['--accounts', file, ...regions]);
  lab.stop();
  const states = (state: string): number => report.places.filter((place) => place.state === state).length;
  // 12 places that answer, one Region that is not enabled, one that is throttled, five of the account that is denied.
  const told = [states('open'), states('closed'), states('failed')].join(' ');
  const whole = report.totals.lookedAt === report.totals.identities && told === '13 1 6';
  tell('300 identities in each of 5 Regions of 4 accounts', [
    `${seconds.toFixed(1)} s; open, not enabled, failed: ${told}; looked at ${report.totals.lookedAt} of ${report.totals.identities}: ${verdict(whole)}`,
    `${calls.calls} AWS calls, ${calls.questions} DNS questions; memory ${megabytes.toFixed(0)} MB`,
  ]);
  if (!whole) process.exitCode = 1;
}

function verdict(holds: boolean): string {
  return holds ? 'holds' : 'BROKEN';
}

function tell(title: string, lines: readonly string[]): void {
  process.stdout.write(
    `${title}, load ${loadavg()[0]?.toFixed(1) ?? '?'}\n${lines.map((line) => `  ${line}\n`).join('')}`,
  );
}

async function survey(
  lab: Awaited<ReturnType<typeof labAway>>,
  more: readonly string[],
): Promise<{
  seconds: number;
  megabytes: number;
  report: SurveyReport;
  calls: { calls: number; questions: number };
}> {
  const [, endpoint = '', , resolver = ''] = lab.args;
  const args = ['survey', '--endpoint-url', endpoint, '--resolver', resolver, '--json', '--quiet', ...more];
  const started = performance.now();
  const child = spawn(process.execPath, [builtProgram, ...args], {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', CI: 'true', ...lab.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let megabytes = 0;
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, peakMegabytes(child.pid));
  }, 50);
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  const report = JSON.parse(Buffer.concat(chunks).toString()) as SurveyReport;
  return { seconds, megabytes, report, calls: await lab.count() };
}

/** The peak so far, as the kernel counts it; 0 when the process is gone. */
function peakMegabytes(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

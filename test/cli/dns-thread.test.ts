import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import type { DnsMisbehaviour } from '../lab/dns/faults.ts';
import { usualServers, type ZoneWorld } from '../lab/dns/world.ts';
import { dkimTokens, healthyWorld, senderRecords, verifiedDomain } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { builtProgram } from '../lab/run-built.ts';
import { zonePort, zonePortRefused } from '../lab/zone-port.ts';

const port = await zonePort();

/**
 * What befalls the questions for the DMARC record of a domain each. Garbage is not among it: nobody can tell to which question of
 * a port it belongs, and which share a port is chance.
 */
const faults: readonly DnsMisbehaviour[] = [
  ...(['servfail', 'refused', 'timeout', 'wrong-id', 'cut', 'truncated'] as const).map((kind) => ({
    kind,
  })),
  ...(['truncated-without-tcp', 'no-edns', 'denied', 'policy', 'empty'] as const).map((kind) => ({ kind })),
  { kind: 'rewrite', record: { type: 'TXT', data: 'v=DMARC1; p=none; "é\u{1F600}\\' } },
];

/** How the zone of a domain each is served. */
const zones: readonly ZoneWorld[] = [
  { servers: usualServers(), dnssec: 'other-keys' },
  { servers: usualServers(), dnssec: 'altered' },
  { servers: { 'ns1.dns-host.net': { broken: 'lame' }, 'ns2.dns-host.net': {} } },
  { servers: { 'ns1.dns-host.net': { broken: 'lame' }, 'ns2.dns-host.net': { broken: 'failing' } } },
  { servers: usualServers(), inside: { 'ns.office.example': {} } },
];

const numbered = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, index) => `sender${String(from + index)}.example`);
const troubled = numbered(faults.length + zones.length + 1);
const many = numbered(40);

let lab: Lab;
let folder = '';
const programs = { thread: '', none: '' };

beforeAll(async () => {
  buildIfNeeded();
  const world = healthyWorld();
  for (const domain of many) {
    world.region.identities[domain] = verifiedDomain(domain);
    Object.assign(world.dns.names, senderRecords(domain));
  }
  const [keyless = '', ...rest] = troubled;
  const [token] = dkimTokens(keyless);
  world.dns.names[`${token}._domainkey.${keyless}`] = {};
  world.dns.faults = faults.map((fault, index) => ({ ...fault, name: `_dmarc.${rest[index] ?? ''}` }));
  for (const [index, zone] of zones.entries()) world.dns.zones[rest[faults.length + index] ?? ''] = zone;
  lab = await startLab(world, port === null ? {} : { authoritativePort: port });
  folder = mkdtempSync(join(tmpdir(), 'ses-doctor-dns-thread-'));
  for (const name of ['thread', 'none'] as const) {
    cpSync(dirname(builtProgram), join(folder, name), { recursive: true });
    programs[name] = join(folder, name, basename(builtProgram));
  }
  rmSync(join(folder, 'none', 'chunks', 'dns-worker.cjs'));
  const worker = join(folder, 'thread', 'chunks', 'dns-worker.cjs');
  const mark = `require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'started'))}, '');`;
  writeFileSync(worker, `${mark}${readFileSync(worker, 'utf8')}`);
}, 180_000);
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

async function run(
  program: string,
  identities: readonly string[],
  { more = [], interruptAt = null }: { more?: readonly string[]; interruptAt?: (() => boolean) | null } = {},
): Promise<{ code: number | null; stderr: string; report: Report }> {
  const flags = ['--only', 'inbox', '--timeout', '8', '--format', 'json', ...more];
  const child = spawn(
    process.execPath,
    [program, 'check', ...lab.args, '--identity', identities.join(','), ...flags],
    {
      env: { PATH: process.env['PATH'], HOME: folder, CI: 'true', ...lab.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((done) => child.on('close', done));
  if (interruptAt !== null) {
    while (!interruptAt() && child.exitCode === null) await sleep(5);
    child.kill('SIGINT');
  }
  const code = await ended;
  return { code, stderr, report: JSON.parse(stdout) as Report };
}

/** What was found, without what differs from run to run. */
const found = ({ stages, problems, causes, verdict, exitCode }: Report): unknown =>
  JSON.parse(
    JSON.stringify({ stages, problems, causes, verdict, exitCode }, (key, value: unknown) =>
      key === 'durationMs' ? undefined : value,
    ),
  );

describe.skipIf(port === null)(port === null ? zonePortRefused : 'DNS in a thread of its own', () => {
  it('finds what one thread finds', async () => {
    const [inThread, inOne] = [await run(programs.thread, many), await run(programs.none, many)];
    expect({ ...inThread, report: found(inThread.report) }).toEqual({
      ...inOne,
      report: found(inOne.report),
    });
    const subjects = new Set(inThread.report.problems.map(({ subject }) => subject));
    // The world is as broken as it is meant to be.
    expect(subjects.size).toBeGreaterThan(8);
    expect(existsSync(join(folder, 'started'))).toBe(availableParallelism() > 1);
  }, 120_000);

  it('is not used for few', async () => {
    rmSync(join(folder, 'started'), { force: true });
    await run(programs.thread, troubled.slice(0, 3));
    expect(existsSync(join(folder, 'started'))).toBe(false);
  }, 60_000);

  it('answers what is open when the run is interrupted', async () => {
    const before = lab.dns.questions.length;
    // A question that nobody answers waits for a minute.
    const { code, stderr, report } = await run(programs.thread, many, {
      more: ['--timeout', '60'],
      // Questions of every domain are on their way.
      interruptAt: () => lab.dns.questions.length >= before + 8 * many.length,
    });
    const checks = report.stages.flatMap((stage) => stage.checks);
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
    expect(new Set(checks.flatMap(({ unanswered }) => unanswered.map(({ reason }) => reason)))).toContain(
      'interrupted',
    );
  }, 30_000);

  it('asks anew in the next round of --wait', async () => {
    const [, unanswered = ''] = troubled;
    const before = lab.dns.questions.length;
    const asked = (): number =>
      lab.dns.questions.slice(before).filter(({ name }) => name === `_dmarc.${unanswered}`).length;
    await run(programs.thread, many);
    const inOneRound = asked();
    expect(inOneRound).toBeGreaterThan(0);
    await run(programs.thread, many, {
      more: ['--wait', '60s'],
      interruptAt: () => asked() > 2 * inOneRound,
    });
    expect(asked()).toBeGreaterThan(2 * inOneRound);
  }, 120_000);
});

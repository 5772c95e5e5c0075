import { setMaxListeners } from 'node:events';
import { baselineOf } from '../gate/baseline.ts';
import { serializeBaseline } from '../gate/files.ts';
import type { Gate } from '../gate/gate.ts';
import { createFactStore, factKey, type FactStore } from '../gather.ts';
import {
  answersOf,
  parseRecord,
  recordOf,
  serializeRecord,
  withTimingsOf,
  type Record,
} from '../record/record.ts';
import { checkLine, reportLine } from '../render/ndjson.ts';
import type { Report } from '../report.ts';
import { select, unmatched, type SelectedStage } from '../select.ts';
import { takeReport, type Judgement } from '../take-report.ts';
import type { Target } from '../target.ts';
import type { Answer } from '../unavailable.ts';
import { deriveSmtpPassword } from './derive-smtp-password.ts';
import type { CheckFlags } from './flags.ts';
import { gateOf, parsed } from './gate-files.ts';
import type { Host, Progress } from './host.ts';
import { intake } from './intake.ts';
import { outputsOf, writeFiles, writeStdout, writing, type Outputs } from './output.ts';
import { readText } from './read.ts';
import { UsageError } from './usage-error.ts';
import { duration, resolver, seconds, show } from './values.ts';
import { carriedOver, isSettled, pauseBefore } from './wait.ts';

/** A command line that is in order: everything that can be wrong with it was checked. */
interface Plan {
  flags: CheckFlags;
  outputs: Outputs;
  target: Target;
  stages: readonly SelectedStage[];
  judgement: Judgement;
  gate: Gate;
  timeoutMs: number;
  deadlineMs: number;
  resolvers: readonly { host: string; port: number }[];
  caPem: string | null;
  /** `--facts`. */
  record: Record | null;
  /** `--wait`, in milliseconds. */
  waitMs: number;
}

/** What one round of asking gave. */
interface Round {
  report: Report;
  store: FactStore;
}

/** `ses-doctor check`. Returns the exit code; throws `UsageError`. */
export async function checkCommand(flags: CheckFlags, host: Host): Promise<number> {
  if (flags.deriveSmtpPassword === true) return await deriveSmtpPassword(flags, host);
  const plan = await planOf(flags, host);
  const progress = flags.quiet === true ? null : ((await host.progress?.()) ?? null);
  try {
    const { report, store } =
      plan.record === null ? await rounds(plan, host, progress) : await replay(plan, plan.record, host);
    progress?.stop();
    await writeStdout(report, plan.outputs, host);
    await writeFiles(report, plan.outputs, host);
    await writeRecords(report, store, plan, host);
    return report.exitCode;
  } finally {
    progress?.stop();
  }
}

async function planOf(flags: CheckFlags, host: Host): Promise<Plan> {
  const outputs = outputsOf(flags, host);
  const timeoutMs = seconds(flags.timeout, '--timeout') * 1000;
  const deadlineMs = seconds(flags.deadline, '--deadline') * 1000;
  const resolvers = flags.resolver.map((text) => resolver(text, '--resolver'));
  const waitMs = flags.wait === undefined ? 0 : duration(flags.wait, '--wait') * 1000;
  const record = flags.facts === undefined ? null : await parsed(host, flags.facts, '--facts', parseRecord);
  if (record !== null && waitMs > 0)
    throw new UsageError('--wait asks again, --facts never asks: give one of them');
  const target = record?.target ?? (await intake(flags, host));
  const caPem = flags.caFile === undefined ? null : await caFile(flags.caFile, host);
  const gate = await gateOf(flags, host);
  const checklist = await host.checklist();
  const [wrong] = unmatched(checklist, [...flags.only, ...flags.skip]);
  if (wrong !== undefined)
    throw new UsageError(
      `--only, --skip: nothing is called ${show(wrong)}; ses-doctor checks lists what there is`,
    );
  const only = flags.only.length === 0 ? (record?.selection.only ?? []) : flags.only;
  const skip = flags.skip.length === 0 ? (record?.selection.skip ?? []) : flags.skip;
  const judgement = {
    failOn: flags.failOn ?? record?.selection.failOn ?? 'error',
    allowUnknown: flags.allowUnknown ?? record?.selection.allowUnknown ?? false,
  };
  const stages = select(checklist, only, skip);
  return {
    flags,
    outputs,
    target,
    stages,
    judgement,
    gate,
    timeoutMs,
    deadlineMs,
    resolvers,
    caPem,
    record,
    waitMs,
  };
}

async function caFile(path: string, host: Host): Promise<string> {
  const text = await readText(host, path, '--ca-file', 'utf-8', 8 * 1024 * 1024);
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new UsageError(`--ca-file: ${show(path)} holds no PEM certificate`);
  return text;
}

/** Asks until the exit code would be 0, nothing can change any more, or the time is up (design decision 12). */
async function rounds(plan: Plan, host: Host, progress: Progress | null): Promise<Round> {
  const end = host.clock() + plan.waitMs;
  let known: ReadonlyMap<string, Answer<unknown>> = new Map();
  for (let number = 1; ; number += 1) {
    const round = await ask(plan, host, progress, known, plan.waitMs === 0 ? null : number);
    const left = end - host.clock();
    if (plan.waitMs === 0 || left <= 0 || isInterrupted(host) || isSettled(round.report)) return round;
    await pauseBefore(number + 1, left, host, progress);
    if (isInterrupted(host))
      return { ...round, report: { ...round.report, exitCode: interruptedCode(host) } };
    known = carriedOver(round.store, round.report, plan.stages);
  }
}

/** One round: puts every question that is not known yet. */
async function ask(
  plan: Plan,
  host: Host,
  progress: Progress | null,
  known: ReadonlyMap<string, Answer<unknown>>,
  number: number | null,
): Promise<Round> {
  const { target, stages, judgement, gate, outputs } = plan;
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort('deadline');
  }, plan.deadlineMs);
  const signal = AbortSignal.any([deadline.signal, host.interrupted]);
  // Every question that is under way listens to it: that is no leak.
  setMaxListeners(0, signal);
  const streams = outputs.stdout === 'ndjson';
  try {
    const probes = await host.probesFor({
      target,
      resolvers: plan.resolvers,
      timeoutMs: plan.timeoutMs,
      caPem: plan.caPem,
      signal,
    });
    const onProgress = (text: string): void => progress?.update(text);
    const store = createFactStore({ probes, target, signal, clock: host.clock, onProgress, known });
    const taken = await takeReport({
      version: host.version,
      stages,
      store,
      target,
      judgement,
      gate,
      takenAt: probes.now().toISOString(),
      clock: host.clock,
      notes: notesOn(target),
      onCheck: (stage, check) => {
        if (streams) host.stdout(checkLine(stage, check, number));
      },
    });
    const report = isInterrupted(host) ? { ...taken, exitCode: interruptedCode(host) } : taken;
    if (streams) host.stdout(reportLine(report, number));
    return { report, store };
  } finally {
    clearTimeout(timer);
  }
}

/** Decides again from a record, offline. */
async function replay(plan: Plan, record: Record, host: Host): Promise<Round> {
  const { target, stages, judgement, gate } = plan;
  const neverAborted = new AbortController().signal;
  const probes = await host.probesFor({
    target,
    resolvers: [],
    timeoutMs: 1,
    caPem: null,
    signal: neverAborted,
  });
  const store = createFactStore({ probes, target, offline: true, known: answersOf(record, factKey) });
  const report = await takeReport({
    version: record.tool.version,
    stages,
    store,
    target,
    judgement,
    gate,
    takenAt: record.takenAt,
    clock: host.clock,
    notes: notesOn(target),
  });
  const timed = withTimingsOf(record, report);
  if (plan.outputs.stdout === 'ndjson') {
    for (const stage of timed.stages)
      for (const check of stage.checks) host.stdout(checkLine(stage.id, check));
    host.stdout(reportLine(timed));
  }
  return { report: timed, store };
}

const isInterrupted = (host: Host): boolean => host.interrupted.aborted;

const interruptedCode = (host: Host): 130 | 143 => (host.interrupted.reason === 'SIGTERM' ? 143 : 130);

function notesOn({ region, regionSource, otherRegion }: Target): readonly string[] {
  if (regionSource !== 'symptom' || region === null || otherRegion === null) return [];
  return [
    `The symptom names ${region}; your settings name ${otherRegion}. The identity is looked up in both.`,
  ];
}

/** Writes --write-baseline and --save-facts. */
async function writeRecords(report: Report, store: FactStore, plan: Plan, host: Host): Promise<void> {
  const { flags, target, judgement } = plan;
  if (flags.writeBaseline !== undefined) {
    const path = flags.writeBaseline;
    await writing('--write-baseline', path, () =>
      host.write(path, serializeBaseline(baselineOf(report.stages))),
    );
  }
  if (flags.saveFacts !== undefined) {
    const path = flags.saveFacts;
    const selection = { only: flags.only, skip: flags.skip, ...judgement };
    const record = recordOf(report, target, store.saved(), selection, flags.redact);
    await writing('--save-facts', path, () => host.write(path, serializeRecord(record)));
  }
}

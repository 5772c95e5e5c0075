import { createFactStore, type FactStore } from '../engine/gather.ts';
import { sieveOf, type Gate } from '../gate/gate.ts';
import { checkLine, reportLine } from '../render/ndjson.ts';
import type { Report } from '../model/report.ts';
import type { Probes } from '../model/probes.ts';
import type { SelectedStage } from '../model/select.ts';
import type { Judgement } from '../engine/assemble.ts';
import { takeReport } from '../engine/take-report.ts';
import type { Stage } from '../model/check.ts';
import type { Target } from '../model/target.ts';
import type { Answer } from '../model/unavailable.ts';
import type { Host, Progress } from './host.ts';
import { waitingFor } from './waiting-for.ts';
import { reportWords } from './symptom-and-message.ts';
import { interruptedReport, isInterrupted } from './interruption.ts';
import { carriedOver, isSettled, pauseBefore, stillOpen } from './wait.ts';

/** What to ask, and how. */
export interface Questions {
  target: Target;
  stages: readonly SelectedStage[];
  checklist: readonly Stage[];
  judgement: Judgement;
  gate: Gate;
  timeoutMs: number;
  /** For each round. */
  deadlineMs: number;
  resolvers: readonly { host: string; port: number }[];
  caPem: string | null;
  /** `--wait`, in milliseconds; 0 for a single round. */
  waitMs: number;
  /** Says after each round of --wait what still fails. */
  speaks: boolean;
  /** Tells each question and its answer on stderr. */
  debug: boolean;
  /** The facts are saved. */
  keeps: boolean;
  /** Prints ndjson: each check as it ends. */
  streams: boolean;
}

/** What one round of asking gave. */
export interface Round {
  report: Report;
  store: FactStore;
}

/** Asks until the exit code would be 0, nothing can change any more, or the time is up (docs/design.md 12). */
export async function askInRounds(
  questions: Questions,
  host: Host,
  progress: Progress | null,
): Promise<Round> {
  const { waitMs, judgement, stages } = questions;
  const end = host.clock() + waitMs;
  let known: ReadonlyMap<string, Answer<unknown>> = new Map();
  for (let number = 1; ; number += 1) {
    const round = await ask(questions, host, progress, known, waitMs === 0 ? null : number);
    const left = end - host.clock();
    if (waitMs === 0 || left <= 0 || isInterrupted(host) || isSettled(round.report, judgement)) return round;
    const pauseMs = pauseBefore(number + 1, left);
    const next = `next try in ${String(Math.round(pauseMs / 1000))} s (round ${String(number + 1)})`;
    if (questions.speaks) host.stderr(`ses-doctor: ${stillOpen(round.report, judgement)}; ${next}\n`);
    await (progress === null ? host.pause(pauseMs) : countDown(pauseMs, number + 1, host, progress));
    if (isInterrupted(host)) return { ...round, report: await interruptedReport(round.report, host) };
    known = carriedOver(round.store, round.report, stages);
  }
}

/** Waits for the next round, and says on the terminal each second how long that still is. */
async function countDown(pauseMs: number, round: number, host: Host, progress: Progress): Promise<void> {
  const end = host.clock() + pauseMs;
  for (let left = pauseMs; left > 0 && !isInterrupted(host); left = end - host.clock()) {
    progress.show(`next try in ${String(Math.ceil(left / 1000))} s (round ${String(round)})`);
    // To the next whole second, so that none is left out.
    await host.pause(left - 1000 * (Math.ceil(left / 1000) - 1));
  }
}

const toldBy = async (probes: Probes, host: Host): Promise<Probes> =>
  (await import('./debug.ts')).speaking(
    probes,
    (line) => {
      host.stderr(`ses-doctor: ${line}\n`);
    },
    host.clock,
  );

/** One round: puts every question that is not known yet. */
async function ask(
  questions: Questions,
  host: Host,
  progress: Progress | null,
  known: ReadonlyMap<string, Answer<unknown>>,
  number: number | null,
): Promise<Round> {
  const { target, stages, checklist, judgement, gate, resolvers, timeoutMs, caPem, streams } = questions;
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort('deadline');
  }, questions.deadlineMs);
  const signal = AbortSignal.any([deadline.signal, host.interrupted]);
  try {
    const live = await host.probesFor({ target, resolvers, timeoutMs, caPem, signal });
    const probes = questions.debug ? await toldBy(live, host) : live;
    const { onProgress, onEnd } = waitingFor(progress);
    const store = createFactStore({ probes, target, signal, clock: host.clock, onProgress, onEnd, known });
    const taken = await takeReport({
      version: host.version,
      stages,
      checklist,
      store,
      target,
      judgement,
      sieve: sieveOf(gate, stages),
      takenAt: probes.now().toISOString(),
      clock: host.clock,
      notes: await notesOn(target),
      onCheck: (stage, check) => {
        if (streams) host.stdout(checkLine(stage, check, number));
      },
    });
    // A record holds all that was asked for, also what no check has waited for.
    if (questions.keeps) await store.settled();
    const report = await interruptedReport(taken, host);
    if (streams) host.stdout(reportLine(report, number));
    return { report, store };
  } finally {
    clearTimeout(timer);
  }
}

/** What a reader has to know of the target. */
export async function notesOn(target: Target): Promise<readonly string[]> {
  return [...notesOnRegion(target), ...(await notesOnMessage(target))];
}

async function notesOnMessage({ message, readAsSymptom }: Target): Promise<readonly string[]> {
  if (readAsSymptom !== undefined)
    return [
      `The file of --message is ${reportWords[readAsSymptom]}, and no message of yours: it was read like the file of --symptom.`,
    ];
  if (message === null) return [];
  const { isDraft } = await import('../parse/message/names.ts');
  return isDraft(message.bytes)
    ? [
        'The message was never sent: no server has written into it. Its signature, SPF, DMARC and the verdict of a filter are not judged; give the copy that a recipient received.',
      ]
    : [];
}

function notesOnRegion({ region, regionSource, otherRegion }: Target): readonly string[] {
  if (region === null || otherRegion === null) return [];
  return regionSource === 'flag'
    ? [`The symptom names ${otherRegion}; --region names ${region}. The identity is looked up in both.`]
    : regionSource !== 'symptom'
      ? [`The symptom names ${otherRegion}; your settings name ${region}. The identity is looked up in both.`]
      : [
          `The symptom names ${region}; your settings name ${otherRegion}. The identity is looked up in both.`,
        ];
}

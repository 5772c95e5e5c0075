import { createFactStore } from '../engine/gather.ts';
import { DamagedRecord, type Missing } from '../engine/replayed.ts';
import { factKey } from '../engine/sources.ts';
import type { Sieve } from '../engine/assemble.ts';
import { takeReport } from '../engine/take-report.ts';
import { sieveOf } from '../gate/gate.ts';
import { factsOf } from '../model/check.ts';
import type { Fact } from '../model/fact.ts';
import type { Report } from '../model/report.ts';
import type { SelectedCheck, SelectedStage } from '../model/select.ts';
import { answersOf, withTimingsOf, type RunRecord } from '../record/record.ts';
import { checkLine, reportLine } from '../render/ndjson.ts';
import type { Host } from './host.ts';
import { notesOn, type Questions, type Round } from './rounds.ts';
import { UsageError } from './usage-error.ts';

/**
 * Decides again from a record that came as a file. What its own run has read must stand in it: what somebody took out
 * would look like something that nobody asked for. Throws `UsageError` where the record is damaged.
 */
export async function replayFile(
  questions: Questions,
  record: RunRecord,
  own: readonly SelectedStage[],
  host: Host,
): Promise<Round> {
  if (record.tool.version !== host.version) {
    const ran = new Set(record.timings.checks.map(({ check }) => check));
    return await replay(
      questions,
      record,
      host,
      lackingIn(own, ({ check: { id } }) => ran.has(id)),
    );
  }
  const ofRecord = { ...questions, stages: own, streams: false };
  const sound = await replay(ofRecord, record, host, () => 'damaged');
  const same = namesOf(own) === namesOf(questions.stages);
  return same && !questions.streams ? sound : await replay(questions, record, host, lackingIn(own));
}

const namesOf = (stages: readonly SelectedStage[]): string =>
  JSON.stringify(
    stages.map(({ checks }) =>
      checks.map(({ check: { id, problems }, wants, onlyRead = false }) => [
        id,
        onlyRead,
        Object.keys(problems).filter(wants),
      ]),
    ),
  );

/** What a run has asked for and its record lacks is unknown; anything else was left alone. */
function lackingIn(
  stages: readonly SelectedStage[],
  ran: (selected: SelectedCheck) => boolean = () => true,
): (fact: Fact<unknown>) => Missing {
  const asked = new Set(
    stages.flatMap(({ checks }) => checks.filter(ran)).flatMap(({ check }) => [...factsOf(check)]),
  );
  return (fact) => (asked.has(fact) ? 'unknown' : 'offline');
}

/** Versions ask for different things: what this one asks for and the other did not is unknown, and says so. */
const notesOnVersion = ({ tool: { version } }: RunRecord, host: Host): readonly string[] =>
  version === host.version
    ? []
    : [
        `The record was made by ses-doctor ${version}, and ${host.version} decides here: what ${version} did not ask for is unknown.`,
      ];

/** Decides again from a record, offline: the same report, with the durations of the run that was recorded. */
export async function replay(
  questions: Questions,
  record: RunRecord,
  host: Host,
  missing: (fact: Fact<unknown>) => Missing,
  sieve: Sieve = sieveOf(questions.gate, questions.stages),
): Promise<Round> {
  const { target, stages, checklist, judgement, streams } = questions;
  const signal = new AbortController().signal;
  const probes = await host.probesFor({ target, resolvers: [], timeoutMs: 1, caPem: null, signal });
  const store = createFactStore({ probes, target, offline: missing, known: answersOf(record, factKey) });
  const taken = await soundReport({
    version: record.tool.version,
    stages,
    checklist,
    store,
    target,
    judgement,
    sieve,
    takenAt: record.takenAt,
    clock: host.clock,
    notes: [...notesOnVersion(record, host), ...(await notesOn(target))],
  });
  const report = withTimingsOf(record, taken);
  if (streams) {
    for (const stage of report.stages)
      for (const check of stage.checks) host.stdout(checkLine(stage.id, check));
    host.stdout(reportLine(report));
  }
  return { report, store };
}

/**
 * The report of a record. A fact that no check can read was not written by this program: the record is damaged, which
 * is no fault of ours. Throws `UsageError`.
 */
async function soundReport(options: Parameters<typeof takeReport>[0]): Promise<Report> {
  try {
    const report = await takeReport(options);
    const crashed = report.stages.flatMap(({ checks }) => checks).find(({ status }) => status === 'crash');
    if (crashed === undefined) return report;
    const damage = options.store.damage() ?? `the check ${crashed.id} cannot read what it holds`;
    throw new UsageError(`--facts: the record is damaged: ${damage}`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `--facts: the record is damaged: ${error instanceof DamagedRecord ? error.message : 'its facts cannot be read'}`,
    );
  }
}

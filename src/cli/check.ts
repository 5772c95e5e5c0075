import { notesOn } from '../gate/gate.ts';
import { baselineOf } from '../gate/baseline.ts';
import { serializeBaseline } from '../gate/files.ts';
import type { FactStore } from '../engine/gather.ts';
import { notExplainedHere } from '../engine/unexplained.ts';
import { parseRecord, recordOf, serializeRecord, type RunRecord } from '../record/record.ts';
import { hasManyIdentities } from '../model/many-identities.ts';
import type { Report } from '../model/report.ts';
import { alwaysWanting, type SelectedStage } from '../model/select.ts';
import { caFile } from './ca-file.ts';
import { deriveSmtpPassword } from './derive-smtp-password.ts';
import { targetFlags, type CheckFlags } from './flags.ts';
import { gateOf, parsed } from './gate-files.ts';
import type { Host } from './host.ts';
import { isInterrupted } from './interruption.ts';
import { refuseMisspelt } from './ignored-names.ts';
import { intake } from './intake.ts';
import { selected } from './names.ts';
import {
  finish,
  tryFiles,
  outputsOf,
  writeFiles,
  writeStdout,
  writing,
  type Outputs,
  type Unwritten,
} from './output.ts';
import { isLost, situations } from './situations.ts';
import { replayFile } from './replay.ts';
import { askInRounds, type Questions } from './rounds.ts';
import { UsageError } from './usage-error.ts';
import { duration, resolver, seconds } from './values.ts';

/** A command line that is in order: everything that can be wrong with it was checked. */
interface Plan extends Questions {
  outputs: Outputs;
  /** `--facts`. */
  record: RunRecord | null;
  /** What the run of that record has selected. */
  own: readonly SelectedStage[];
  /** What --save-facts keeps of the command line. */
  selection: RunRecord['selection'];
}

/** `ses-doctor check`. Returns the exit code; throws `UsageError`. */
export async function checkCommand(flags: CheckFlags, host: Host): Promise<number> {
  if (flags.deriveSmtpPassword === true) return await deriveSmtpPassword(flags, host);
  if (flags.recipients !== undefined)
    return await (await import('./recipients.ts')).recipientsCommand(flags, flags.recipients, host);
  if (flags.state !== undefined) throw new UsageError('--state goes with --recipients <file>');
  const plan = await planOf(flags, host);
  // What is learnt of each stays up to the report. A survey holds on to more of many more, and lets less garbage stand beside it.
  if (hasManyIdentities(plan.target)) await host.sparing(100);
  const progress = flags.quiet === true ? null : ((await host.progress?.()) ?? null);
  try {
    // What is redacted is decided again at the end: nothing of it may be streamed before.
    const asked = flags.redactReport === true ? { ...plan, streams: false } : plan;
    const round =
      plan.record === null
        ? await askInRounds(asked, host, progress)
        : await replayFile(asked, plan.record, plan.own, host);
    const { report, store } = round;
    progress?.stop();
    const lost = isLost(report, flags, host);
    if (lost) host.stdout(situations);
    sayWhatWasFound(report, plan, flags, host);
    const shown =
      flags.redactReport === true
        ? await (await import('./redacted.ts')).redactedReport(round, plan, host)
        : report;
    return finish(report, host, [
      // Below the situations a line of what is missing is enough.
      ...(await writeStdout(shown, lost ? quietly(plan.outputs) : plan.outputs, host)),
      ...(await writeFiles(shown, plan.outputs, host)),
      ...(await writeBaseline(report, flags, host)),
      ...(await writeFacts(report, store, plan, flags, host)),
    ]);
  } finally {
    progress?.stop();
  }
}

const quietly = (outputs: Outputs): Outputs => ({
  ...outputs,
  options: { ...outputs.options, quiet: true },
});

/** Whoever reads only a file, or nothing but the exit code, learns on stderr what a file did that nobody named. */
function sayWhatWasFound(
  { stages }: Report,
  { gate, outputs }: Plan,
  { quiet }: CheckFlags,
  host: Host,
): void {
  if (outputs.stdout === 'text' && quiet !== true) return;
  for (const note of notesOn(gate.found, stages)) host.stderr(`ses-doctor: ${note}\n`);
}

async function planOf(flags: CheckFlags, host: Host): Promise<Plan> {
  const outputs = outputsOf(flags, host);
  const timeoutMs = seconds(flags.timeout, '--timeout') * 1000;
  const deadlineMs = seconds(flags.deadline, '--deadline') * 1000;
  const resolvers = flags.resolver.map((text) => resolver(text, '--resolver'));
  const waitMs = flags.wait === undefined ? 0 : duration(flags.wait, '--wait') * 1000;
  const record = flags.facts === undefined ? null : await recordOfFlag(flags, flags.facts, host);
  const target = record?.target ?? (await intake(flags, host));
  const caPem = flags.caFile === undefined ? null : await caFile(flags.caFile, host);
  const gate = await gateOf(flags, host);
  const checklist = await host.checklist();
  refuseMisspelt(gate.ignores, checklist, flags.ignoreFile === undefined ? 'the ignores' : '--ignore-file');
  const only = flags.only.length === 0 ? (record?.selection.only ?? []) : flags.only;
  const skip = flags.skip.length === 0 ? (record?.selection.skip ?? []) : flags.skip;
  const judgement = {
    failOn: flags.failOn ?? record?.selection.failOn ?? 'error',
    allowUnknown: flags.allowUnknown ?? record?.selection.allowUnknown ?? false,
  };
  await tryFiles(
    [
      ...outputs.files.map(({ path }) => ['--output', path] as const),
      ['--write-baseline', flags.writeBaseline],
      ['--save-facts', flags.saveFacts],
    ],
    host,
  );
  const chosen = selected(checklist, only, skip);
  if (record === null && [...only, ...skip].length > 0)
    (await import('./unread-flags.ts')).refuseUnread(flags, {
      ...{ checklist, stages: chosen },
      isJoined: target.symptom !== null || target.message !== null,
    });
  // That nothing explains a symptom is no matter of which checks somebody wanted to see.
  const wanting = (selection: readonly SelectedStage[], without: readonly string[]): typeof selection =>
    target.symptom === null ? selection : alwaysWanting(notExplainedHere, selection, checklist, without);
  const stages = wanting(chosen, skip);
  // Who writes a baseline accepts what is found: only what could not be looked at still counts.
  const judged = flags.writeBaseline === undefined ? judgement : { ...judgement, failOn: 'never' as const };
  const streams = outputs.stdout === 'ndjson';
  const ofRecord = record?.selection ?? { only, skip };
  return {
    own: wanting(selected(checklist, ofRecord.only, ofRecord.skip), ofRecord.skip),
    ...{
      target,
      stages,
      checklist,
      gate,
      timeoutMs,
      deadlineMs,
      resolvers,
      caPem,
      waitMs,
      streams,
      outputs,
      record,
    },
    speaks: flags.quiet !== true,
    debug: flags.debug === true,
    keeps: flags.saveFacts !== undefined,
    judgement: judged,
    selection: { only, skip, ...judgement },
  };
}

/** Reads --facts. The record says what was asked about: a flag that says so too would be believed in vain. */
async function recordOfFlag(flags: CheckFlags, path: string, host: Host): Promise<RunRecord> {
  if (flags.wait !== undefined) throw new UsageError('--wait and --facts cannot be combined');
  const [asked] = targetFlags(flags);
  if (asked !== undefined)
    throw new UsageError(`${asked} cannot be combined with --facts (the record fixes it)`);
  const record = await parsed(host, path, '--facts', parseRecord);
  if (!flags.redact && record.redacted)
    throw new UsageError(
      '--no-redact: the record of --facts is redacted, and what it leaves out is in no other',
    );
  return record;
}

async function writeBaseline(
  report: Report,
  { writeBaseline: path }: CheckFlags,
  host: Host,
): Promise<readonly Unwritten[]> {
  // What was not looked at to its end would look fixed in the next comparison.
  if (path === undefined || report.exitCode === 4 || isInterrupted(host)) return [];
  return await writing('--write-baseline', path, () =>
    host.write(path, serializeBaseline(baselineOf(report.stages))),
  );
}

async function writeFacts(
  report: Report,
  store: FactStore,
  { target, selection, record }: Plan,
  { saveFacts: path, redact }: CheckFlags,
  host: Host,
): Promise<readonly Unwritten[]> {
  if (path === undefined) return [];
  // What was left out of one record cannot be put back into the next.
  const redacted = redact || record?.redacted === true;
  const saved = recordOf(report, target, store.saved(), selection, redacted);
  return await writing('--save-facts', path, () => host.writePrivate(path, serializeRecord(saved)));
}

import { resolve } from 'node:path';
import { many } from '../model/many.ts';
import { commandOfRun } from '../model/command-run.ts';
import type { Probes } from '../model/probes.ts';
import type { Target } from '../model/target.ts';
import { answerOf } from '../model/unavailable.ts';
import { safeJson } from '../render/safe.ts';
import { addressesIn, type Given } from '../survey/recipients/given.ts';
import { askAhead, judgeRecipients } from '../survey/recipients/judged.ts';
import type { Made } from '../survey/bulk-aws.ts';
import { type LookedUp, lookUp } from '../survey/recipients/look-up.ts';
import {
  foldRecipients,
  type RecipientRow,
  type RecipientsReport,
  rowsOf,
} from '../survey/recipients/report.ts';
import { renderRecipientsCsv, renderRecipientsText } from '../survey/recipients/render.ts';
import { strangersAmong } from '../survey/recipients/senders.ts';
import { noState, openRecipientsState, type RecipientsState } from '../survey/recipients/state.ts';
import { shortSignals } from '../survey/short-signals.ts';
import { StateFault } from '../survey/state-lock.ts';
import { caFile } from './ca-file.ts';
import { fileFailure, isFileError } from './file-failure.ts';
import { type CheckFlags, targetFlags } from './flags.ts';
import type { Host } from './host.ts';
import { intake } from './intake.ts';
import { isInterrupted, signalCode, signalsDelivered } from './interruption.ts';
import { selected } from './names.ts';
import { filesByEnding, formatAmong, tryOutputs, type Unwritten, writing } from './output.ts';
import { readText } from './read.ts';
import { UsageError } from './usage-error.ts';
import * as values from './values.ts';

/** So large a file is read at most: some two million addresses, which fit into memory. */
const mostBytes = 64 * 1024 * 1024;

const endings = { json: 'json', csv: 'csv', txt: 'text' } as const;

/** What to look at, as far as the suppression lists go by it. */
const heeded: ReadonlySet<string> = new Set([
  ...['--recipients', '--region', '--tenant'],
  ...['--identity', '--configuration-set'],
]);

/** Flags that need a report of checks. */
const ofReports = {
  only: '--only',
  skip: '--skip',
  baseline: '--baseline',
  writeBaseline: '--write-baseline',
  saveFacts: '--save-facts',
  facts: '--facts',
  redactReport: '--redact-report',
  changedSince: '--changed-since',
  wait: '--wait',
} as const satisfies Partial<Record<keyof CheckFlags, string>>;

/** `ses-doctor check --recipients`: thousands of addresses against the suppression lists. Returns the exit code. */
export async function recipientsCommand(flags: CheckFlags, path: string, host: Host): Promise<number> {
  refuseForeign(flags);
  const format = formatAmong(flags, ['text', 'json'] as const);
  const files = filesByEnding(flags.output, endings, '.json .csv or .txt');
  await tryOutputs({ files }, host);
  const caPem = flags.caFile === undefined ? null : await caFile(flags.caFile, host);
  const timeoutMs = values.seconds(flags.timeout, '--timeout') * 1000;
  const target = await intake(flags, host);
  const stages = selected(await host.checklist(), ['suppression'], []).map((stage) => ({
    ...stage,
    checks: stage.checks.filter(({ check }) => check.id === 'suppression'),
  }));
  const text = await readText(host, path, '--recipients', 'utf-8', mostBytes);
  const given = addressesIn(text, (cell, line) => values.address(cell, `line ${line}`));
  if (given.count + given.unreadable === 0)
    throw new UsageError(`--recipients: ${values.show(path)} names no address`);
  const unwritten: Unwritten[] = [];
  const probes = await host.probesFor({
    ...{ target, resolvers: [], timeoutMs, caPem, signal: host.interrupted },
    many: { dnsInFlight: 1, credentials: null },
  });
  const account = flags.state === undefined ? null : await accountOf(probes.aws, host);
  const state = forgiving(stateOf(flags, account, given, target, host), (error) => {
    unwritten.push(notKept(flags, error));
  });
  const progress = flags.quiet === true ? null : ((await host.progress?.()) ?? null);
  try {
    const tenants = target.tenant === null ? [null] : [null, target.tenant];
    const made: Made = new Map();
    const judging = { wanted: given.wanted, stages, probes, target, clock: host.clock, made };
    const ahead = askAhead({ ...judging, signals: shortSignals(host.interrupted) }, tenants);
    const lists = await Promise.all(
      tenants.map((tenant) =>
        lookUp({
          ...{ aws: probes.aws, tenant, wanted: given.wanted, signal: host.interrupted, state },
          onProgress: (words) => progress?.update(words),
        }),
      ),
    );
    await ahead;
    const signals = shortSignals(isInterrupted(host) ? new AbortController().signal : host.interrupted);
    const groups = await judgeRecipients({ ...judging, lists, signals });
    progress?.stop();
    const senders = await strangersAmong(target.identities, target.region, probes.aws);
    const folded = foldRecipients({
      ...{ given, lists, groups, senders, region: target.region, version: host.version },
      takenAt: host.now().toISOString(),
      terms: { failOn: flags.failOn ?? 'error', allowUnknown: flags.allowUnknown === true },
      notes: [...notesOf(given, flags, host), ...lists.flatMap(otherCasesNote), ...sendersNote(target)],
    });
    await signalsDelivered();
    const report: RecipientsReport = isInterrupted(host) ? { ...folded, exitCode: signalCode(host) } : folded;
    const rows = (): Iterable<RecipientRow> => rowsOf({ given, lists, groups });
    host.stdout(rendered(report, rows, format, { ...host, quiet: flags.quiet === true }));
    return await written({ report, rows, unwritten }, files, host);
  } finally {
    progress?.stop();
    state.close();
  }
}

function refuseForeign(flags: CheckFlags): void {
  const ofReport = Object.entries(ofReports).find(([name]) => {
    const value = flags[name as keyof typeof ofReports];
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  })?.[1];
  const asked = targetFlags(flags).find((flag) => !heeded.has(flag)) ?? ofReport;
  if (asked !== undefined)
    throw new UsageError(`--recipients looks addresses up and nothing else: leave out ${asked}`);
  if (!flags.aws) throw new UsageError('--recipients asks AWS: leave out --no-aws');
}

/** Whose lists are read. Where STS does not tell, the key: two accounts never share one. */
async function accountOf(aws: Probes['aws'], host: Host): Promise<string | null> {
  const caller = await answerOf(aws('sts:GetCallerIdentity', {}));
  return caller.ok ? caller.value.Account : (host.env['AWS_ACCESS_KEY_ID'] ?? null);
}

/** The file of --state, or none. */
function stateOf(
  flags: CheckFlags,
  account: string | null,
  { wanted }: Given,
  target: Target,
  host: Host,
): RecipientsState {
  if (flags.state === undefined) return noState;
  try {
    return openRecipientsState({
      path: resolve(host.history.start.workingFolder, flags.state),
      // As it is in the end: the environment may name another Region or profile the next time.
      about: [target.region, flags.profile ?? host.env['AWS_PROFILE'] ?? null, account, target.tenant],
      ...{ wanted, now: host.now(), process: host.ownProcess },
    });
  } catch (error) {
    if (error instanceof StateFault)
      throw new UsageError(`--state: ${values.show(flags.state)}: ${error.message}`);
    if (isFileError(error)) throw new UsageError(notKept(flags, error));
    throw error;
  }
}

const notKept = ({ state = '' }: CheckFlags, error: unknown): Unwritten =>
  `--state: cannot write ${values.show(state)}: ${fileFailure(error, 'its folder does not exist')}`;

/** A state that is kept as far as the disk takes it: what is looked up is told all the same. */
function forgiving(state: RecipientsState, onFailure: (error: unknown) => void): RecipientsState {
  let isKept = true;
  return {
    ...state,
    append: (line) => {
      if (!isKept) return;
      try {
        state.append(line);
      } catch (error) {
        isKept = false;
        onFailure(error);
      }
    },
  };
}

/** A question for an address does not find an entry in another case, which stops its mail all the same. */
const otherCasesNote = ({ tenant, otherCases }: LookedUp): readonly string[] =>
  otherCases === null
    ? []
    : [
        `Each address was asked for; entries that are spelt in another case were looked for ${otherCases} on ${tenant === null ? 'the list of the account' : `the list of ${tenant}`}.`,
      ];

/** Whoever names a sender beside a list of recipients may expect it to be checked. */
const sendersNote = (target: Target): readonly string[] =>
  target.identities.length === 0
    ? []
    : [
        `Of ${target.identities.join(', ')} nothing was looked at but the default configuration set, which may override the list: ${commandOfRun(target, `ses-doctor check ${target.identities[0] ?? ''}`)} looks at the sender.`,
      ];

function notesOf({ unreadable, faults, ofSenders }: Given, flags: CheckFlags, host: Host): readonly string[] {
  return [
    ...(unreadable === 0
      ? []
      : [
          `${many(unreadable, 'line holds', 'lines hold')} no address, or something else beside one: ${faults.join('; ')}${unreadable > faults.length ? ' …' : ''}`,
        ]),
    ...(ofSenders === 0
      ? []
      : [
          `${many(ofSenders, 'line has', 'lines have')} an address in a column that is named for senders (from, sender): it was not looked up.`,
        ]),
    ...(isInterrupted(host)
      ? [
          flags.state === undefined
            ? 'Interrupted. With --state <file> the next run would go on from there.'
            : 'Interrupted: run it again with the same --state to go on.',
        ]
      : []),
  ];
}

function rendered(
  report: RecipientsReport,
  rows: () => Iterable<RecipientRow>,
  format: 'text' | 'json' | 'csv',
  how: { columns: number; colorLevel: 0 | 1 | 2 | 3; quiet: boolean },
): string {
  if (format === 'json') return `${safeJson(report, 2)}\n`;
  return format === 'csv' ? [...renderRecipientsCsv(rows())].join('') : renderRecipientsText(report, how);
}

async function written(
  {
    report,
    rows,
    unwritten,
  }: { report: RecipientsReport; rows: () => Iterable<RecipientRow>; unwritten: Unwritten[] },
  files: readonly { path: string; format: 'text' | 'json' | 'csv' }[],
  host: Host,
): Promise<number> {
  for (const { path, format } of files) {
    const text = rendered(report, rows, format, { columns: 100, colorLevel: 0, quiet: false });
    unwritten.push(...(await writing('--output', path, () => host.write(path, text))));
  }
  for (const line of unwritten) host.stderr(`ses-doctor: ${line}\n`);
  return unwritten.length > 0 ? 2 : report.exitCode;
}

import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { many } from '../../model/many.ts';
import { inFlight } from '../../model/in-flight.ts';
import { compareStates } from '../../survey/compare.ts';
import type { Compared } from '../../survey/document.ts';
import { foldState } from '../../survey/fold.ts';
import type { PlaceName } from '../../survey/lines.ts';
import type { Surveying } from '../../survey/surveying.ts';
import { surveyAll } from '../../survey/run.ts';
import { type Scope, scopeOf } from '../../survey/scope.ts';
import { checksIn, leftOutInBulk, selectionOf } from '../../survey/selection.ts';
import { shortSignals } from '../../survey/short-signals.ts';
import { StateFault } from '../../survey/state-lock.ts';
import { linesOf, openState, type State } from '../../survey/state.ts';
import { fileFailure, isFileError } from '../file-failure.ts';
import type { Host } from '../host.ts';
import { identitiesOf } from '../identities-file.ts';
import { isInterrupted, signalCode, signalsDelivered } from '../interruption.ts';
import { selected } from '../names.ts';
import type { SurveyFlags } from './flags.ts';
import { accountsOf } from './accounts.ts';
import { tryOutputs, type Unwritten } from '../output.ts';
import { type SurveyOutputs, surveyOutputs, writeSurvey } from './output.ts';
import { surveyProgress } from './progress.ts';
import { oneLine, UsageError } from '../usage-error.ts';
import * as values from '../values.ts';

/** Accounts and Regions that are looked at side by side, and identities that are judged. */
const placesAtOnce = 16;
const judgedAtOnce = 100;

/** `ses-doctor survey`. Returns the exit code; throws `UsageError`. */
export async function surveyCommand(flags: SurveyFlags, host: Host): Promise<number> {
  const startedAt = host.now().toISOString();
  const outputs = surveyOutputs(flags);
  refuseOneFileTwice(flags, host);
  await tryOutputs(outputs, host);
  const settings = {
    // Commands for accounts that were reached by roles, or by one profile of several, name none.
    profile:
      flags.accounts === undefined && flags.organization !== true && flags.profile.length === 1
        ? (flags.profile[0] ?? null)
        : null,
    endpointUrl: flags.endpointUrl === undefined ? null : values.url(flags.endpointUrl, '--endpoint-url'),
    dns: flags.dns,
  };
  const maxAgeMs = values.durationFrom0(flags.maxAge, '--max-age') * 1000;
  const limit = flags.limit === undefined ? Infinity : values.wholeNumber(flags.limit, '--limit');
  const identities = flags.identities === undefined ? null : await identitiesOf(flags.identities, host);
  const selection = await selectionFor(flags, host);
  await host.sparing(30);
  // The state may fill the disk: then the rest is not asked for.
  const full = new AbortController();
  const signal = AbortSignal.any([host.interrupted, full.signal]);
  // Every place listens to it: that is no leak.
  setMaxListeners(0, signal);
  const shown = surveyProgress(flags.quiet === true ? null : ((await host.progress?.()) ?? null), host);
  // Listing the accounts of an organization and reading a long state take their time.
  const prepared = async () => {
    shown.tell('finding the accounts and Regions');
    const found = await accountsOf(flags, settings, { ...host, interrupted: signal });
    if (flags.changedSince !== undefined) await readable(flags.changedSince, askedOf(flags), host);
    const state = await stateOf(flags, maxAgeMs, host);
    shown.tell('listing identities');
    return { ...found, state };
  };
  const { accounts, notes, state } = await prepared().catch((error: unknown) => {
    shown.stop();
    throw error;
  });
  const unwritten: Unwritten[] = [];
  const emit = (line: Parameters<State['append']>[0]): void => {
    if (full.signal.aborted) return;
    try {
      state.append(line);
    } catch (error) {
      unwritten.push(notKept(flags, error));
      full.abort('full');
    }
  };
  const surveying: Surveying = {
    ...{ ...selection, settings, limit, signal, signals: shortSignals(signal), clock: host.clock },
    identities: identities === null ? null : new Set(identities),
    judging: inFlight(judgedAtOnce),
    emit,
    // Where the next run cannot go on from it, nobody needs them.
    keep: (line) => {
      if (flags.state !== undefined) emit(line);
    },
    progress: shown,
  };
  try {
    const places = await surveyAll(accounts, surveying, state, placesAtOnce);
    shown.tell('adding up');
    const asked = { flags, places, identities, limit, selection, notes, startedAt };
    return await toldOf(asked, { state, outputs, shown, unwritten }, host);
  } catch (error) {
    if (error instanceof StateFault || isFileError(error)) throw new UsageError(notKept(flags, error));
    throw error;
  } finally {
    shown.stop();
    state.close(flags.state === undefined);
  }
}

/** Adds up what the state holds of the run, and writes the report. Returns the exit code. */
async function toldOf(
  asked: {
    flags: SurveyFlags;
    places: readonly PlaceName[];
    identities: readonly string[] | null;
    limit: number;
    selection: Pick<Surveying, 'selection' | 'ofIdentities' | 'deep'>;
    notes: readonly string[];
    startedAt: string;
  },
  to: { state: State; outputs: SurveyOutputs; shown: { stop: () => void }; unwritten: Unwritten[] },
  host: Host,
): Promise<number> {
  const { flags, places, identities, limit, selection, notes, startedAt } = asked;
  const { state, outputs, shown, unwritten } = to;
  const scope = await scopeOf(state.lines, {
    places,
    identities,
    leftOut: leftOutInBulk(selection.selection),
  });
  const folded = await foldState(state.lines, scope, {
    version: host.version,
    takenAt: host.now().toISOString(),
    startedAt,
    terms: { failOn: flags.failOn ?? 'error', allowUnknown: flags.allowUnknown === true },
    notes: [...notes, ...notesOf(flags, selection, host)],
    compared: await comparedWith(flags, state, scope, host),
    ...{ limit, leftOut: leftOutInBulk(selection.selection), ofIdentities: selection.ofIdentities },
    ofAccounts: checksIn(selection.selection.account) > 0,
  });
  shown.stop();
  await signalsDelivered();
  const report = isInterrupted(host) ? { ...folded, exitCode: signalCode(host) } : folded;
  unwritten.push(...(await writeSurvey(report, { lines: state.lines, scope }, outputs, host)));
  if (unwritten.length === 0) return report.exitCode;
  host.stderr(`ses-doctor: ${oneLine(unwritten.join('; '))}\n`);
  return isInterrupted(host) ? report.exitCode : 2;
}

/** The selected checks. Throws `UsageError` where none of them has anything to look at in a survey. */
async function selectionFor(
  flags: SurveyFlags,
  host: Host,
): Promise<Pick<Surveying, 'selection' | 'ofIdentities' | 'deep'>> {
  const selection = selectionOf(selected(await host.checklist(), flags.only, flags.skip));
  const { account, bulk, asked, tenants } = selection;
  if (checksIn(account) + checksIn(asked) + checksIn(tenants) === 0)
    throw new UsageError(
      `${[...flags.only.map((name) => `--only ${name}`), ...flags.skip.map((name) => `--skip ${name}`)].join(' ')} leaves no check that looks at identities, accounts or tenants`,
    );
  return {
    ...{ selection, ofIdentities: checksIn(asked) > 0 },
    // What no batch tells of has to be asked for.
    deep: flags.deep === true || (checksIn(asked) > 0 && checksIn(bulk) === 0),
  };
}

/** A file that is read and written at once, or written twice, would lose what it holds. */
function refuseOneFileTwice({ state, changedSince, output }: SurveyFlags, host: Host): void {
  const seen = new Map<string, string>();
  const named = [
    ...(state === undefined ? [] : [['--state', state] as const]),
    ...(changedSince === undefined ? [] : [['--changed-since', changedSince] as const]),
    ...output.map((path) => ['--output', path] as const),
  ];
  for (const [flag, path] of named) {
    const whole = realPath(resolve(host.history.start.workingFolder, path));
    const before = seen.get(whole);
    if (before !== undefined)
      throw new UsageError(
        `${before} and ${flag} name one file, ${values.show(path)}: ${flag === '--changed-since' ? 'copy the state first, and compare with the copy' : 'give each its own'}`,
      );
    seen.set(whole, flag);
  }
}

/** Where a path leads, through links; as it is where there is nothing yet. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Why the state could not be kept. */
const notKept = ({ state }: SurveyFlags, error: unknown): Unwritten =>
  `${state === undefined ? 'cannot write the temporary state (--state <file> keeps it elsewhere)' : `--state: cannot write ${values.show(state)}`}: ${fileFailure(error, 'its folder does not exist')}`;

/** The file of --state, or one of this run alone. */
async function stateOf(flags: SurveyFlags, maxAgeMs: number, host: Host): Promise<State> {
  const path =
    flags.state === undefined
      ? join(host.history.temporaryFolder, `ses-doctor-survey-${randomBytes(8).toString('hex')}.ndjson`)
      : resolve(host.history.start.workingFolder, flags.state);
  try {
    return await openState({
      ...{ path, maxAgeMs, now: host.now(), asked: askedOf(flags), process: host.ownProcess },
    });
  } catch (error) {
    if (error instanceof StateFault && flags.state !== undefined)
      throw new UsageError(`--state: ${values.show(flags.state)}: ${error.message}`);
    if (error instanceof StateFault || isFileError(error)) throw new UsageError(notKept(flags, error));
    throw error;
  }
}

/** An earlier state that cannot be read is told before anything is asked. */
async function readable(named: string, asked: string, host: Host): Promise<void> {
  try {
    const path = resolve(host.history.start.workingFolder, named);
    let lines = 0;
    for await (const { at } of linesOf(path, asked)) lines += at === '' ? 0 : 1;
    if (lines === 0) throw new Error('it holds nothing to compare with');
  } catch (error) {
    throw new UsageError(
      `--changed-since: ${values.show(named)}: ${fileFailure(error, 'there is no such file')}`,
    );
  }
}

/** What changed since the state of --changed-since. */
async function comparedWith(
  flags: SurveyFlags,
  state: State,
  scope: Scope,
  host: Host,
): Promise<Compared | null> {
  if (flags.changedSince === undefined) return null;
  const path = resolve(host.history.start.workingFolder, flags.changedSince);
  return await compareStates(() => linesOf(path, askedOf(flags)), state.lines, scope);
}

/** The flags that decide what is looked at of an identity, in one order; '' where none is given. */
const askedOf = ({ only, skip, dns, deep }: SurveyFlags): string =>
  [
    ...only.toSorted().map((name) => `--only ${name}`),
    ...skip.toSorted().map((name) => `--skip ${name}`),
    ...(dns ? [] : ['--no-dns']),
    ...(deep === true ? ['--deep'] : []),
  ].join(' ');

function notesOf(
  { limit, only, skip, dns, deep, state }: SurveyFlags,
  selection: Pick<Surveying, 'deep'>,
  host: Host,
): readonly string[] {
  return [
    ...(limit === undefined
      ? []
      : [
          `A first look: at most ${many(Number(limit), 'identity', 'identities')} of each account and Region (--limit), first those that the list says are in trouble.`,
        ]),
    ...(only.length + skip.length === 0 ? [] : ['Not all checks were run (--only, --skip).']),
    ...(selection.deep && deep !== true
      ? ['Each identity was asked about by itself: batches do not tell what the selected checks look at.']
      : []),
    ...(dns ? [] : ['DNS was not asked (--no-dns).']),
    ...(isInterrupted(host)
      ? [
          state === undefined
            ? 'Interrupted. With --state <file> the next run would go on from there.'
            : 'Interrupted: run it again with the same --state to go on.',
        ]
      : []),
  ];
}

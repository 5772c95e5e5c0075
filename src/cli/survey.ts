import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { inFlight } from '../model/in-flight.ts';
import { compareStates } from '../survey/compare.ts';
import type { Compared } from '../survey/document.ts';
import { foldState } from '../survey/fold.ts';
import type { Surveying } from '../survey/surveying.ts';
import { surveyAll } from '../survey/run.ts';
import { selectionOf } from '../survey/selection.ts';
import { shortSignals } from '../survey/short-signals.ts';
import { StateFault } from '../survey/state-lock.ts';
import { linesOf, openState, type State } from '../survey/state.ts';
import type { ExitCode } from '../model/report.ts';
import type { Host } from './host.ts';
import { isInterrupted } from './interruption.ts';
import { selected } from './names.ts';
import { readText } from './read.ts';
import type { SurveyFlags } from './survey-flags.ts';
import { accountsOf } from './survey-accounts.ts';
import { tryOutputs } from './output.ts';
import { surveyOutputs, writeSurvey } from './survey-output.ts';
import { surveyProgress } from './survey-progress.ts';
import { UsageError } from './usage-error.ts';
import * as values from './values.ts';

/** Accounts and Regions that are looked at side by side, identities that are judged, and those that are asked about. */
const placesAtOnce = 16;
const judgedAtOnce = 100;
const askedAtOnce = 200;
const tenantsAtOnce = 50;

/** `ses-doctor survey`. Returns the exit code; throws `UsageError`. */
export async function surveyCommand(flags: SurveyFlags, host: Host): Promise<number> {
  await host.sparingHeap();
  const outputs = surveyOutputs(flags);
  await tryOutputs(outputs, host);
  const settings = {
    profile: null,
    endpointUrl: flags.endpointUrl === undefined ? null : values.url(flags.endpointUrl, '--endpoint-url'),
    dns: flags.dns,
  };
  const maxAgeMs = values.duration(flags.maxAge, '--max-age') * 1000;
  const limit = flags.limit === undefined ? Infinity : values.wholeNumber(flags.limit, '--limit');
  const identities = flags.identities === undefined ? null : await identitiesOf(flags.identities, host);
  const stages = selected(await host.checklist(), flags.only, flags.skip);
  const shown = surveyProgress(flags.quiet === true ? null : ((await host.progress?.()) ?? null), host);
  // Listing the accounts of an organization and reading a long state take their time.
  const prepared = async () => {
    shown.tell('finding the accounts and Regions');
    const found = await accountsOf(flags, settings, host);
    if (flags.changedSince !== undefined) await readable(flags.changedSince, askedOf(flags), host);
    const state = await stateOf(flags, new Date(host.now().getTime() - maxAgeMs), host);
    shown.tell('listing identities');
    return { ...found, state };
  };
  const { accounts, notes, state } = await prepared().catch((error: unknown) => {
    shown.stop();
    throw error;
  });
  const lanes = {
    judging: inFlight(judgedAtOnce),
    asking: inFlight(askedAtOnce),
    tenants: inFlight(tenantsAtOnce),
  };
  try {
    const surveying: Surveying = {
      ...{ selection: selectionOf(stages), settings, limit, deep: flags.deep === true, lanes },
      identities: identities === null ? null : new Set(identities),
      ...{
        signal: host.interrupted,
        signals: shortSignals(host.interrupted),
        clock: host.clock,
        emit: state.append,
        progress: shown,
      },
    };
    await surveyAll(accounts, surveying, state, placesAtOnce);
    shown.tell('adding up');
    const folded = await foldState(state.lines, {
      version: host.version,
      takenAt: host.now().toISOString(),
      terms: { failOn: flags.failOn ?? 'error', allowUnknown: flags.allowUnknown === true },
      notes: [...notes, ...notesOf(flags, host)],
      compared: await comparedWith(flags, state, host),
      identities,
    });
    shown.stop();
    const signalled: ExitCode = host.interrupted.reason === 'SIGTERM' ? 143 : 130;
    const report = isInterrupted(host) ? { ...folded, exitCode: signalled } : folded;
    await writeSurvey(report, state.lines, outputs, host);
    return report.exitCode;
  } finally {
    shown.stop();
    state.close(flags.state === undefined);
  }
}

async function identitiesOf(path: string, host: Host): Promise<readonly string[]> {
  const text = await readText(host, path, '--identities', 'utf-8', 64 * 1024 * 1024);
  const names = text.split(/\r?\n/).flatMap((line, index) => {
    const name = (line.split(',')[0] ?? '').trim().replace(/^"(.*)"$/, '$1');
    if (name === '' || name.startsWith('#')) return [];
    return [values.identity(name, `--identities, line ${index + 1}`)];
  });
  if (names.length === 0) throw new UsageError(`--identities: ${values.show(path)} names no identity`);
  return names;
}

/** The file of --state, or one of this run alone. */
async function stateOf(flags: SurveyFlags, youngerThan: Date, host: Host): Promise<State> {
  const path =
    flags.state === undefined
      ? join(host.history.temporaryFolder, `ses-doctor-survey-${randomBytes(8).toString('hex')}.ndjson`)
      : resolve(host.history.start.workingFolder, flags.state);
  try {
    return await openState({ path, youngerThan, asked: askedOf(flags), process: host.ownProcess });
  } catch (error) {
    if (error instanceof StateFault) throw new UsageError(`--state: ${values.show(path)}: ${error.message}`);
    throw error;
  }
}

/** An earlier state that cannot be read is told before anything is asked. */
async function readable(named: string, asked: string, host: Host): Promise<void> {
  try {
    const lines = linesOf(resolve(host.history.start.workingFolder, named), asked);
    for await (const { at } of lines) if (at === '') throw new Error('a line of it has no time');
  } catch (error) {
    throw new UsageError(
      `--changed-since: ${values.show(named)}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** What changed since the state of --changed-since. */
async function comparedWith(flags: SurveyFlags, state: State, host: Host): Promise<Compared | null> {
  if (flags.changedSince === undefined) return null;
  const path = resolve(host.history.start.workingFolder, flags.changedSince);
  return await compareStates(linesOf(path, askedOf(flags)), state.lines());
}

/** The flags that decide what is looked at of an identity, in one order; '' where none is given. */
const askedOf = ({ only, skip, dns, deep }: SurveyFlags): string =>
  [
    ...only.toSorted().map((name) => `--only ${name}`),
    ...skip.toSorted().map((name) => `--skip ${name}`),
    ...(dns ? [] : ['--no-dns']),
    ...(deep === true ? ['--deep'] : []),
  ].join(' ');

function notesOf({ limit, only, skip, dns }: SurveyFlags, host: Host): readonly string[] {
  return [
    ...(limit === undefined
      ? []
      : [`A first look: at most ${limit} identities of each account and Region were looked at (--limit).`]),
    ...(only.length + skip.length === 0 ? [] : ['Not all checks were run (--only, --skip).']),
    ...(dns ? [] : ['DNS was not asked (--no-dns).']),
    ...(isInterrupted(host) ? ['Interrupted: run it again with the same --state to go on.'] : []),
  ];
}

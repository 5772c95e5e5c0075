import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { sesRegion, sesRegions } from '../knowledge/regions.ts';
import { inFlight } from '../model/in-flight.ts';
import { foldState } from '../survey/fold.ts';
import type { Surveying } from '../survey/place.ts';
import { type Account, surveyAll } from '../survey/run.ts';
import { selectionOf } from '../survey/selection.ts';
import { openState, type State, StateFault } from '../survey/state.ts';
import { targetOf } from '../survey/target.ts';
import type { ExitCode } from '../model/report.ts';
import type { Probes } from '../model/probes.ts';
import { caFile } from './ca-file.ts';
import type { Host } from './host.ts';
import { isInterrupted } from './interruption.ts';
import { selected } from './names.ts';
import { readText } from './read.ts';
import type { SurveyFlags } from './survey-flags.ts';
import { surveyOutputs, writeSurvey } from './survey-output.ts';
import { surveyProgress } from './survey-progress.ts';
import { UsageError } from './usage-error.ts';
import * as values from './values.ts';

/** Accounts and Regions that are looked at side by side, identities that are judged, and those that are asked about. */
const placesAtOnce = 16;
const judgedAtOnce = 100;
const askedAtOnce = 200;

/** `ses-doctor survey`. Returns the exit code; throws `UsageError`. */
export async function surveyCommand(flags: SurveyFlags, host: Host): Promise<number> {
  const outputs = surveyOutputs(flags);
  const settings = {
    profile: null,
    endpointUrl: flags.endpointUrl === undefined ? null : values.url(flags.endpointUrl, '--endpoint-url'),
    dns: flags.dns,
  };
  const maxAgeMs = values.duration(flags.maxAge, '--max-age') * 1000;
  const limit = flags.limit === undefined ? Infinity : values.wholeNumber(flags.limit, '--limit');
  const identities = flags.identities === undefined ? null : await identitiesOf(flags.identities, host);
  const stages = selected(await host.checklist(), flags.only, flags.skip);
  const accounts = await accountsOf(flags, settings, host);
  const state = await stateOf(flags, new Date(host.now().getTime() - maxAgeMs), host);
  const progress = flags.quiet === true ? null : ((await host.progress?.()) ?? null);
  const shown = surveyProgress(progress, host);
  const lanes = { judging: inFlight(judgedAtOnce), asking: inFlight(askedAtOnce) };
  try {
    const surveying: Surveying = {
      ...{ selection: selectionOf(stages), settings, identities, limit, deep: flags.deep === true, lanes },
      ...{ signal: host.interrupted, clock: host.clock, emit: state.append, progress: shown },
    };
    await surveyAll(accounts, surveying, state, placesAtOnce);
    shown.stop();
    const folded = await foldState(state.lines, {
      version: host.version,
      takenAt: host.now().toISOString(),
      terms: { failOn: flags.failOn ?? 'error', allowUnknown: flags.allowUnknown === true },
      notes: notesOf(flags, host),
      compared: null,
      identities,
    });
    const signalled: ExitCode = host.interrupted.reason === 'SIGTERM' ? 143 : 130;
    const report = isInterrupted(host) ? { ...folded, exitCode: signalled } : folded;
    await writeSurvey(report, state.lines, outputs, host);
    return report.exitCode;
  } finally {
    shown.stop();
    state.close(flags.state === undefined);
  }
}

/** The profiles of the command line, each in its Regions. */
async function accountsOf(
  flags: SurveyFlags,
  settings: Surveying['settings'],
  host: Host,
): Promise<readonly Account[]> {
  const resolvers = flags.resolver.map((text) => values.resolver(text, '--resolver'));
  const timeoutMs = values.seconds(flags.timeout, '--timeout') * 1000;
  const dnsInFlight = values.wholeNumber(flags.dnsInFlight, '--dns-in-flight');
  const caPem = flags.caFile === undefined ? null : await caFile(flags.caFile, host);
  let dns: Probes['dns'] | null = null;
  const profiles = flags.profile.length === 0 ? [null] : [...new Set(flags.profile)];
  return await Promise.all(
    profiles.map(async (profile): Promise<Account> => ({
      label: profile ?? host.env['AWS_PROFILE'] ?? 'default',
      number: () => Promise.resolve(profile ?? 'default'),
      regions: await regionsOf(flags, profile, host),
      probesFor: async (region) => {
        const probes = await host.probesFor({
          target: targetOf(region, [], { ...settings, profile }),
          ...{ resolvers, timeoutMs, caPem, signal: host.interrupted },
          many: { dnsInFlight, credentials: null },
        });
        // One memory of DNS for all accounts: they share names.
        dns ??= probes.dns;
        return { ...probes, dns };
      },
    })),
  );
}

/** The Regions of --region; `all` are those of the partition that the environment's Region is in. */
async function regionsOf(flags: SurveyFlags, profile: string | null, host: Host): Promise<readonly string[]> {
  const found = (await host.regionOf(profile))?.region ?? null;
  if (flags.region.length === 0) {
    if (found === null)
      throw new UsageError('no Region is given anywhere: --region eu-west-1, or --region all for every one');
    return [found];
  }
  const partition = sesRegion(found ?? '')?.partition ?? 'aws';
  const names = flags.region.flatMap((text) =>
    text === 'all'
      ? sesRegions.filter((one) => one.partition === partition).map(({ name }) => name)
      : [values.region(text, '--region')],
  );
  return [...new Set(names)];
}

async function identitiesOf(path: string, host: Host): Promise<readonly string[]> {
  const text = await readText(host, path, '--identities', 'utf-8', 64 * 1024 * 1024);
  const names = text.split(/\r?\n/).flatMap((line, index) => {
    const name = (line.split(',')[0] ?? '').trim();
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
    return await openState({ path, youngerThan, process: host.ownProcess });
  } catch (error) {
    if (error instanceof StateFault) throw new UsageError(`--state: ${values.show(path)}: ${error.message}`);
    throw error;
  }
}

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

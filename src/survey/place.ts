import type { AwsProbe } from '../model/aws.ts';
import type { Probes } from '../model/probes.ts';
import { answerOf, Unavailable, type Why } from '../model/unavailable.ts';
import { createBatches } from './batches.ts';
import { bulkAws, placeAnswers } from './bulk-aws.ts';
import {
  identityLine,
  judgeByAsking,
  judgeByZones,
  judgeInBulk,
  type JudgingPlace,
} from './identity-line.ts';
import { judge, type Judgement } from './judge.ts';
import type { ListingLine, PlaceLine, PlaceName, StateLine } from './lines.ts';
import { askListing, type Listing, listingOf } from './listing.ts';
import type { Selection } from './selection.ts';
import { sharedFacts } from './shared-facts.ts';
import type { ShortSignals } from './short-signals.ts';
import { targetOf } from './target.ts';

/** What a survey of all places shares. */
export interface Surveying {
  selection: Selection;
  settings: JudgingPlace['settings'];
  /** Only these identities; null: all. */
  identities: readonly string[] | null;
  /** So many identities of a place at most. */
  limit: number;
  /** `--deep`: GetEmailIdentity for every identity. */
  deep: boolean;
  signal: AbortSignal;
  signals: ShortSignals;
  clock: () => number;
  /** Runs bounded work: identities that are judged at once, and those that wait for GetEmailIdentity. */
  lanes: { judging: Lane; asking: Lane };
  /** Keeps a line. */
  emit: (line: StateLine) => void;
  /** Told how many identities there are to look at, and of each that ended. */
  progress: { expect: (count: number) => void; ended: () => void };
}

type Lane = <T>(task: () => Promise<T>) => Promise<T>;

/** What an earlier run left of a place. */
export interface Kept {
  listing: ListingLine | null;
  place: PlaceLine | null;
  /** Identities that need no second look. */
  done: ReadonlySet<string>;
}

/** Surveys one account in one Region. Never rejects for what the world does: that is a line. */
export async function surveyPlace(
  surveying: Surveying,
  name: PlaceName,
  probes: Probes,
  kept: Kept,
): Promise<void> {
  const { signal, emit } = surveying;
  const now = (): string => probes.now().toISOString();
  const listing =
    kept.listing === null ? await answerOf(askListing(probes.aws, signal)) : fromLine(kept.listing);
  if (!listing.ok) {
    if (listing.why.reason !== 'interrupted' && !signal.aborted) emit(failedPlace(name, now(), listing.why));
    return;
  }
  const names = chosen(listing.value, surveying);
  if (kept.listing === null) emit(listingLine(name, now(), listing.value));
  const left = names.filter((identity) => !kept.done.has(identity));
  surveying.progress.expect(left.length);
  const account =
    kept.place ??
    (listing.value.items.length === 0 ? emptyPlace(name, now()) : await accountLine(surveying, name, probes));
  if (signal.aborted) return;
  if (kept.place === null) emit(account);
  const batches = createBatches(probes.aws, surveying.deep ? [] : left, signal);
  const answers = placeAnswers({ aws: probes.aws, listing: listing.value, batches, signal });
  const { selection, settings, clock, signals } = surveying;
  const target = targetOf(name.region, [], settings);
  const place: JudgingPlace = {
    ...{ name, probes, selection, settings, clock, signals, answers },
    shared: sharedFacts({ probes: { ...probes, aws: bulkAws(answers, null) }, target, signal, clock }),
    said: new Set(account.findings.map(({ code, subject }) => `${code} ${subject}`)),
  };
  const judgeAll = async (group: readonly string[]): Promise<void> => {
    await Promise.all(group.map((identity) => judgeOne(surveying, place, identity)));
  };
  if (surveying.deep) await judgeAll(left);
  else await batches.run(judgeAll);
}

/** Judges an identity as deeply as it takes. What was interrupted leaves no line: the next run looks again. */
async function judgeOne(surveying: Surveying, place: JudgingPlace, identity: string): Promise<void> {
  const { lanes, signal, emit, progress } = surveying;
  const end = (judgement: Judgement, depth: 'bulk' | 'asked'): void => {
    if (signal.aborted || judgement.unanswered.some(({ reason }) => reason === 'interrupted')) return;
    emit(identityLine(place, identity, judgement, depth));
    progress.ended();
  };
  try {
    const bulk = surveying.deep ? null : await lanes.judging(() => judgeInBulk(place, identity));
    if (signal.aborted) return;
    if (bulk?.more === 'no') end(bulk.judgement, 'bulk');
    else if (bulk?.more === 'by-zone-servers')
      end(await lanes.judging(() => judgeByZones(place, identity)), 'bulk');
    else end(await lanes.asking(() => judgeByAsking(place, identity)), 'asked');
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
  }
}

/** The checks of the account settings, once a place. */
async function accountLine(
  { selection, settings, signals, clock }: Surveying,
  name: PlaceName,
  probes: Probes,
): Promise<PlaceLine> {
  const target = targetOf(name.region, [], settings);
  const aws = shared(probes.aws);
  const stages = selection.account;
  const judging = { stages, probes: { ...probes, aws }, target, signals, clock, said: new Set<string>() };
  const [judgement, vdm] = await Promise.all([judge(judging), answerOf(vdmOf(aws))]);
  const { worst, findings, unanswered } = judgement;
  return {
    ...{ kind: 'place', ...name, at: probes.now().toISOString(), state: 'open', because: null },
    ...{ worst, findings, unanswered, counted: vdm.ok && vdm.value },
  };
}

/** Whether Virtual Deliverability Manager is on. */
const vdmOf = async (aws: AwsProbe<'ses:GetAccount'>): Promise<boolean> =>
  (await aws('ses:GetAccount', {})).VdmAttributes?.VdmEnabled === 'ENABLED';

/** The same call once, whoever asks. */
function shared(aws: AwsProbe): AwsProbe {
  const made = new Map<string, Promise<unknown>>();
  return (async (...[action, input, more]: Parameters<AwsProbe>) => {
    const key = JSON.stringify([action, input, more?.region ?? null]);
    const call = made.get(key) ?? aws(action, input, more);
    made.set(key, call);
    return await call;
  }) as AwsProbe;
}

/** Where no identity is, nobody sends: whether the account could is of no interest. */
const emptyPlace = (name: PlaceName, at: string): PlaceLine => ({
  ...{ kind: 'place', ...name, at, state: 'open', because: 'no identities', worst: 'pass', findings: [] },
  ...{ unanswered: [], counted: false },
});

/** A Region that is not enabled is no failure: nothing is sent from there. */
export function failedPlace(name: PlaceName, at: string, why: Why): PlaceLine {
  const closed = why.reason === 'region-not-enabled';
  const { reason, action, message } = why;
  return {
    ...{ kind: 'place', ...name, at, state: closed ? 'closed' : 'failed', because: message },
    ...{ worst: closed ? 'pass' : 'unknown', findings: [], counted: false },
    unanswered: closed ? [] : [{ reason, action, message }],
  };
}

const listingLine = (name: PlaceName, at: string, { items, complete }: Listing): ListingLine => ({
  ...{ kind: 'listing', ...name, at, complete },
  names: items.map((one) => [one.name, one.verificationStatus, one.sendingEnabled]),
});

const fromLine = ({ names, complete }: ListingLine): { ok: true; value: Listing } => ({
  ok: true,
  value: listingOf({
    complete,
    items: names.map(([name, verificationStatus, sendingEnabled]) => ({
      ...{ name, verificationStatus, sendingEnabled },
      type: name.includes('@') ? 'address' : 'domain',
    })),
  }),
});

/** Those that can send first: a look that is cut short has then seen what matters most. */
function chosen({ items }: Listing, { identities, limit }: Surveying): readonly string[] {
  const wanted = identities === null ? null : new Set(identities);
  return items
    .filter(({ name }) => wanted?.has(name) ?? true)
    .toSorted((one, other) => Number(other.sendingEnabled) - Number(one.sendingEnabled))
    .slice(0, limit)
    .map(({ name }) => name);
}

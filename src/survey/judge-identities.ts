import { inFlight } from '../model/in-flight.ts';
import type { Probes } from '../model/probes.ts';
import { answerOf, Unavailable } from '../model/unavailable.ts';
import { lineageOf } from '../parse/identity-name.ts';
import type { Batches } from './batches.ts';
import { bulkAws, type Made, type PlaceAnswers, placeAnswers } from './bulk-aws.ts';
import {
  identityLine,
  judgeByAsking,
  judgeByZones,
  judgeInBulk,
  orPaused,
  soFarLine,
  type JudgingPlace,
} from './identity-line.ts';
import type { Judgement } from './judge.ts';
import { pausedSets } from './paused-sets.ts';
import { hasCheck } from './selection.ts';
import type { IdentityLine, PlaceLine, PlaceName } from './lines.ts';
import type { Listing } from './listing.ts';
import type { Replies } from './replies.ts';
import type { Sends } from './sends.ts';
import { sharedFacts } from './shared-facts.ts';
import type { Surveying } from './surveying.ts';
import { targetOf } from './target.ts';

/** What the judgement of the place's identities shares. */
export function judgingPlace(
  { selection, settings, clock, signals, signal }: Surveying,
  of: {
    name: PlaceName;
    probes: Probes;
    account: PlaceLine;
    batches: Batches;
    made: Made;
    sends: Sends;
    replies: Replies;
    since: () => string | null;
    asksEach: boolean;
  },
  listing: Listing,
): JudgingPlace {
  const { name, probes, account, batches, made, sends, replies, since, asksEach } = of;
  const answers = placeAnswers({ aws: probes.aws, listing, batches, signal, made, asksEach });
  const target = targetOf(name.region, [], settings);
  return {
    ...{ name, probes, selection, settings, clock, signals, answers, sends, replies, since },
    covering: coveringIn(listing),
    asking: inFlight(askedAtOnce),
    ...{ paused: pausedIn(selection, answers), leftToAsk: mostAskedForSets },
    shared: sharedFacts({ probes: { ...probes, aws: bulkAws(answers, null) }, target, signal, clock }),
    said: new Set(account.findings.map(({ code, subject }) => `${code} ${subject}`)),
  };
}

/**
 * Identities of a place that are asked about at once. Each place has its own: calls wait for the rate of their account and Region, and
 * those of one must not keep back the others.
 */
const askedAtOnce = 25;

/** At one call a second, five minutes. */
const mostAskedForSets = 300;

/** Asks for the sets that are paused once somebody wants to know. */
function pausedIn(selection: Surveying['selection'], answers: PlaceAnswers): JudgingPlace['paused'] {
  if (!hasCheck(selection.asked, 'configuration-set')) return () => Promise.resolve([]);
  let asked: Promise<readonly string[]> | null = null;
  return () => (asked ??= pausedSets(answers));
}

/** The identities of the list that cover others of it: addresses of a domain, and domains below it. */
const coveringIn = ({ items, find }: Listing): ReadonlySet<string> =>
  new Set(
    items.flatMap(({ name }) =>
      lineageOf(name)
        .slice(1)
        .flatMap((above) => find(above)?.name ?? []),
    ),
  );

/**
 * Judges identities side by side, as many as the lanes let through. Resolves when all are judged in bulk; those that are
 * asked about as well take their time, and end with `later`.
 */
export const judgeAll = async (
  surveying: Surveying,
  place: JudgingPlace,
  group: readonly string[],
  later: Promise<void>[],
): Promise<void> => {
  await Promise.all(group.map((identity) => judgeOne(surveying, place, identity, later)));
};

/**
 * Judges an identity as deeply as it takes. What was interrupted is not done, and the next run looks again; what batches and
 * DNS told of it by then is told.
 */
async function judgeOne(
  surveying: Surveying,
  place: JudgingPlace,
  identity: string,
  later: Promise<void>[],
): Promise<void> {
  const { judging, signal, emit, progress } = surveying;
  const end = async (judgement: Judgement, depth: IdentityLine['depth'], tried = false): Promise<boolean> => {
    const line = {
      ...(await identityLine(place, identity, judgement, depth)),
      ...(tried && { tried: true as const }),
    };
    if (signal.aborted || isCut(judgement)) return false;
    emit(line);
    progress.ended();
    // What is known of each of tens of thousands would pile up. Those that cover others are looked up again.
    if (!place.covering.has(identity)) place.answers.batches.forget(identity);
    return true;
  };
  const ask = async (bulk: Judgement | null): Promise<void> => {
    const asked = await answerOf(place.asking(() => judgeByAsking(place, identity)));
    if (asked.ok) {
      const { judgement, isTold } = asked.value;
      const isEnded =
        isTold || bulk === null || isCut(judgement)
          ? await end(judgement, 'asked')
          : await end(
              withUntold(await place.asking(() => judgeByZones(place, identity)), judgement),
              'bulk',
              true,
            );
      if (isEnded) return;
    }
    if (bulk === null || isCut(bulk)) return;
    if (signal.aborted) emit(await soFarLine(place, identity, bulk));
  };
  const sends = place.answers.listing.find(identity)?.sendingEnabled === true;
  /** A set that is paused may be the default of anybody who sends. */
  const endInBulk = async (judgement: Judgement): Promise<void> => {
    const paused = sends ? await place.paused() : [];
    if (paused.length === 0) await end(judgement, 'bulk');
    else if (place.leftToAsk-- > 0) await ask(judgement);
    else await end(orPaused(judgement, paused), 'bulk');
  };
  const judged = async (): Promise<void> => {
    const bulk = surveying.deep ? null : await judging(() => judgeInBulk(place, identity));
    if (signal.aborted) return;
    // Nothing is wrong as far as batches and DNS show it, which is no tick yet.
    if (bulk !== null && bulk.more !== 'by-asking' && sends && place.answers.asksEach)
      later.push(unlessOver(ask(bulk.judgement)));
    else if (bulk?.more === 'no') later.push(unlessOver(endInBulk(bulk.judgement)));
    else if (bulk?.more === 'by-zone-servers')
      later.push(unlessOver(endInBulk(await judging(() => judgeByZones(place, identity)))));
    else later.push(unlessOver(ask(bulk?.judgement ?? null)));
  };
  await unlessOver(judged());
}

/** What batches and DNS told, with the questions that only SES could have answered. */
const withUntold = (bulk: Judgement, asked: Judgement): Judgement => ({
  ...bulk,
  worst: bulk.worst === 'fail' || bulk.worst === 'crash' ? bulk.worst : 'unknown',
  unanswered: [
    ...bulk.unanswered,
    ...asked.unanswered.filter(
      ({ action, reason, counts }) =>
        counts === undefined &&
        !bulk.unanswered.some((one) => one.action === action && one.reason === reason),
    ),
  ],
});

/** Whether the end of the run left a question open. */
const isCut = ({ unanswered }: Judgement): boolean =>
  unanswered.some(({ reason }) => reason === 'interrupted');

/** The end of the run is no fault. */
export async function unlessOver(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
  }
}

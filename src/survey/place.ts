import type { AwsAction } from '../model/aws-calls.ts';
import type { AwsProbe } from '../model/aws.ts';
import { grouped } from '../model/many.ts';
import type { Probes } from '../model/probes.ts';
import { answerOf, type UnavailableReason } from '../model/unavailable.ts';
import { createBatches } from './batches.ts';
import { type Made, onceEach } from './bulk-aws.ts';
import type { JudgingPlace } from './identity-line.ts';
import { memoryOf, type Memory, olderOf } from './memory.ts';
import { judgeAll, judgingPlace, unlessOver } from './judge-identities.ts';
import { judge } from './judge.ts';
import type { ListingLine, PlaceLine, PlaceName } from './lines.ts';
import { asksEachOf } from './few-senders.ts';
import { leftOutInBulk } from './selection.ts';
import { emptyPlace, failedPlace } from './place-lines.ts';
import { askListing, firstLook, type Listing, listingOf, sendersFirst } from './listing.ts';
import { sessionEnd } from './session-end.ts';
import { shortSignals } from './short-signals.ts';
import { standInsOf } from './stand-ins.ts';
import { countSends, notCounted } from './sends.ts';
import type { Kept, Surveying } from './surveying.ts';
import { targetOf } from './target.ts';
import { surveyTenants } from './tenants.ts';

/** Surveys one account in one Region. Never rejects for what the world does: that is a line. */
export async function surveyPlace(
  surveying: Surveying,
  name: PlaceName,
  probes: Probes,
  { kept, named }: { kept: Kept; named: boolean },
): Promise<void> {
  const session = sessionEnd(surveying.signal);
  const { signal } = session;
  const { replies } = kept;
  const memory = memoryOf(name, { replies, keep: surveying.keep, now: () => probes.now() });
  const watched = { ...probes, aws: memory.watch(session.watch(probes.aws)) };
  const account = await lookInto({ ...surveying, signal, signals: shortSignals(signal) }, name, watched, {
    ...{ kept, memory, named },
  });
  const why = session.why();
  if (why !== null && !surveying.signal.aborted)
    surveying.emit(cutShort(account, failedPlace(name, probes.now().toISOString(), why, named)));
}

/** The line of a place whose session ended: what was found before stays, and the next run asks again. */
const cutShort = (account: PlaceLine | null, cut: PlaceLine): PlaceLine =>
  account === null
    ? cut
    : {
        ...{ ...account, at: cut.at, because: cut.because },
        worst: account.worst === 'fail' || account.worst === 'crash' ? account.worst : 'unknown',
        unanswered: [...account.unanswered, ...cut.unanswered],
      };

/** Of a list that broke off, what came is looked at; that there is more, nobody knows how many, is told with the place. */
function asFarAsListed(account: PlaceLine, { items, broken }: Listing, named: boolean): PlaceLine {
  if (broken === null) return account;
  const message = `the list of identities broke off after ${grouped(items.length)}: ${broken.message}`;
  return cutShort(account, failedPlace(account, account.at, { ...broken, message }, named));
}

/** Looks into a place, as far as its session reaches. Tells the line of its account settings, if there is one. */
async function lookInto(
  surveying: Surveying,
  name: PlaceName,
  probes: Probes,
  { kept, memory, named }: { kept: Kept; memory: Memory; named: boolean },
): Promise<PlaceLine | null> {
  const { signal, emit } = surveying;
  const now = (): string => probes.now().toISOString();
  const { replies } = kept;
  const batches = createBatches(probes.aws, signal, replies.batched);
  const made: Made = new Map();
  const aws = onceEach(probes.aws, made);
  const judging = promisedPlace();
  // Names are asked about while the list still comes, and judged when it is whole.
  const later: Promise<void>[] = [];
  let isJudging = false;
  const asked = batches.run(
    async (group) => {
      const place = await judging.promise;
      if (place !== null) await judgeAll(surveying, place, group, later);
    },
    () => isJudging,
  );
  // Whom a name is sent with shows when the list is whole.
  const isWhole =
    !surveying.ofIdentities || surveying.deep || surveying.limit < Infinity || surveying.identities !== null;
  const ahead = isWhole || kept.listing !== null ? null : batches;
  const onNames = (names: readonly string[]): void => ahead?.add(leftOf(names, kept));
  const forget = (action: AwsAction, reason: UnavailableReason): boolean =>
    memory.forget(action, reason, made);
  const asking = {
    onNames,
    forget: (reason: UnavailableReason) => forget('ses:ListEmailIdentities', reason),
  };
  const listing =
    kept.listing === null ? await answerOf(askListing(aws, signal, asking)) : fromLine(kept.listing);
  if (!listing.ok) {
    batches.drop();
    judging.resolve(null);
    if (listing.why.reason !== 'interrupted' && !signal.aborted)
      emit(failedPlace(name, now(), listing.why, named));
    await asked;
    return null;
  }
  const since = (): { since?: string } => sinceOf(memory.since());
  if (kept.listing === null) emit({ ...listingLine(name, now(), listing.value), ...since() });
  const wanted = chosen(listing.value, surveying);
  const left = leftOf(wanted, kept);
  surveying.progress.expect(left.length);
  if (ahead === null && !surveying.deep) batches.add(left);
  batches.close();
  const whole =
    kept.place ??
    (listing.value.items.length === 0
      ? emptyPlace(name, now())
      : { ...(await accountLine(surveying, name, { ...probes, aws })), ...since() });
  const account = asFarAsListed(whole, listing.value, named);
  if (!signal.aborted && account !== kept.place) emit(account);
  const counting = { now: probes.now(), told: replies.sends };
  const sends = account.counted ? countSends(probes.aws, left, counting) : notCounted;
  const place = signal.aborted
    ? null
    : judgingPlace(
        surveying,
        {
          ...{ name, probes, account, batches, made, sends, replies },
          asksEach: leftOutInBulk(surveying.selection).length > 0 && asksEachOf(listing.value, wanted),
          since: () => olderOf(kept.listing?.since ?? kept.listing?.at ?? null, memory.sinceOfPlace()),
        },
        listing.value,
      );
  isJudging = true;
  judging.resolve(place);
  const tenants =
    place === null || listing.value.items.length === 0
      ? Promise.resolve()
      : unlessOver(surveyTenants(surveying, name, { probes, answers: place.answers, kept, forget }));
  if (surveying.deep && place !== null) await judgeAll(surveying, place, left, later);
  await asked;
  await Promise.all([...later, tenants]);
  return signal.aborted && place === null ? kept.place : account;
}

/** When the oldest answer came that a line rests on, where an earlier run was told it. */
const sinceOf = (since: string | null): { since?: string } => (since === null ? {} : { since });

/** Resolved once it is known how identities are judged; null: they are not. */
function promisedPlace(): {
  promise: Promise<JudgingPlace | null>;
  resolve: (place: JudgingPlace | null) => void;
} {
  let resolve: (place: JudgingPlace | null) => void = () => undefined;
  const promise = new Promise<JudgingPlace | null>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** The names that are not done. */
const leftOf = (names: readonly string[], { done }: Kept): readonly string[] =>
  names.filter((name) => !done.has(name));

/** The checks of the account settings, once a place. */
async function accountLine(
  { selection, settings, signals, clock }: Surveying,
  name: PlaceName,
  probes: Probes,
): Promise<PlaceLine> {
  const target = targetOf(name.region, [], settings);
  const stages = selection.account;
  const judging = { stages, probes, target, signals, clock, said: new Set<string>() };
  const [judgement, vdm] = await Promise.all([judge(judging), answerOf(vdmOf(probes.aws))]);
  const { worst, findings, unanswered } = judgement;
  return {
    ...{ kind: 'place', ...name, at: probes.now().toISOString(), state: 'open', because: null },
    ...{ worst, findings, unanswered, counted: vdm.ok && vdm.value },
  };
}

/** Whether Virtual Deliverability Manager is on. */
const vdmOf = async (aws: AwsProbe<'ses:GetAccount'>): Promise<boolean> =>
  (await aws('ses:GetAccount', {})).VdmAttributes?.VdmEnabled === 'ENABLED';

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

/** Whom to look at, as far as --identities and --limit go. */
function chosen({ items }: Listing, { identities, limit, ofIdentities }: Surveying): readonly string[] {
  if (!ofIdentities) return [];
  const by = identities === null ? null : new Set(standInsOf(items, identities).values());
  const wanted = items.filter(({ name }) => by?.has(name) ?? true);
  const first =
    limit < wanted.length
      ? firstLook(wanted, limit)
      : sendersFirst(wanted, ({ sendingEnabled }) => sendingEnabled);
  return first.map(({ name }) => name);
}

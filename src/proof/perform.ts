import { grouped } from '../model/many.ts';
import type { FactStore } from '../engine/gather.ts';
import { type EndedCheck, runChecklist } from '../engine/run.ts';
import { account } from '../facts/account.ts';
import { deadLetterQueues } from '../facts/event-path/queue.ts';
import { busRules, ruleTargets } from '../facts/event-path/rule.ts';
import { streams } from '../facts/event-path/stream.ts';
import { subscriptions } from '../facts/event-path/subscription.ts';
import { topics } from '../facts/topics.ts';
import { topicUses } from '../facts/event-path/topic-uses.ts';
import { factsOf } from '../model/check.ts';
import type { Fact } from '../model/fact.ts';
import type { Target } from '../model/target.ts';
import { answerOf, valueOr } from '../model/unavailable.ts';
import { countersFor } from './counters.ts';
import type { Counts, HopCount } from './counts.ts';
import { unproven } from './ended.ts';
import { follow, type Following } from './follow.ts';
import { forbidding, standingOf } from './gate.ts';
import { heard, listen } from './heard.ts';
import { trace } from './insights.ts';
import { lockedTopics } from './locked.ts';
import { asIfTaken, nothingKnown, withEvents } from './lost-answers.ts';
import { drafts } from './message.ts';
import { dryRunNotes, sendingNotes } from './notes.ts';
import { ownAccount } from './own-account.ts';
import { accepted, type Proof, proof, type SentMessage, type Standing } from './proof.ts';
import type { TestRequest } from './request.ts';
import { leftOutTypes } from './left-out-types.ts';
import { seenNotes } from './seen-notes.ts';
import { byApi, bySmtp, sendAll, type SendOne } from './send.ts';
import { proofStages } from './stages.ts';
import type { Traced } from './traced.ts';
import { readableStreams, secondsToWrite, watchBuckets } from './watch-buckets.ts';
import { ways, type Ways } from './ways.ts';
import type { TestWorld } from './world.ts';

/** What was done, and what is said about the run as a whole. */
export interface Done {
  proof: Proof;
  notes: readonly string[];
  /** Why the messages prove nothing, in a sentence; absent: they prove something. */
  open?: string;
  /** What may keep events from a topic, and cannot be judged from outside, in a sentence. */
  doubt?: string;
}

/** Sends, unless something speaks against it, and sees what comes of it. */
export async function perform(
  request: TestRequest,
  { gate, target, store }: { gate: readonly EndedCheck[]; target: Target; store: FactStore },
  world: TestWorld,
): Promise<Done> {
  const { nonce } = world;
  const planned = drafts(request, nonce);
  const nothing: Proof = {
    ...{ nonce, from: request.from, via: request.via, notSent: null, standing: null },
    ...{ messages: [], tap: null, buckets: [], counts: null, traced: null, made: [] },
  };
  const ended: Done = {
    proof: { ...nothing, notSent: 'interrupted before anything was sent', interrupted: true },
    notes: ['Interrupted: nothing was sent.'],
  };
  if (isInterrupted(world)) return ended;
  const forbidden = [...new Set(forbidding(gate).map(({ code }) => code))];
  if (forbidden.length > 0 && !request.force)
    return {
      proof: { ...nothing, notSent: `not sent: ${forbidden.join(', ')} (--force sends all the same)` },
      notes: [`Nothing was sent because of ${forbidden.join(', ')} (--force sends all the same).`],
    };
  const { standing, unread } = await standingOf(store);
  if (isInterrupted(world)) return ended;
  if (request.to !== null && (standing.underReview || standing.complaints !== null))
    return { proof: { ...nothing, notSent: 'not sent: AWS looks at this account', standing }, notes: [] };
  if (request.to !== null && unread !== null)
    return {
      proof: {
        ...nothing,
        notSent: 'not sent: how AWS sees this account is not known',
        standingUnread: unread,
      },
      notes: [
        'Nothing was sent: whether AWS reviews this account, and how many complaints it has, could not be read. Without that, no message goes to a real address (also with --force).',
      ],
    };
  await readPath(store, world);
  if (request.dryRun)
    return {
      proof: { ...nothing, notSent: 'not sent: --dry-run' },
      notes: dryRunNotes(request, planned),
      open: 'Not proven: a dry run sends nothing, and looks at nothing on the way of the events.',
    };
  if (isInterrupted(world)) return ended;
  // What forbids a send may not have been read by then, and nothing could be watched.
  if (world.signal.aborted)
    return {
      proof: { ...nothing, notSent: 'not sent: the time of --wait was up before', timeUp: true },
      notes: ['Nothing was sent: the time of --wait was up before.'],
    };
  return await sent(request, { nothing, standing, target, store }, world);
}

/** Asked again after each wait: a signal may come at any moment. */
const isInterrupted = ({ interrupted }: TestWorld): boolean => interrupted.aborted;

interface Sending {
  nothing: Proof;
  standing: Standing;
  target: Target;
  store: FactStore;
}

/** Sends the messages and watches; what was made is taken away whatever happens. */
async function sent(
  request: TestRequest,
  { nothing, standing, target, store }: Sending,
  world: TestWorld,
): Promise<Done> {
  const { nonce, probes, interrupted } = world;
  const planned = drafts(request, nonce);
  const known = valueOr(await answerOf(store.read(ways, null)), noWays);
  const toRead = request.readBucket
    ? readableStreams(valueOr(await answerOf(store.read(streams, null)), []))
    : [];
  world.limit.atLeast(toRead.length === 0 ? 0 : 1000 * (secondsToWrite(toRead) + marginSeconds));
  const tap = request.tap ? await listen(known, planned, target.region, world) : null;
  let closed = tap === null;
  try {
    world.progress('sending');
    const handed = await sendAll(planned, senderOf(request, world), { now: probes.now, interrupted });
    const watched = tap === null ? null : await heard(tap, handed, known, world);
    const messages = withEvents(handed, watched?.seen ?? []);
    const [first] = accepted({ messages });
    const sentAt = first === undefined ? probes.now().getTime() : Date.parse(first.at);
    const following = followingOf(world, target, first?.outcome.aheadMs);
    closed = true;
    const made = (await tap?.close()) ?? [];
    const state = { nothing, target, store, known, sentAt, watched };
    const buckets = await watchBuckets(
      interrupted.aborted ? [] : toRead,
      { messages, ways: known, nonce, sentAt, waitGiven: world.limit.given },
      following,
    );
    const readStreams = buckets.map(({ stream }) => stream);
    const counts = await counted(messages, { ...state, readStreams, following }, world);
    const traced = await tracedIn(messages, store, following);
    const proven: Proof = {
      ...{ ...nothing, ...nothingKnown(messages) },
      ...{ messages, tap: watched, buckets, counts, traced, made },
      ...(interrupted.aborted && { interrupted: true as const }),
    };
    const open = unproven(proven, known);
    const locked = lockedTopics(proven, known, {
      topics: valueOr(await answerOf(store.read(topics, null)), []),
      own: valueOr(await answerOf(store.read(ownAccount, null)), null),
    });
    return {
      proof: proven,
      notes: [
        ...(interrupted.aborted
          ? [
              `Interrupted: ${grouped(messages.length)} of ${grouped(planned.length)} messages were handed to SES.`,
            ]
          : []),
        ...sendingNotes(request, messages, standing),
        ...seenNotes(proven, known, valueOr(await answerOf(store.read(leftOutTypes, null)), [])),
        ...locked.map(({ look }) => look),
      ],
      ...(open !== null && { open }),
      ...(locked.length > 0 && { doubt: locked.map(({ doubt }) => doubt).join(' ') }),
    };
  } finally {
    if (!closed) await tap?.close();
  }
}

function senderOf(request: TestRequest, { aws, smtp, nonce, probes }: TestWorld): SendOne {
  if (request.via === 'api' || smtp === null) return byApi(aws, request, { nonce, now: probes.now });
  return bySmtp(smtp, request, { nonce, now: probes.now });
}

/** What the counters on the way say; null when nothing was sent. */
async function counted(
  messages: readonly SentMessage[],
  {
    nothing,
    target,
    store,
    known,
    sentAt,
    watched,
    readStreams,
    following,
  }: Omit<Sending, 'standing'> & {
    known: Ways;
    sentAt: number;
    watched: Proof['tap'];
    /** ARNs of the streams whose objects were read. */
    readStreams: readonly string[];
    following: Following;
  },
  world: TestWorld,
): Promise<Counts | null> {
  const { limit, interrupted } = world;
  // Where every answer was lost, what is counted tells whether SES took them.
  const likely = accepted({ messages }).length === 0 ? asIfTaken(messages) : messages;
  if (accepted({ messages: likely }).length === 0 || interrupted.aborted) return null;
  const read = async <T>(fact: Fact<readonly T[]>): Promise<readonly T[]> =>
    valueOr(await answerOf(store.read(fact, null)), []);
  const onTheWay = {
    ...{ ways: known, topics: await read(topicUses), subscriptions: await read(subscriptions) },
    ...{ buses: await read(busRules), targets: await read(ruleTargets), streams: await read(streams) },
  };
  const broken = await brokenPlaces({ ...nothing, messages: likely }, { target, store }, world);
  const tapped = new Set((watched?.places ?? []).flatMap(({ place, open }) => (open.ok ? [place] : [])));
  const own = valueOr(await answerOf(store.read(ownAccount, null)), null);
  const all = countersFor(likely, onTheWay, { broken, tapped, account: own, test: nothing });
  const counters = all.map((one) =>
    isHeard(one, { tapped, readStreams }) ? { ...one, heard: true as const } : one,
  );
  // Where a queue of our own listened, the wait for the readers of the user makes the run no longer.
  const unheard = all.filter(({ place }) => !tapped.has(place) && !readStreams.includes(place));
  limit.atLeast(1000 * Math.max(0, ...unheard.map(({ enoughSeconds }) => enoughSeconds)));
  return await follow(
    { counters, queues: await read(deadLetterQueues) },
    { sentAt, waitGiven: limit.given },
    following,
  );
}

/**
 * Whether a queue of our own, or a bucket, tells all that is to be told of a hop: at a topic where nobody else surely gets
 * the events. What the readers of the user get, only the counters tell.
 */
const isHeard = (
  { kind, place, due }: Pick<HopCount, 'kind' | 'place' | 'due'>,
  { tapped, readStreams }: { tapped: ReadonlySet<string>; readStreams: readonly string[] },
): boolean =>
  readStreams.includes(place) ||
  // One delivery of each event is that to the queue.
  (kind === 'topic' && tapped.has(place) && (due.delivered ?? 0) <= due.taken);

/** What following takes of the world; times are those of AWS. */
const followingOf = (
  { probes, clock, pause, signal, progress, limit }: TestWorld,
  { region: home }: Target,
  aheadMs = 0,
): Following => ({
  ...{ aws: probes.aws, clock, pause, signal, progress, until: limit.endsAt, home },
  now: () => new Date(probes.now().getTime() + aheadMs),
});

/** What became of the message of --to, where the account keeps insights. */
async function tracedIn(
  messages: readonly SentMessage[],
  store: FactStore,
  world: Following,
): Promise<Traced | null> {
  const message = messages.find(({ scenario }) => scenario === 'to');
  if (message?.outcome.kind !== 'accepted' || world.signal.aborted) return null;
  const settings = await answerOf(store.read(account, null));
  if (settings.ok && !settings.value.vdm) return null;
  return await trace(message.outcome.messageId, world);
}

/** Places that lose every event by their settings: nothing comes to what is behind them. */
async function brokenPlaces(
  provisional: Proof,
  { target, store }: { target: Target; store: FactStore },
  { stage, clock }: TestWorld,
): Promise<ReadonlySet<string>> {
  store.put(proof, provisional);
  const ended = await runChecklist({ stages: proofStages(stage), store, target, clock });
  return new Set(
    ended.flatMap(({ report }) =>
      report.findings.flatMap(({ code, subject }) => (code.startsWith('proof/lost-at-') ? [subject] : [])),
    ),
  );
}

/** What is done before the first message and after the last look takes no longer. */
const marginSeconds = 60;

const noWays: Ways = { sets: [], ways: [], off: [], byMail: null, unread: [] };

/** Reads how events travel before anything is sent: once the time is up nothing is asked any more. */
async function readPath(store: FactStore, { stage }: TestWorld): Promise<void> {
  const facts = new Set(stage.checks.flatMap((check) => [...factsOf(check)]));
  await Promise.all([
    answerOf(store.read(ownAccount, null)),
    ...[...facts]
      .filter((fact) => fact !== proof && fact.per === 'run')
      .map((fact) => answerOf(store.read(fact, null))),
  ]);
}

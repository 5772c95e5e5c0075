import { grouped } from '../../src/model/many.ts';
import {
  deadLetterQueues,
  refusalAt,
  subscribedQueues,
  targetQueues,
  type UsedQueue,
} from '../../src/facts/event-path/queue.ts';
import { busRules, ruleTargets } from '../../src/facts/event-path/rule.ts';
import { isGone, subscriptionLists, subscriptions } from '../../src/facts/event-path/subscription.ts';
import { noneUnless, partUnread, unreadPaths } from '../../src/facts/event-path/unread-paths.ts';
import { defineCheck, notApplicable, notSeen, unanswered } from '../../src/model/check.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { target } from '../../src/facts/target.ts';
import { queueProblems, type Refuses } from './events-queues.words.ts';

/** So many are no burst that is being read. */
const backlog = 50_000;

export default defineCheck({
  id: 'events-queues',
  title: 'SQS queues for SES events',
  why: 'SNS and EventBridge deliver to a queue only if its policy and key allow it. What they cannot deliver is dropped, or kept in a dead-letter queue that has to be read.',
  needs: { target },
  enrichment: {
    subscriptionLists,
    subscriptions,
    busRules,
    ruleTargets,
    subscribedQueues,
    targetQueues,
    deadLetterQueues,
    unreadPaths,
  },

  problems: queueProblems,

  evaluate({
    subscriptionLists: lists,
    subscriptions: subscribers,
    busRules: buses,
    ruleTargets: rules,
    subscribedQueues: subscribed,
    targetQueues: targets,
    deadLetterQueues: dead,
    unreadPaths: unread,
  }) {
    const direct = [...valueOr(subscribed, []), ...valueOr(targets, [])];
    const forDead = valueOr(dead, []);
    const all = [...direct, ...forDead];
    // Where a topic, a bus or a rule did not tell to whom it delivers, there may be queues that nobody saw.
    const ways = [
      ...valueOr(lists, []).flatMap((one) => (isGone(one) ? [] : one.list)),
      ...valueOr(buses, []).map(({ rules: listed }) => listed),
      ...valueOr(rules, []).map(({ targets: told }) => told),
      // A subscription tells of the queue that takes what it cannot deliver.
      ...valueOr(subscribers, []).map(({ settings }) => settings),
    ];
    const missed = [...ways, ...all.map(({ state }) => state)].flatMap((one) => unanswered(one, false));
    const answered = [subscribed, targets, dead].some(({ ok }) => ok);
    if (answered && all.length === 0 && missed.length === 0)
      return notApplicable(noneUnless(unread, 'no SQS queue takes events of the sender'));
    const found = [
      ...direct.flatMap((queue) => refusedAt(queue, false)),
      ...forDead.flatMap((queue) => refusedAt(queue, true)),
      ...direct.flatMap(({ arn: queue, state }) => {
        const waiting = state.ok && state.value.kind === 'queue' ? (state.value.waiting ?? 0) : 0;
        return waiting < backlog
          ? []
          : [{ problem: 'events/queue-unread' as const, data: { queue, waiting }, subject: queue }];
      }),
      ...forDead.flatMap(({ arn: queue, writers, state }) => {
        const waiting = state.ok && state.value.kind === 'queue' ? (state.value.waiting ?? 0) : 0;
        if (waiting === 0) return [];
        return [
          { problem: 'events/dead-letters' as const, data: { queue, waiting, writers }, subject: queue },
        ];
      }),
    ];
    const part = partUnread(unread);
    if (found.length === 0 && missed.length === 0 && part !== null) return notSeen(part, []);
    if (found.length > 0 || missed.length === 0) return [...found, ...missed];
    return notSeen(
      `not every queue could be looked at: ${missed[0]?.unanswered.message ?? 'no answer'}`,
      missed,
    );
  },

  observed({ subscribedQueues: subscribed, targetQueues: targets }) {
    const seen = [...valueOr(subscribed, []), ...valueOr(targets, [])].flatMap(({ state }) =>
      state.ok && state.value.kind === 'queue' ? [state.value.waiting] : [],
    );
    const waiting = seen.filter((one) => one !== null);
    if (seen.length === 0) return null;
    return `${grouped(seen.length)} ${seen.length === 1 ? 'queue' : 'queues'}; messages waiting: ${waiting.join(', ') || 'unknown'}`;
  },
});

function refusedAt(
  queue: UsedQueue,
  deadLetters: boolean,
): readonly { problem: 'events/queue-refuses'; data: Refuses; subject: string }[] {
  const { arn, state } = queue;
  const refusal = refusalAt(queue);
  if (refusal === null || !state.ok) return [];
  const { kmsKey: key, denial } =
    state.value.kind === 'queue' ? state.value : { kmsKey: null, denial: undefined };
  const data: Refuses = { queue: arn, ...refusal, key, deadLetters };
  return [
    {
      problem: 'events/queue-refuses',
      data: refusal.why === 'policy' && denial !== undefined ? { ...data, denial } : data,
      subject: arn,
    },
  ];
}

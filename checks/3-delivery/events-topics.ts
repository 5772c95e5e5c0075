import { grouped } from '../../src/model/many.ts';
import {
  defineCheck,
  notApplicable,
  notSeen,
  type Refutation,
  unanswered,
  type Unanswered,
} from '../../src/model/check.ts';
import { each } from '../../src/model/fact.ts';
import { eventDestinations } from '../../src/facts/event-destinations.ts';
import { identityFeedback } from '../../src/facts/events-feedback.ts';
import { target } from '../../src/facts/target.ts';
import { isKeyOfSns, type Topic, topics } from '../../src/facts/topics.ts';
import { refute } from '../../src/model/refute.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import { type reasons, topicProblems } from './events-topics.words.ts';
import { valueOr } from '../../src/model/unavailable.ts';

export default defineCheck({
  id: 'events-topics',
  title: 'SNS topics and subscriptions',
  why: 'A topic that rejects SES, or has no subscribers, loses events without any error.',
  needs: { target, topics },
  enrichment: { destinations: eventDestinations, feedback: each(identityFeedback) },

  problems: topicProblems,

  evaluate({ target, topics, destinations, feedback }) {
    // Details of topics are extras: a sender without rights on SNS is not the worse for it.
    const missed = [
      ...valueOr(destinations, []).flatMap((set) => unanswered(set.destinations, false)),
      ...valueOr(feedback, []).flatMap(({ answer }) =>
        answer.ok ? unanswered(answer.value.topics, false) : unanswered(answer, false),
      ),
      ...topics.flatMap((topic) => missedOf(topic, target.region)),
      // A sender that is not verified publishes nothing.
    ].filter(({ unanswered: why }) => why.reason !== 'prerequisite');
    if (topics.length === 0 && destinations.ok && missed.length === 0)
      return notApplicable('no SNS topic takes events or notifications of the sender');
    const found = topics.flatMap((topic) => {
      const { arn, usedBy, state } = topic;
      const data = { arn, usedBy };
      const why = whyUnreachable(topic, target.region);
      const seen = why === null && state.ok && state.value.kind === 'topic' ? state.value : null;
      const kmsKey = seen?.kmsKey ?? null;
      const key = kmsKey !== null && isKeyOfSns(kmsKey) ? kmsKey : null;
      return [
        ...(why === null
          ? []
          : [
              {
                problem: 'events/topic-unreachable' as const,
                data: { ...data, why, region: target.region },
                subject: arn,
              },
            ]),
        ...(seen?.publish === 'blocked'
          ? [
              {
                problem: 'events/topic-policy-blocks' as const,
                data: {
                  ...data,
                  ...(seen.denial !== undefined && { denial: seen.denial }),
                  ...(seen.sender !== undefined && { sender: seen.sender }),
                },
                subject: arn,
              },
            ]
          : []),
        ...(key === null
          ? []
          : [
              {
                problem: 'events/topic-encrypted-without-grant' as const,
                data: { ...data, key },
                subject: arn,
              },
            ]),
        ...(seen !== null && valueOr(seen.confirmed, null) === 0
          ? [{ problem: 'events/no-subscriber' as const, data, subject: arn }]
          : []),
      ];
    });
    const unjudged = topics.find(
      ({ state }) => state.ok && state.value.kind === 'topic' && state.value.publish === 'unclear',
    );
    if (found.length === 0 && missed.length === 0 && unjudged !== undefined)
      return notSeen(`whether the policy of ${unjudged.arn} lets SES publish cannot be judged from here`, []);
    if (found.length > 0 || (missed.length === 0 && topics.length > 0))
      return [
        ...found,
        ...missed,
        ...(missed.length === 0 && unjudged === undefined ? soundIn(topics, found, target.symptom) : []),
      ];
    const why = missed[0]?.unanswered ?? (destinations.ok ? null : destinations.why);
    return notSeen(`not every topic could be looked at: ${why?.message ?? 'no answer'}`, missed);
  },

  observed({ topics }) {
    const counts = topics.flatMap(({ state }) =>
      state.ok && state.value.kind === 'topic' && state.value.confirmed.ok ? state.value.confirmed.value : [],
    );
    return counts.length === 0
      ? null
      : `${grouped(topics.length)} ${topics.length === 1 ? 'topic' : 'topics'}; confirmed subscriptions: ${counts.join(', ')}`;
  },
});

/**
 * What a text tells of a topic that was looked at and is in order. Words that name none may be about each, so all of them have to
 * be.
 */
function soundIn(
  topics: readonly Topic[],
  found: readonly { problem: string; subject: string }[],
  told: Symptom | null,
): readonly Refutation[] {
  const named = (code: string): readonly string[] =>
    (told?.candidates ?? []).flatMap((one) =>
      one.code === code && one.subject !== null && topics.some(({ arn }) => arn === one.subject)
        ? [one.subject]
        : [],
    );
  return ofTopics.flatMap((code) => {
    if (found.some(({ problem }) => problem === code)) return [];
    const nameless = told?.candidates.every((one) => one.code !== code || one.subject === null) ?? false;
    const because =
      'the topics that take events of the sender were looked at, and have nothing of the kind now';
    return [
      ...named(code).flatMap((arn) => refute(told, [code], arn, because)),
      ...(nameless ? refute(told, [code], null, because) : []),
    ];
  });
}

const ofTopics = [
  'events/topic-policy-blocks',
  'events/topic-encrypted-without-grant',
  'events/topic-unreachable',
  'events/no-subscriber',
] as const;

/** What SNS did not tell of a topic that is not unreachable anyway. */
function missedOf(topic: Topic, home: string | null): readonly Unanswered[] {
  const { state } = topic;
  if (whyUnreachable(topic, home) !== null) return [];
  if (!state.ok) return unanswered(state, false);
  return state.value.kind === 'topic' ? unanswered(state.value.confirmed, false) : [];
}

function whyUnreachable(
  { arn, region, byIdentity, state }: Topic,
  home: string | null,
): keyof typeof reasons | null {
  if (state.ok && state.value.kind === 'absent') return 'absent';
  if (arn.endsWith('.fifo') || (state.ok && state.value.kind === 'topic' && state.value.fifo)) return 'fifo';
  // "Configuring Amazon SNS notifications": the topic of an identity has to be in its Region.
  return byIdentity && home !== null && region !== '' && region !== home ? 'region' : null;
}

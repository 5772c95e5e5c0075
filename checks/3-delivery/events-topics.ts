import { keyStatementToPaste, statementToPaste } from '../../src/render/paste/statement.ts';
import {
  defineCheck,
  notApplicable,
  notSeen,
  problem,
  unanswered,
  type Unanswered,
} from '../../src/model/check.ts';
import { each } from '../../src/model/fact.ts';
import { eventDestinations } from '../../src/facts/event-destinations.ts';
import { identityFeedback } from '../../src/facts/events-feedback.ts';
import { target } from '../../src/facts/target.ts';
import { isKeyOfSns, type Topic, topics } from '../../src/facts/topics.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { valueOr } from '../../src/model/unavailable.ts';

interface OfTopic {
  arn: string;
  usedBy: readonly string[];
}

const topicPage = guide('configure-sns-notifications');
const destinationPage = guide('event-publishing-add-event-destination-sns');

const users = ({ usedBy }: OfTopic): string => usedBy.join(', ');
const lost = (data: OfTopic): string => `What SES publishes there (${users(data)}) is lost without a trace.`;
const regionFlag = (arn: string): string | undefined => arn.split(':')[3];

const reasons = {
  absent: 'does not exist',
  fifo: 'is a FIFO topic, which SES cannot publish to',
  region: 'is in another Region than the identity',
} as const;

export default defineCheck({
  id: 'events-topics',
  title: 'SNS topics and subscriptions',
  why: 'A topic that rejects SES, or has no subscribers, loses events without any error.',
  needs: { target, topics },
  enrichment: { destinations: eventDestinations, feedback: each(identityFeedback) },

  problems: {
    'events/topic-policy-blocks': problem<OfTopic>({
      severity: 'error',
      summary: ({ arn }) => `The policy of ${arn} does not let SES publish.`,
      impact: lost,
      evidence: ({ arn }) => [
        {
          what: `policy of ${arn}`,
          expected: 'sns:Publish for ses.amazonaws.com',
          actual: 'no statement that allows it, or one that denies it',
          source: 'sns:GetTopicAttributes',
        },
      ],
      fix: ({ arn }) => [
        {
          text: `Add a statement to the topic policy that allows the service ses.amazonaws.com to sns:Publish on this topic, with AWS:SourceAccount the account that sends. Keep the statements that are there.${statementToPaste('ses.amazonaws.com', 'sns:Publish', arn, (account) => ({ StringEquals: { 'AWS:SourceAccount': account } }))}`,
          owner: 'you',
          command: command`aws sns get-topic-attributes --topic-arn ${arn} --region ${regionFlag(arn)}`,
        },
      ],
      references: [destinationPage, topicPage],
      read: {
        summary: ({ subject }) => `The policy of ${subject ?? 'the SNS topic'} does not let SES publish.`,
        impact: () => 'Nobody sees the bounces, complaints and other events that go to this topic.',
        fix: () => [
          {
            text: 'Allow the service ses.amazonaws.com to sns:Publish in the policy of the topic.',
            owner: 'you',
          },
        ],
        distinguish: 'SNS or SES says that it is not authorized to publish to the topic.',
      },
    }),

    'events/topic-encrypted-without-grant': problem<OfTopic & { key: string }>({
      severity: 'error',
      summary: ({ arn }) => `${arn} is encrypted with the AWS managed key for SNS, which SES cannot use.`,
      impact: lost,
      evidence: ({ key }) => [
        {
          what: 'KmsMasterKeyId',
          expected: 'none, or a key of your own whose policy names ses.amazonaws.com',
          actual: key,
          source: 'sns:GetTopicAttributes',
        },
      ],
      fix: () => [
        {
          text: `Encrypt the topic with a key of your own whose policy has this statement, or switch the encryption off. The policy of an AWS managed key cannot be changed.${keyStatementToPaste(['ses.amazonaws.com'])}`,
          owner: 'you',
        },
      ],
      references: [destinationPage, topicPage],
      read: {
        summary: ({ subject }) =>
          `${subject ?? 'The SNS topic'} is encrypted with a key that SES cannot use.`,
        impact: () => 'Nobody sees the bounces, complaints and other events that go to this topic.',
        fix: () => [
          {
            text: `Encrypt the topic with a key of your own whose policy has this statement, or switch the encryption off.${keyStatementToPaste(['ses.amazonaws.com'])}`,
            owner: 'you',
          },
        ],
        distinguish: 'The error names KMS or a key.',
      },
    }),

    'events/topic-unreachable': problem<OfTopic & { why: keyof typeof reasons }>({
      severity: 'error',
      summary: ({ arn, why }) => `The SNS topic ${arn} ${reasons[why]}.`,
      impact: lost,
      evidence: ({ arn, why }) => [
        {
          what: arn,
          expected: 'a standard topic that exists in the Region of the sender',
          actual: reasons[why],
          source: why === 'absent' ? 'sns:GetTopicAttributes' : null,
        },
      ],
      fix: (data) => [
        { text: `Point ${users(data)} at a standard topic of this Region that exists.`, owner: 'you' },
      ],
      references: [destinationPage, topicPage],
      read: {
        summary: ({ subject }) => `SES does not reach ${subject ?? 'the SNS topic'}.`,
        impact: () => 'Nobody sees the bounces, complaints and other events that go to this topic.',
        fix: () => [
          { text: 'Point the destination at a standard topic of the same Region that exists.', owner: 'you' },
        ],
        distinguish:
          'The error says that the topic does not exist, is a FIFO topic, or is in another Region.',
      },
    }),

    'events/no-subscriber': problem<OfTopic>({
      severity: 'warning',
      summary: ({ arn }) => `Nobody is subscribed to ${arn}.`,
      impact: lost,
      evidence: () => [
        {
          what: 'confirmed subscriptions',
          expected: 'at least 1',
          actual: '0',
          source: 'sns:ListSubscriptionsByTopic',
        },
      ],
      fix: ({ arn }) => [
        {
          text: 'Subscribe a queue, a function or an e-mail address, and confirm the subscription (mail and HTTP ask for that).',
          owner: 'you',
          command: command`aws sns list-subscriptions-by-topic --topic-arn ${arn} --region ${regionFlag(arn)}`,
        },
      ],
      references: [
        destinationPage,
        'https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html',
      ],
      read: {
        severity: 'warning',
        summary: ({ subject }) => `Nobody has confirmed a subscription to ${subject ?? 'the SNS topic'}.`,
        impact: () => 'Nobody sees the bounces, complaints and other events that go to this topic.',
        fix: () => [
          {
            text: 'Confirm the subscription: open the SubscribeURL of the message that SNS sent, or call ConfirmSubscription with its token.',
            owner: 'you',
          },
        ],
        distinguish: 'SNS has sent a SubscriptionConfirmation, and no notification follows it.',
      },
    }),
  },

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
          : [{ problem: 'events/topic-unreachable' as const, data: { ...data, why }, subject: arn }]),
        ...(seen?.publish === 'blocked'
          ? [{ problem: 'events/topic-policy-blocks' as const, data, subject: arn }]
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
    if (found.length > 0 || (missed.length === 0 && topics.length > 0)) return [...found, ...missed];
    const why = missed[0]?.unanswered ?? (destinations.ok ? null : destinations.why);
    return notSeen(`not every topic could be looked at: ${why?.message ?? 'no answer'}`, missed);
  },

  observed({ topics }) {
    const counts = topics.flatMap(({ state }) =>
      state.ok && state.value.kind === 'topic' && state.value.confirmed.ok ? state.value.confirmed.value : [],
    );
    return counts.length === 0
      ? null
      : `${topics.length} ${topics.length === 1 ? 'topic' : 'topics'}; confirmed subscriptions: ${counts.join(', ')}`;
  },
});

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

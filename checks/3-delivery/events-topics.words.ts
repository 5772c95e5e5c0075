import { keyStatementToPaste, topicStepText } from '../../src/render/paste/statement.ts';
import { problem, type Step } from '../../src/model/check.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { letThrough, whatDenies } from '../../src/knowledge/denials.ts';
import type { Denial } from '../../src/parse/resource-policy.ts';
import { command } from '../../src/render/paste/paste.ts';

interface OfTopic {
  arn: string;
  usedBy: readonly string[];
}

const topicPage = guide('configure-sns-notifications');
const destinationPage = guide('event-publishing-add-event-destination-sns');

const users = ({ usedBy }: OfTopic): string => usedBy.join(', ');
const lost = (data: OfTopic): string => `What SES publishes there (${users(data)}) is lost without a trace.`;
const regionFlag = (arn: string): string | undefined => arn.split(':')[3];

/** Why SES cannot publish to a topic. */
export const reasons = {
  absent: 'does not exist',
  fifo: 'is a FIFO topic, which SES cannot publish to',
  region: 'is in another Region than the identity',
} as const;

/** The same, as what was found in place of a topic. */
const found: Readonly<Record<keyof typeof reasons, string>> = {
  absent: 'no such topic',
  fifo: 'a FIFO topic',
  region: 'a topic of another Region',
};

/** What shows the destination that names the topic; none where no set does. */
const settingOf = (region: string | null, used: string): readonly Step[] => {
  const set = /^configuration set (\S+)$/.exec(used)?.[1];
  return set === undefined
    ? []
    : [
        {
          text: `See which destination of ${set} names it; update-configuration-set-event-destination gives that another topic.`,
          owner: 'you',
          command: command`aws sesv2 get-configuration-set-event-destinations --configuration-set-name ${set} --region ${region}`,
        },
      ];
};

export const topicProblems = {
  'events/topic-policy-blocks': problem<OfTopic & { denial?: Denial; sender?: string }>({
    severity: 'error',
    summary: ({ arn }) => `The policy of ${arn} does not let SES publish.`,
    impact: lost,
    evidence: ({ arn, denial }) => [
      {
        what: `policy of ${arn}`,
        expected: 'sns:Publish for ses.amazonaws.com',
        actual: denial === undefined ? 'no statement that allows it' : whatDenies(denial),
        source: 'sns:GetTopicAttributes',
      },
    ],
    fix: ({ arn, denial, sender }) => [
      {
        text: denial !== undefined ? letThrough(denial, 'SES') : topicStepText(arn, sender),
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
      summary: ({ subject }) => `${subject ?? 'The SNS topic'} is encrypted with a key that SES cannot use.`,
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

  'events/topic-unreachable': problem<OfTopic & { why: keyof typeof reasons; region: string | null }>({
    severity: 'error',
    summary: ({ arn, why }) => `The SNS topic ${arn} ${reasons[why]}.`,
    impact: lost,
    evidence: ({ arn, why }) => [
      {
        what: arn,
        expected: 'a standard topic that exists in the Region of the sender',
        actual: found[why],
        source: why === 'absent' ? 'sns:GetTopicAttributes' : null,
      },
    ],
    fix: (data) => [
      {
        text: `Point ${users(data)} at a standard topic of this Region that exists; this lists them.`,
        owner: 'you',
        command: command`aws sns list-topics --region ${data.region}`,
      },
      ...data.usedBy.flatMap((used) => settingOf(data.region, used)),
    ],
    references: [destinationPage, topicPage],
    read: {
      summary: ({ subject }) => `SES does not reach ${subject ?? 'the SNS topic'}.`,
      impact: () => 'Nobody sees the bounces, complaints and other events that go to this topic.',
      fix: () => [
        { text: 'Point the destination at a standard topic of the same Region that exists.', owner: 'you' },
      ],
      distinguish: 'The error says that the topic does not exist, is a FIFO topic, or is in another Region.',
    },
  }),

  'events/no-subscriber': problem<OfTopic>({
    severity: 'warning',
    summary: ({ arn }) => `No subscription to ${arn} is confirmed.`,
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
};

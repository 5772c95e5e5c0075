import { grouped } from '../../src/model/many.ts';
import { type Counts, hopCounts, type HopCounts } from '../../src/facts/event-path/counts.ts';
import {
  defineCheck,
  type Evidence,
  notApplicable,
  notSeen,
  problem,
  unanswered,
} from '../../src/model/check.ts';
import { noneUnless, partUnread, unreadPaths } from '../../src/facts/event-path/unread-paths.ts';
import { percent } from '../../src/model/percent.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { parseArn } from '../../src/parse/arn.ts';

interface Failing {
  kind: HopCounts['kind'];
  arn: string;
  /** The part that fails, 0 to 1. */
  share: number;
  counts: Counts;
}

const nouns = { topic: 'SNS topic', rule: 'EventBridge rule', stream: 'Firehose stream' } as const;

const pages = {
  topic: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html',
  rule: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html',
  stream: 'https://docs.aws.amazon.com/firehose/latest/dg/troubleshooting.html',
} as const;

/** Fewer are worth knowing, and lose little. */
const muchFrom = 0.01;

const steps = {
  topic:
    'Switch delivery status logging of the topic on to see what the subscriber answers, then fix the subscriber. A dead-letter queue keeps what cannot be delivered.',
  rule: 'Give the rule a dead-letter queue: each message in it says why (ERROR_CODE). Usually the target does not exist, or its policy does not allow EventBridge.',
  stream:
    'Look at the error log of the stream in CloudWatch Logs: usually its role may not write to the destination, the bucket is gone, or the endpoint refuses.',
} as const;

const overview = 'https://docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html';

export default defineCheck({
  id: 'events-deliveries',
  title: 'Deliveries of events in the last 24 hours',
  why: 'SES hands over an event once. Only the metrics of SNS, EventBridge or Firehose show whether they deliver it.',
  needs: {},
  enrichment: { hopCounts, unreadPaths },

  problems: {
    'events/delivery-failing': problem<Failing>({
      severity: ({ share }) => (share >= muchFrom ? 'warning' : 'info'),
      summary: ({ kind, arn, share }) =>
        share === 1
          ? `The ${nouns[kind]} ${nameOf(arn)} delivers nothing.`
          : `The ${nouns[kind]} ${nameOf(arn)} fails to deliver ${percent(share)} of what it takes.`,
      impact: ({ kind }) =>
        kind === 'stream'
          ? 'Firehose tries again for a while, then keeps the records apart or drops them.'
          : 'What could not be delivered after the last try is dropped, unless a dead-letter queue keeps it.',
      evidence: ({ kind, counts }) => evidenceOf(kind, counts),
      fix: ({ kind }) => [{ text: steps[kind], owner: 'you' }],
      references: ({ kind }) => [pages[kind], overview],
      explains: [],
      read: {
        severity: 'warning',
        summary: ({ subject, data }) =>
          `SNS could not deliver an event of ${subject ?? 'a topic'} to ${data['destination'] ?? 'its subscriber'}${data['answered'] === undefined ? '' : `, which answered ${data['answered']}`}.`,
        impact: () =>
          'What could not be delivered after the last try is dropped, unless a dead-letter queue keeps it.',
        fix: ({ data }) => [
          {
            text:
              data['refused'] === 'true'
                ? 'Allow sns.amazonaws.com, with the topic as aws:SourceArn, in the policy of the subscriber and in that of its key.'
                : 'Look into the log of the subscriber for the time of the delivery: it has to answer within 15 seconds, with a status of 2xx.',
            owner: 'you',
          },
          {
            text: 'Give the subscription a dead-letter queue, so that the next ones are kept.',
            owner: 'you',
          },
        ],
        references: [pages.topic],
        distinguish: 'The delivery log of the topic names the subscriber and what it answered.',
      },
    }),
  },

  evaluate({ hopCounts: hops, unreadPaths: unread }) {
    if (!hops.ok) return notSeen(hops.why.message, unanswered(hops, false));
    if (hops.value.length === 0)
      return notApplicable(noneUnless(unread, 'no topic, rule or stream takes events of the sender'));
    const missed = hops.value.flatMap(({ counts }) => unanswered(counts, false));
    const found = hops.value.flatMap(({ kind, arn, counts }) => {
      const share = counts.ok ? failingShare(counts.value) : null;
      if (!counts.ok || share === null || share === 0) return [];
      return [
        {
          problem: 'events/delivery-failing' as const,
          data: { kind, arn, share, counts: counts.value },
          subject: arn,
        },
      ];
    });
    if (found.length > 0) return [...found, ...missed];
    if (missed.length > 0)
      return notSeen(
        `not every delivery could be looked at: ${missed[0]?.unanswered.message ?? 'no answer'}`,
        missed,
      );
    const part = partUnread(unread);
    if (part !== null) return notSeen(part, []);
    const counted = hops.value.some(({ counts }) => counts.ok && failingShare(counts.value) !== null);
    return counted ? [] : notApplicable('CloudWatch has no numbers of the last 24 hours');
  },

  observed({ hopCounts: hops }) {
    const counts = valueOr(hops, []).flatMap(({ counts: one }) => (one.ok ? [one.value] : []));
    const delivered = counts.flatMap((one) => one.delivered ?? []).reduce((sum, one) => sum + one, 0);
    const failed = counts.flatMap((one) => one.failed ?? []).reduce((sum, one) => sum + one, 0);
    return delivered + failed === 0 ? null : `${grouped(delivered)} delivered, ${grouped(failed)} failed`;
  },
});

const nameOf = (arn: string): string =>
  parseArn(arn)?.resource.replace(/^(?:rule|deliverystream)\//, '') ?? arn;

/** Null: no numbers. */
function failingShare({ delivered, failed, lastHour }: Counts): number | null {
  if (lastHour !== null) return 1 - Math.min(1, Math.max(0, lastHour.share));
  if (failed === null && delivered === null) return null;
  const total = (failed ?? 0) + (delivered ?? 0);
  return total === 0 ? null : (failed ?? 0) / total;
}

function evidenceOf(kind: HopCounts['kind'], { delivered, failed, lastHour }: Counts): readonly Evidence[] {
  const source = 'cloudwatch:GetMetricData';
  if (lastHour !== null) {
    const actual = `${percent(lastHour.share)} at ${lastHour.at.slice(0, 16)}Z`;
    return [{ what: lastHour.metric, expected: '100%', actual, source }];
  }
  const metric = kind === 'topic' ? 'NumberOfNotificationsFailed' : 'FailedInvocations';
  return [
    {
      what: metric,
      expected: '0',
      actual: `${grouped(failed ?? 0)}, beside ${grouped(delivered ?? 0)} delivered`,
      source,
    },
  ];
}

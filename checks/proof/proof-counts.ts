import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, notSeen, problem, unanswered } from '../../src/model/check.ts';
import type { Evidence, OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { percent } from '../../src/model/percent.ts';
import { parseArn } from '../../src/parse/arn.ts';
import type { Counted, Counts, HopCount } from '../../src/proof/counts.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
import { expectedTypes, isOnlyWay, typesAt, ways } from '../../src/proof/ways.ts';

interface Lost {
  kind: HopCount['kind'];
  arn: string;
  types: readonly string[];
  only: boolean;
  since: Counted;
  /** Other events passed in the hour before: what failed may be one of those. */
  busy: boolean;
}

type Found = Unanswered | OccurrenceOf<'proof/lost-at-subscriber', Lost>;

const nouns = {
  topic: 'SNS topic',
  rule: 'EventBridge rule',
  stream: 'Firehose stream',
  metric: 'CloudWatch destination',
} as const;

const pages = {
  topic: 'https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html',
  rule: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html',
  stream: 'https://docs.aws.amazon.com/firehose/latest/dg/cloudwatch-metrics.html',
  metric: guide('event-publishing-add-event-destination-cloudwatch'),
} as const;

const metrics = {
  topic: { taken: 'NumberOfMessagesPublished', failed: 'NumberOfNotificationsFailed' },
  rule: { taken: 'TriggeredRules', failed: 'FailedInvocations' },
  stream: { taken: 'IncomingRecords', failed: 'DeliveryToS3.Success' },
  // Nothing reads there: nobody can fail to.
  metric: { taken: 'metrics of AWS/SES', failed: '' },
} as const;

const steps = {
  topic:
    'Look at the subscriber: a queue whose policy does not let the topic in, a function or an endpoint that fails. Delivery status logging of the topic says what it answered.',
  rule: 'Look at the target of the rule: mostly it does not exist, or its policy does not let EventBridge in. A dead-letter queue keeps the reason with each event.',
  stream:
    'Look at the error log of the stream: mostly its role may not write to the destination, or the bucket is gone.',
  metric: 'Look at the metrics of AWS/SES in CloudWatch.',
} as const;

const nameOf = (arn: string): string =>
  parseArn(arn)?.resource.replace(/^(?:rule|deliverystream)\//, '') ?? arn;

export default defineCheck({
  id: 'proof-counts',
  title: 'Counters of the hops, before the messages and after',
  why: 'Topic, rule and stream count what they take and what they cannot deliver: that shows where an event ended.',
  needs: { proof },
  questions: { ways },

  problems: {
    'proof/lost-at-subscriber': problem<Lost>({
      severity: ({ only, busy }) => (only && !busy ? 'error' : 'warning'),
      summary: ({ kind, arn, busy }) =>
        `The ${nouns[kind]} ${nameOf(arn)} could not deliver what it took${busy ? ', most likely the events of these messages as well' : ''}.`,
      impact: ({ types }) =>
        `What reads there does not learn of ${types.join(', ')}, unless a dead-letter queue keeps them.`,
      evidence: evidenceOf,
      fix: ({ kind }) => [{ text: steps[kind], owner: 'you' }],
      references: ({ kind }) => [pages[kind]],
      explains: ['proof/lost-at-dead-letter-queue', 'proof/lost-at-bucket'],
    }),
  },

  evaluate({ proof: seen, ways: known }): readonly Found[] | ReturnType<typeof notApplicable> {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES took no message');
    const { counts } = seen;
    if (counts === null) return notApplicable('interrupted before anything was counted');
    if (counts.hops.length === 0) return notApplicable('nothing on the way counts these events');
    const expected = expectedTypes(seen);
    const found = counts.hops.map((hop): readonly Found[] => {
      const { kind, arn, place, counts: answer } = hop;
      if (!answer.ok) return unanswered(answer);
      const { before, since } = answer.value;
      if (hasFailed(since)) {
        const types = known.ok ? typesAt(known.value, place, expected) : expected;
        const only = known.ok && isOnlyWay(known.value, place, types);
        const busy = (before.taken ?? 0) + (before.delivered ?? 0) + (before.failed ?? 0) > 0;
        return [
          {
            problem: 'proof/lost-at-subscriber',
            data: { kind, arn, types, only, since, busy },
            subject: arn,
          },
        ];
      }
      return hasPassed(since) ? [] : [missingAt(hop, counts)];
    });
    // Where no hop has shown that an event came, nothing was seen to be in order.
    const missed = found.flat().filter((one): one is Unanswered => 'unanswered' in one && !one.counts);
    const [first] = missed;
    return first !== undefined && missed.length === found.length
      ? notSeen(first.unanswered.message, missed)
      : found.flat();
  },

  observed: ({ proof: { counts } }) =>
    counts === null || counts.hops.length === 0 ? null : counts.hops.map(said).join('; '),
});

const hasFailed = ({ failed, share }: Counted): boolean => (failed ?? 0) > 0 || (share !== null && share < 1);

const hasPassed = ({ delivered }: Counted): boolean => (delivered ?? 0) > 0;

/** No rise proves neither that an event came nor that none did; it is a question that counts where --wait chose the time. */
function missingAt({ arn, enoughSeconds }: HopCount, { seconds, waited }: Counts): Unanswered {
  const within = `nothing was counted at ${nameOf(arn)} within ${String(seconds)} s`;
  const messages: Readonly<Record<Counts['waited'], string>> = {
    enough: `${within}: CloudWatch is late, or no event came (--tap sees them)`,
    default: `${within}; it may take ${String(Math.ceil(enoughSeconds / 60))} minutes (--wait)`,
    given: `${within}; it may take ${String(Math.ceil(enoughSeconds / 60))} minutes (--wait)`,
    once: `nothing was counted at ${nameOf(arn)} yet: nobody waited, since a queue of our own listened`,
  };
  return {
    unanswered: {
      ...{ reason: 'timeout', action: null, region: null, detail: {} },
      question: `what CloudWatch counts at ${nameOf(arn)}`,
      message: messages[waited],
    },
    counts: waited === 'given',
  };
}

function evidenceOf({ kind, since }: Lost): readonly Evidence[] {
  const source = 'cloudwatch:GetMetricData';
  const { taken, delivered, failed, share } = since;
  if (share !== null)
    return [{ what: metrics.stream.failed, expected: '100%', actual: percent(share), source }];
  return [
    {
      what: `${metrics[kind].failed} since the first message`,
      expected: '0',
      actual: `${String(failed ?? 0)}; ${String(taken ?? 0)} taken, ${String(delivered ?? 0)} ${kind === 'rule' ? 'tried' : 'delivered'}`,
      source,
    },
  ];
}

/** A hop: what was seen there, or that nothing was. */
function said({ arn, counts }: HopCount): string {
  if (!counts.ok) return `${nameOf(arn)}: cannot be seen from here`;
  const { taken, delivered, failed } = counts.value.since;
  if (taken === null && delivered === null && failed === null) return `${nameOf(arn)}: not seen`;
  return `${nameOf(arn)}: ${String(taken ?? 0)} taken, ${String(delivered ?? 0)} delivered${(failed ?? 0) > 0 ? `, ${String(failed)} failed` : ''}`;
}

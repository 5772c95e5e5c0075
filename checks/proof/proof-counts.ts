import { grouped } from '../../src/model/many.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, orNotSeen, problem, unanswered } from '../../src/model/check.ts';
import type { Evidence, OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { percent } from '../../src/model/percent.ts';
import { parseArn } from '../../src/parse/arn.ts';
import {
  type Counted,
  type Counts,
  type HopCount,
  mayBeUnprocessed,
  mayStaySilent,
  type Short,
  shortOf,
} from '../../src/proof/counts.ts';
import { accepted, type Proof, proof } from '../../src/proof/proof.ts';
import { expectedTypes, isOnlyWay, typesAt, ways } from '../../src/proof/ways.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Lost {
  kind: HopCount['kind'];
  arn: string;
  types: readonly string[];
  only: boolean;
  since: Counted;
  /** Other events passed in the hour before: what failed may be one of those. */
  busy: boolean;
}

interface Fewer extends Short {
  kind: HopCount['kind'];
  arn: string;
  types: readonly string[];
  only: boolean;
  /** Other events passed in the hour before, so that even more of these may be lost. */
  busy: boolean;
  seconds: number;
  from: string;
  via: Proof['via'];
}

type Found =
  Unanswered | OccurrenceOf<'proof/lost-at-subscriber', Lost> | OccurrenceOf<'proof/fewer-than-sent', Fewer>;

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
  topic: {
    taken: 'NumberOfMessagesPublished',
    delivered: 'NumberOfNotificationsDelivered',
    processed: '',
    failed: 'NumberOfNotificationsFailed',
  },
  rule: { taken: 'TriggeredRules', delivered: 'Invocations', processed: '', failed: 'FailedInvocations' },
  stream: {
    ...{ taken: 'IncomingRecords', delivered: 'DeliveryToS3.Records' },
    processed: 'SucceedProcessing.Records or SucceedConversion.Records',
    failed: 'DeliveryToS3.Success, ExecuteProcessing.Success',
  },
  // Nothing reads there: nobody can fail to.
  metric: { taken: 'metrics of AWS/SES', delivered: 'metrics of AWS/SES', processed: '', failed: '' },
} as const;

const verbs = {
  topic: { taken: 'took', delivered: 'delivered', processed: '' },
  rule: { taken: 'took', delivered: 'handed on', processed: '' },
  stream: { taken: 'took', delivered: 'wrote', processed: 'processed' },
  metric: { taken: 'counted', delivered: 'counted', processed: '' },
} as const;

const steps = {
  topic:
    'Look at the subscriber: a queue whose policy does not allow the topic, a function or an endpoint that fails. Delivery status logging of the topic says what it answered.',
  rule: 'Look at the target of the rule: usually it does not exist, or its policy does not allow EventBridge. A dead-letter queue keeps the reason with each event.',
  stream:
    'Look at the error log of the stream: usually its role may not write to the destination, the bucket is gone, or its function or format conversion fails.',
  metric: 'Look at the metrics of AWS/SES in CloudWatch.',
} as const;

const nameOf = (arn: string): string =>
  parseArn(arn)?.resource.replace(/^(?:rule|deliverystream)\//, '') ?? arn;

/** The command with the way that these messages took. */
const asSent = (via: Proof['via'], test: string | null): string | null =>
  test === null || via === 'api' ? test : `${test} --via ${via}`;

export default defineCheck({
  id: 'proof-counts',
  title: 'Counters of the hops before and after the messages',
  why: 'Topics, rules and streams count what they accept and what they cannot deliver: that shows where an event was lost.',
  needs: { proof },
  questions: { ways },

  problems: {
    'proof/lost-at-subscriber': problem<Lost>({
      severity: ({ only, busy }) => (only && !busy ? 'error' : 'warning'),
      summary: ({ kind, arn, busy }) =>
        `The ${nouns[kind]} ${nameOf(arn)} could not deliver what it accepted${busy ? ', most likely the events of these messages as well' : ''}.`,
      impact: ({ types }) =>
        `The readers there do not get ${types.join(', ')}, unless a dead-letter queue keeps them.`,
      evidence: evidenceOf,
      fix: ({ kind }) => [{ text: steps[kind], owner: 'you' }],
      references: ({ kind }) => [pages[kind]],
      explains: ['proof/lost-at-dead-letter-queue', 'proof/lost-at-bucket'],
    }),

    'proof/fewer-than-sent': problem<Fewer>({
      severity: ({ only }) => (only ? 'error' : 'warning'),
      summary: ({ kind, arn, counter, counted, due, busy }) =>
        `The ${nouns[kind]} ${nameOf(arn)} ${verbs[kind][counter]} ${grouped(counted)}${busy ? ' since the first message, other mail included' : ''}, where these messages alone bring ${grouped(due)}.`,
      impact: ({ types }) => `The readers there do not get all of these events: ${types.join(', ')}.`,
      evidence: ({ kind, counter, counted, due, seconds }) => [
        {
          what: `${metrics[kind][counter]} since the first message`,
          expected: `${grouped(due)} or more`,
          actual: `${grouped(counted)} within ${grouped(seconds)} s`,
          source: 'cloudwatch:GetMetricData',
        },
      ],
      fix: ({ kind, counter, from, via }) => [
        ...(counter !== 'taken' && kind !== 'metric' ? [{ text: steps[kind], owner: 'you' as const }] : []),
        kind === 'stream'
          ? {
              text: 'Look at what the stream writes: the test names each event that is not in the bucket.',
              owner: 'you',
              command: asSent(via, command`ses-doctor test --identity ${from} --tap --read-bucket`),
            }
          : kind === 'metric'
            ? {
                text: 'No queue can listen at a destination that only counts: compare the metrics of AWS/SES by event, and test again.',
                owner: 'you',
              }
            : {
                text: 'Test again with a queue of its own, which names each event that does not come.',
                owner: 'you',
                command: asSent(via, command`ses-doctor test --identity ${from} --tap`),
              },
      ],
      references: ({ kind }) => [pages[kind]],
      explains: ['proof/lost-at-bucket'],
    }),
  },

  evaluate({ proof: seen, ways: known }): readonly Found[] | ReturnType<typeof notApplicable> {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    const { counts } = seen;
    if (counts === null || seen.interrupted === true)
      return [
        {
          unanswered: {
            ...{ reason: 'interrupted', action: null, region: null, detail: {} },
            ...{ question: 'what CloudWatch counts', message: 'interrupted before everything was counted' },
          },
          // A queue of our own tells what came.
          counts: seen.tap === null,
        },
      ];
    if (counts.hops.length === 0) return notApplicable('nothing on the path counts these events');
    const expected = expectedTypes(seen);
    const found = counts.hops.map((hop): readonly Found[] => {
      const { kind, arn, place, counts: answer } = hop;
      if (hop.elsewhere !== undefined && hop.heard === true) return [];
      if (!answer.ok) return unanswered(answer, hop.elsewhere === undefined);
      const { before, since } = answer.value;
      const types = known.ok ? typesAt(known.value, place, expected) : expected;
      const only = known.ok && isOnlyWay(known.value, place, types);
      const busy = isBusy(before);
      if (hasFailed(since)) {
        return [
          {
            problem: 'proof/lost-at-subscriber',
            data: { kind, arn, types, only, since, busy },
            subject: arn,
          },
        ];
      }
      if (hop.heard === true && counts.waited !== 'once') return [];
      const short = shortOf(hop);
      const hadTime = counts.waited === 'enough' || counts.seconds >= hop.enoughSeconds;
      if (short !== null && hadTime)
        return [
          {
            problem: 'proof/fewer-than-sent',
            data: {
              ...{ ...short, kind, arn, only, busy, seconds: counts.seconds, from: seen.from, via: seen.via },
              types: known.ok ? typesAt(known.value, place, [...expected, 'SEND']) : expected,
            },
            subject: arn,
          },
        ];
      return (short === null && (since.delivered ?? 0) > 0 && !mayBeUnprocessed(hop)) ||
        mayStaySilent(hop, counts.hops)
        ? []
        : [missingAt(hop, short, counts, isTapped(seen, place))];
    });
    if (
      counts.waited === 'once' &&
      found.flat().every((one) => 'unanswered' in one && !one.counts) &&
      found.flat().length > 0
    )
      return notApplicable(
        'CloudWatch is some minutes late, and nobody waited for it: a queue of our own listened',
      );
    // A hop at which nothing was seen has no tick, whatever another one has shown.
    return orNotSeen(found.flat());
  },

  observed: ({ proof: { counts } }) =>
    counts === null || counts.hops.length === 0 ? null : counts.hops.map(said).join('; '),
});

const hasFailed = ({ failed, share }: Counted): boolean => (failed ?? 0) > 0 || (share !== null && share < 1);

/** Events passed before any of these messages: those since may be of other mail. */
const isBusy = ({ taken, delivered, failed }: Counted): boolean =>
  (taken ?? 0) + (delivered ?? 0) + (failed ?? 0) > 0;

/**
 * No rise proves neither that an event came nor that none did, nor does a small one before its time; it is a question that
 * counts where --wait chose the time.
 */
function missingAt(
  hop: HopCount,
  short: Short | null,
  { seconds, waited }: Counts,
  /** A queue of our own listened beside the readers of the user. */
  tapped: boolean,
): Unanswered {
  const { kind, arn, counts: answer, enoughSeconds } = hop;
  const taken = (answer.ok ? answer.value.since.taken : null) ?? 0;
  const seen =
    short !== null
      ? `${nameOf(arn)} ${verbs[kind][short.counter]} ${grouped(short.counted)} of ${grouped(short.due)}`
      : taken > 0
        ? `${nameOf(arn)} took ${grouped(taken)}, and nothing was counted of what it handed on,`
        : `nothing was counted at ${nameOf(arn)}`;
  const within = `${tapped ? 'what your own readers get: ' : ''}${seen} within ${grouped(seconds)} s`;
  const messages: Readonly<Record<Counts['waited'], string>> = {
    enough: `${within}: CloudWatch is late, or no event came${tapped ? '' : ' (--tap sees them)'}`,
    default: `${within}; it may take ${grouped(Math.ceil(enoughSeconds / 60))} minutes (--wait)`,
    given: `${within}; it may take ${grouped(Math.ceil(enoughSeconds / 60))} minutes (--wait)`,
    once: `${within}: nobody waited longer, since a queue of our own listened`,
  };
  const wrote = (answer.ok ? (answer.value.since.delivered ?? 0) : 0) > 0;
  return {
    unanswered: {
      ...{ reason: 'timeout', action: null, region: null, detail: {} },
      question: `what CloudWatch counts at ${nameOf(arn)}`,
      message:
        short === null && wrote && mayBeUnprocessed(hop)
          ? `what ${nameOf(arn)} wrote may be what it could not process, below its error prefix, and no number tells them apart: --tap --read-bucket reads it`
          : messages[waited],
    },
    // With a queue of our own, --wait was the time for what comes there.
    counts: waited === 'given' && !tapped,
  };
}

const isTapped = ({ tap }: Proof, place: string): boolean =>
  tap?.places.some((one) => one.place === place && one.open.ok) === true;

function evidenceOf({ kind, since }: Lost): readonly Evidence[] {
  const source = 'cloudwatch:GetMetricData';
  const { taken, delivered, failed, share } = since;
  if (share !== null && share < 1)
    return [{ what: metrics.stream.failed, expected: '100%', actual: percent(share), source }];
  return [
    {
      what: `${metrics[kind].failed} since the first message`,
      expected: '0',
      actual: `${grouped(failed ?? 0)}; ${grouped(taken ?? 0)} taken, ${grouped(delivered ?? 0)} ${kind === 'rule' ? 'tried' : 'delivered'}`,
      source,
    },
  ];
}

/** A hop: what was seen there, or that nothing was. */
function said(hop: HopCount): string {
  const { arn, counts } = hop;
  if (!counts.ok) return `${nameOf(arn)}: cannot be seen from here`;
  const { before, since } = counts.value;
  const { taken, delivered, failed } = since;
  if (taken === null && delivered === null && failed === null) return `${nameOf(arn)}: not seen`;
  const numbers = [
    ...(taken === null ? [] : [`${grouped(taken)} taken`]),
    `${grouped(delivered ?? 0)} delivered`,
    ...((failed ?? 0) > 0 ? [`${String(failed)} failed`] : []),
  ];
  const came = (delivered ?? 0) > 0 && !hasFailed(since) && shortOf(hop) === null;
  const likely = came && isBusy(before) ? ', most likely these among other mail' : '';
  return `${nameOf(arn)}: ${numbers.join(', ')}${likely}`;
}

import check from '../../../checks/3-delivery/events-deliveries.ts';
import type { Counts, HopCounts } from '../../../src/facts/event-path/counts.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { answered, unansweredWith } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { allRead, notRead } from '../../support/event-paths.ts';

const arns = {
  topic: 'arn:aws:sns:eu-west-1:111122223333:feedback',
  rule: 'arn:aws:events:eu-west-1:111122223333:rule/ses',
  stream: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/ses-events',
} as const;
const nothing: Counts = { delivered: null, failed: null, lastHour: null };
const hop = (kind: HopCounts['kind'], counts: Partial<Counts>) => ({
  hopCounts: answered([{ kind, arn: arns[kind], counts: answered({ ...nothing, ...counts }) }]),
});
const finding = (kind: HopCounts['kind'], counts: Partial<Counts>, share: number) => ({
  given: hop(kind, counts),
  found: [
    {
      problem: 'events/delivery-failing' as const,
      data: { kind, arn: arns[kind], share, counts: { ...nothing, ...counts } },
      subject: arns[kind],
    },
  ],
});
const denied = new Unavailable('access-denied', 'denied').why;

describeCheck(check, {
  healthy: { unreadPaths: allRead, ...hop('topic', { delivered: 400, failed: 0 }) },
  finds: {
    'a topic that delivers nothing': finding('topic', { failed: 12 }, 1),
    'a rule that fails for a quarter': finding('rule', { delivered: 30, failed: 10 }, 0.25),
    'one in a thousand': finding('topic', { delivered: 999, failed: 1 }, 0.001),
    'a stream whose bucket is gone': finding(
      'stream',
      { lastHour: { at: '2026-11-21T18:00:00.000Z', share: 0, metric: 'DeliveryToS3.Success' } },
      1,
    ),
  },
  silent: {
    'a stream that has recovered': hop('stream', {
      lastHour: { at: '2026-11-21T18:00:00.000Z', share: 1, metric: 'DeliveryToS3.Success' },
    }),
  },
  verdicts: {
    'nothing to count': {
      given: { hopCounts: answered([]) },
      verdict: { notApplicable: 'no topic, rule or stream takes events of the sender' },
    },
    'nobody could read where the events go': {
      given: { ...{ hopCounts: answered([]) }, unreadPaths: notRead },
      verdict: { notApplicable: 'it is not known where the events go: denied' },
    },
    'no numbers are no zeros': {
      given: hop('topic', {}),
      verdict: { notApplicable: 'CloudWatch has no numbers of the last 24 hours' },
    },
    'CloudWatch may not be asked': {
      given: { hopCounts: answered([{ kind: 'topic', arn: arns.topic, counts: unansweredWith(denied) }]) },
      verdict: {
        notApplicable: 'not every delivery could be looked at: denied',
        missed: [{ unanswered: denied, counts: false }],
      },
    },
  },
});

import { expect, it } from 'vitest';
import check from '../../../checks/1-account/reputation-receivers.ts';
import type { ReceiverDay } from '../../../src/facts/receiver-days.ts';
import { answered, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const day = (number: number, more: Partial<ReceiverDay>): ReceiverDay => ({
  date: `2026-11-${String(number).padStart(2, '0')}`,
  sent: 100,
  permanent: 0,
  transient: 1,
  complaints: null,
  ...more,
});
const gmail = (...days: readonly ReceiverDay[]) => ({
  receiverDays: answered([{ receiver: 'Gmail', days }]),
});
const quiet = [1, 2, 3, 4].map((number) => day(number, {}));
const data = {
  ...{ region: 'eu-west-1', identity: 'example.com', receiver: 'Gmail', since: '2026-11-05' },
  ...{ before: 0.01, sent: 200 },
};
const code = 'reputation/receiver-refuses';
const healthy = { target: targetWith(), takenAt: '2026-11-07T09:00:00.000Z', ...gmail(...quiet) };

describeCheck(check, {
  subject: 'example.com',
  healthy,
  finds: {
    'a provider whose people complain': {
      given: gmail(...quiet.map((one) => ({ ...one, sent: 500, complaints: 2 }))),
      found: [
        {
          problem: 'reputation/receiver-complaints',
          data: {
            ...{ region: 'eu-west-1', identity: 'example.com', receiver: 'Gmail' },
            ...{ from: '2026-11-01', until: '2026-11-04', complaints: 8, sent: 2000, rate: 0.004 },
          },
        },
      ],
    },
    'a provider that defers since the 5th': {
      given: gmail(...quiet, day(5, { transient: 40 }), day(6, { transient: 20 })),
      found: [{ problem: code, data: { ...data, now: 0.3, permanent: 0, transient: 60 } }],
    },
    'a provider that blocked while mail still went there': {
      given: {
        ...gmail(...quiet, day(5, { permanent: 99 }), day(6, { permanent: 99 })),
        takenAt: '2026-11-14T09:00:00.000Z',
      },
      found: [
        { problem: code, data: { ...data, until: '2026-11-06', now: 1, permanent: 198, transient: 2 } },
      ],
    },
    'a provider that blocks': {
      given: gmail(...quiet, day(5, { permanent: 99 }), day(6, { permanent: 99 })),
      found: [{ problem: code, data: { ...data, now: 1, permanent: 198, transient: 2 } }],
    },
  },
  silent: {
    'two complaints of little mail, and days without a number': gmail(
      ...quiet.map((one, index) => ({ ...one, sent: 500, complaints: index === 0 ? 2 : null })),
    ),
    'complaints that are few': gmail(...quiet.map((one) => ({ ...one, sent: 5000, complaints: 2 }))),
    'it has gone down again': gmail(...quiet, day(5, { transient: 40 }), day(6, {})),
    'hardly any mail': gmail(...quiet, day(5, { sent: 8, transient: 8 })),
    'it always was so': gmail(...quiet.map((one) => ({ ...one, transient: 30 }))),
    'a little more than before': gmail(
      ...quiet.map((one) => ({ ...one, transient: 4 })),
      day(5, { transient: 6 }),
    ),
    'days without numbers of bounces say nothing': gmail(
      ...quiet.map((one) => ({ ...one, permanent: null, transient: null, complaints: 0 })),
      ...[day(5, { transient: 40 }), day(6, { transient: 40 })],
    ),
    'without VDM': { receiverDays: unansweredWith(whyOf('prerequisite')) },
  },
  verdicts: {
    'numbers that SES failed to give': {
      given: { receiverDays: answered([{ receiver: 'Gmail', days: quiet, failed: 'INTERNAL_FAILURE' }]) },
      verdict: [
        {
          unanswered: whyOf('bad-reply', 'SES answered INTERNAL_FAILURE to some of the numbers of Gmail', {
            question: 'ses:BatchGetMetricData',
          }),
          counts: false,
        },
      ],
    },
    'no numbers of bounces': {
      given: gmail(...quiet.map((one) => ({ ...one, permanent: null, transient: null }))),
      verdict: {
        notApplicable: 'SES has no numbers of bounces or complaints by mailbox provider',
        missed: [],
      },
    },
    'no numbers': {
      given: { receiverDays: answered([]) },
      verdict: { notApplicable: 'SES has no numbers by mailbox provider for this identity' },
    },
  },
});

it('draws the bounces of each provider by day', () => {
  expect(check.gauges?.(healthy, 'example.com')).toMatchObject([
    { title: 'Bounces at Gmail', value: 1, points: [{ value: 1 }, { value: 1 }, { value: 1 }, { value: 1 }] },
  ]);
});

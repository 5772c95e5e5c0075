import { expect, it } from 'vitest';
import check from '../../../checks/1-account/reputation-receivers.ts';
import type { ReceiverDay } from '../../../src/facts/receiver-days.ts';
import { answered, candidateOf, symptomOf, unansweredWith, whyOf } from '../../support/account.ts';
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
const from = { region: 'eu-west-1', identity: 'example.com' };
const rise = { receiver: 'Gmail', since: '2026-11-05', before: 0.01, sent: 200 };
const blocked = { now: 1, permanent: 198, transient: 2 };
const all = (...names: readonly (readonly [string, readonly ReceiverDay[]])[]) => ({
  receiverDays: answered(names.map(([receiver, days]) => ({ receiver, days }))),
});
const blockedSince = (number: number): readonly ReceiverDay[] =>
  [1, 2, 3, 4, 5, 6].map((one) => day(one, one >= number ? { permanent: 99 } : {}));
const code = 'reputation/receiver-refuses';
const healthy = {
  target: targetWith(),
  takenAt: '2026-11-07T09:00:00.000Z',
  symptom: null,
  ...gmail(...quiet),
};

describeCheck(check, {
  subject: 'example.com',
  healthy,
  finds: {
    'a provider whose people complain': {
      given: gmail(...quiet.map((one) => ({ ...one, sent: 500, complaints: 2 }))),
      found: [
        {
          problem: 'reputation/receiver-complaints',
          subject: 'Gmail',
          data: {
            ...{ region: 'eu-west-1', identity: 'example.com', receiver: 'Gmail' },
            ...{ from: '2026-11-01', until: '2026-11-04', complaints: 8, sent: 2000, rate: 0.004 },
          },
        },
      ],
    },
    'a provider that defers since the 5th': {
      given: gmail(...quiet, day(5, { transient: 40 }), day(6, { transient: 20 })),
      found: [
        {
          problem: code,
          subject: 'Gmail',
          data: { ...from, rises: [{ ...rise, now: 0.3, permanent: 0, transient: 60 }] },
        },
      ],
    },
    'a provider that blocked while mail still went there': {
      given: {
        ...gmail(...quiet, day(5, { permanent: 99 }), day(6, { permanent: 99 })),
        takenAt: '2026-11-14T09:00:00.000Z',
      },
      found: [
        {
          problem: code,
          subject: 'Gmail',
          data: { ...from, rises: [{ ...rise, until: '2026-11-06', ...blocked }] },
        },
      ],
    },
    'a provider that blocks': {
      given: gmail(...quiet, day(5, { permanent: 99 }), day(6, { permanent: 99 })),
      found: [{ problem: code, subject: 'Gmail', data: { ...from, rises: [{ ...rise, ...blocked }] } }],
    },
    'a provider that always refused': {
      given: {
        ...gmail(...quiet.map((one) => ({ ...one, permanent: 29 }))),
        takenAt: '2026-11-05T09:00:00.000Z',
      },
      found: [
        {
          problem: code,
          subject: 'Gmail',
          data: {
            ...from,
            rises: [
              {
                receiver: 'Gmail',
                since: '2026-11-01',
                before: null,
                now: 0.3,
                permanent: 116,
                transient: 4,
                sent: 400,
              },
            ],
          },
        },
      ],
    },
    'a new sender of whom half bounces': {
      given: gmail(day(5, { sent: 5000, transient: 2500 }), day(6, { sent: 5000, transient: 2500 })),
      found: [
        {
          problem: code,
          subject: 'Gmail',
          data: {
            ...from,
            rises: [
              {
                receiver: 'Gmail',
                since: '2026-11-05',
                before: null,
                now: 0.5,
                permanent: 0,
                transient: 5000,
                sent: 10_000,
              },
            ],
          },
        },
      ],
    },
    'three providers that began within two days': {
      given: all(['Gmail', blockedSince(5)], ['Yahoo', blockedSince(5)], ['Hotmail', blockedSince(4)]),
      found: [
        {
          problem: code,
          subject: 'Hotmail, Gmail, Yahoo',
          data: {
            ...from,
            rises: [
              {
                ...rise,
                ...blocked,
                receiver: 'Hotmail',
                since: '2026-11-04',
                sent: 300,
                permanent: 297,
                transient: 3,
              },
              { ...rise, ...blocked },
              { ...rise, ...blocked, receiver: 'Yahoo' },
            ],
          },
        },
      ],
    },
    'two providers, one of which always refused': {
      given: all(['Gmail', blockedSince(5)], ['Yahoo', blockedSince(1)]),
      found: [
        {
          problem: code,
          subject: 'Yahoo',
          data: {
            ...from,
            rises: [
              {
                ...rise,
                ...blocked,
                receiver: 'Yahoo',
                since: '2026-11-01',
                before: null,
                sent: 600,
                permanent: 594,
                transient: 6,
              },
            ],
          },
        },
        { problem: code, subject: 'Gmail', data: { ...from, rises: [{ ...rise, ...blocked }] } },
      ],
    },
    'a provider of which a bounce was given': {
      given: {
        ...gmail(...blockedSince(5)),
        symptom: symptomOf([{ ...candidateOf('bounce/rate-limited', null), data: { receiver: 'Gmail' } }]),
      },
      found: [
        { problem: code, subject: 'Gmail', data: { ...from, rises: [{ ...rise, ...blocked }], told: true } },
      ],
    },
    'complaints that began four days ago': {
      given: gmail(
        ...[1, 2, 3, 4].map((one) => day(one, { sent: 1000, complaints: 0 })),
        ...[5, 6].map((one) => day(one, { sent: 1000, complaints: 5 })),
      ),
      found: [
        {
          problem: 'reputation/receiver-complaints',
          subject: 'Gmail',
          data: {
            ...from,
            ...{ receiver: 'Gmail', from: '2026-11-05', until: '2026-11-06', complaints: 10, sent: 2000 },
            ...{ rate: 0.005, before: 0 },
          },
        },
      ],
    },
  },
  silent: {
    'two complaints of little mail, and days without a number': gmail(
      ...quiet.map((one, index) => ({ ...one, sent: 500, complaints: index === 0 ? 2 : null })),
    ),
    'complaints that are few': gmail(...quiet.map((one) => ({ ...one, sent: 5000, complaints: 2 }))),
    'it has gone down again': gmail(...quiet, day(5, { transient: 40 }), day(6, {})),
    'hardly any mail': gmail(...quiet, day(5, { sent: 8, transient: 8 })),
    'it always was somewhat high': gmail(...quiet.map((one) => ({ ...one, transient: 8 }))),
    'one bad day of a sender without days before': gmail(day(6, { permanent: 40 })),
    'complaints of one day that are few': gmail(
      ...quiet.map((one) => ({ ...one, sent: 5000, complaints: 1 })),
      day(5, { sent: 500, complaints: 3 }),
    ),
    'a little more than before': gmail(
      ...quiet.map((one) => ({ ...one, transient: 4 })),
      day(5, { transient: 6 }),
    ),
    'days without numbers of bounces say nothing': gmail(
      ...quiet.map((one) => ({ ...one, permanent: null, transient: null, complaints: 0 })),
      ...[day(5, { transient: 8 }), day(6, { transient: 8 })],
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

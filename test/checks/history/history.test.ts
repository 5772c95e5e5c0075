import { describe, expect, it } from 'vitest';
import { history } from '../../../checks/history.ts';
import complaints from '../../../checks/history/history-complaints.ts';
import dead from '../../../checks/history/history-dead-addresses.ts';
import rates from '../../../checks/history/history-rates.ts';
import receivers from '../../../checks/history/history-receivers.ts';
import records from '../../../checks/history/history-records.ts';
import untold from '../../../checks/history/history-untold.ts';
import parts from '../../../checks/history/history-parts.ts';
import rises from '../../../checks/history/history-rise.ts';
import type {
  Answers,
  CauseRise,
  ComplaintShare,
  PartRise,
  ReceiverAnswer,
  Totals,
} from '../../../src/history/answers.ts';
import type { Gap, Unheard } from '../../../src/history/coverage.ts';
import { questionNames } from '../../../src/history/answers.ts';
import { totalOf } from '../../../src/history/totals.ts';
import type { Change } from '../../../src/history/changes.ts';
import { liveFinding } from '../../../src/model/finding.ts';

/** Answers about a quiet month: nothing is found in them. */
const totals: Totals = {
  ...{ sends: 100_000, deliveries: 99_000, bounces: 900, hardBounces: 400, complaints: 20 },
  ...{ delays: 700, rejects: 0, renderingFailures: 0, opens: 20_000, clicks: 900, attempts: 100_000 },
  ...{ judgedHardBounces: 400, judgedComplaints: 20, unjudged: 0, steadyAttempts: 100_000 },
  ...{ heardArrived: 100_000, heardComplaints: 20, silentArrived: 0 },
  ...{ bounceAttempts: 100_000, steadyBounceAttempts: 100_000 },
};
const quiet: Answers = {
  source: ['events/'],
  tellsOfMail: true,
  gaps: [],
  ahead: null,
  unheard: [],
  ofEarlierMail: { bounces: 0, complaints: 0 },
  holes: { start: [], inside: [], end: [], rest: [] },
  unjudgedDays: { tooEarly: [], unlike: [] },
  asked: questionNames,
  records: { read: 220_000, unreadable: 0, duplicates: 3, outsideRange: 0 },
  damaged: [],
  range: { from: null, to: null },
  where: [],
  endless: [],
  sought: [],
  toSimulator: 0,
  canRise: true,
  span: { first: '2026-10-01T00:00:05.000Z', last: '2026-10-30T23:59:00.000Z' },
  overview: {
    days: [{ day: '2026-10-30', ...totals }],
    totals,
    senders: [
      { account: '111122223333', region: 'eu-west-1', totals, days: [{ day: '2026-10-30', ...totals }] },
    ],
    failures: 400,
    causes: [
      {
        ...{ cause: 'bounce/unknown-user', type: 'Bounce', recipients: 400, share: 0.004 },
        ...{ lastDay: 0.004, before: 0.004, sample: '550 5.1.1 user unknown' },
      },
    ],
    causeDays: [],
    events: { Send: 100_000 },
  },
  rises: [],
  partRises: [],
  receivers: [],
  manyDelays: null,
  complaints: { campaigns: [], receivers: [] },
  dead: { addresses: [], isCut: false, leftOut: { addresses: 0, receivers: [] } },
  nearCampaigns: [],
  unreadTexts: 0,
};
const rise: Change = {
  isSlow: false,
  ...{
    first: '2026-10-24',
    last: '2026-10-25',
    before: 0.002,
    during: 0.21,
    hits: 900,
    all: 4300,
    excess: 890,
  },
  ...{ baselineDays: ['2026-10-23'], days: ['2026-10-24', '2026-10-25'] },
};
const causeRise: CauseRise = {
  ...rise,
  measure: 'share',
  isSlow: false,
  cause: 'bounce/spam-rejected',
  sample: '550 5.7.1 likely unsolicited mail',
  parts: [
    {
      dimension: 'receiver',
      value: 'Gmail',
      recipients: 880,
      excess: 871,
      attempts: null,
      since: null,
      share: 0.98,
    },
    {
      dimension: 'campaign',
      value: 'newsletter',
      recipients: 500,
      excess: 480,
      attempts: null,
      since: null,
      share: 0.54,
    },
  ],
};
const part: PartRise = {
  ...{ dimension: 'identity', value: 'small.example', kind: 'bounce' },
  ...{ first: '2026-10-24', last: '2026-10-30', days: ['2026-10-24', '2026-10-30'] },
  ...{ before: 0.01, others: 0.009, during: 0.4, hits: 120, all: 300, excess: 117 },
  cause: { name: 'bounce/unknown-user', recipients: 110 },
  receiver: { name: 'Gmail', recipients: 60 },
  sample: '550 5.1.1 user unknown',
  same: [{ dimension: 'campaign', value: 'invoices' }],
  ofRise: null,
};
const gmail: ReceiverAnswer = {
  ...{ receiver: 'Gmail', attempts: 42_000, delayed: 300, delayedShare: 300 / 42_000 },
  ...{ refused: 40, refusedShare: 40 / 42_000, delayRise: null, refusalRise: null },
  delayCause: { cause: 'bounce/throttled-by-receiver', sample: '421 4.7.28 slow down', identity: null },
  refusalCause: null,
  days: [],
};
const campaign: ComplaintShare = {
  ...{ name: 'winback', deliveries: 10_000, complaints: 30, arrived: 10_000, judged: 30, share: 0.003 },
  ...{ lower: 0.0019, upper: 0.0047, others: 0.0001, othersUpper: 0.0002 },
};
const address = {
  ...{ address: 'gone@example.net', bounces: 4, firstBounce: '2026-10-02T10:00:00.000Z' },
  ...{ lastBounce: '2026-10-29T10:00:00.000Z', lastSign: null, sendsAfter: 3 },
  ...{ cause: 'bounce/unknown-user', reply: '550 5.1.1 user unknown' },
};
const gapOf = (set: string | null, failures: number): Gap => ({
  publisher: { set, account: '111122223333', identity: set === null ? 'example.com' : null },
  days: ['2026-10-01', '2026-10-02', '2026-10-04'],
  failures,
});
const unheardOf = (set: string | null, recipients: number): Unheard => ({
  publisher: { set, account: '111122223333', identity: set === null ? 'example.com' : null },
  days: ['2026-10-01', '2026-10-02'],
  ...{ recipients, withoutEnd: set === null ? 0 : 60 },
});
const withTotals = (more: Partial<Totals>): Answers => ({
  ...quiet,
  overview: {
    ...quiet.overview,
    totals: { ...totals, ...(more.attempts === undefined ? {} : { bounceAttempts: more.attempts }), ...more },
  },
});

/** Four weeks of a thousand mails a day, with so many hard bounces on each. */
const weeksOf = (bounces: (day: number) => number): Answers => {
  const days = Array.from({ length: 28 }, (_, nth) => ({
    ...{ day: `2026-10-${String(nth + 1).padStart(2, '0')}`, ...totals },
    ...{ attempts: 1000, bounceAttempts: 1000, judgedComplaints: 0, judgedHardBounces: bounces(nth) },
  }));
  return { ...quiet, overview: { ...quiet.overview, days, totals: totalOf(days) } };
};

type Case = readonly [what: string, answers: Answers, codes: readonly string[], severity?: string];

const cases: readonly (readonly [(typeof history.checks)[number], readonly Case[]])[] = [
  [
    records,
    [
      [
        'pieces that could not be read',
        { ...quiet, records: { ...quiet.records, unreadable: 2 } },
        ['history/records-unreadable'],
      ],
      [
        'records of a query at its limit, and nothing broken',
        {
          ...quiet,
          records: { ...quiet.records, unreadable: 40 },
          damaged: [{ source: 'a.json', pieces: 40, why: null, leftOut: 40 }],
        },
        ['history/records-unreadable'],
      ],
      [
        'some records of another year',
        { ...quiet, ahead: { records: 3, days: ['2062-11-21'], areMost: false, now: '2026-11-01' } },
        ['history/records-ahead'],
        'unknown',
      ],
      [
        'a clock that is years behind',
        { ...quiet, ahead: { records: 9000, days: ['2026-10-01'], areMost: true, now: '2001-01-01' } },
        ['history/records-ahead'],
        'unknown',
      ],
      [
        'a table without a column, and nothing that would stand in it',
        {
          ...quiet,
          damaged: [{ source: 'day.parquet', pieces: 0, why: null, lacks: ['bounce', 'deliveryDelay'] }],
        },
        ['history/column-missing'],
        'unknown',
      ],
      [
        'a set without Sends beside the others',
        { ...quiet, gaps: [gapOf('alerts', 300), gapOf(null, 20)] },
        ['history/part-without-sends'],
        'unknown',
      ],
      [
        'a bounce whose Send was lost',
        { ...quiet, gaps: [gapOf('alerts', 1)] },
        ['history/part-without-sends'],
        'info',
      ],
      ['no event at all', { ...quiet, span: null }, ['history/range-not-covered']],
      [
        'a name that no event has',
        { ...quiet, span: null, where: ['receiver=Gmial', 'type=Bounce'] },
        ['history/nothing-matches'],
      ],
      [
        'a recipient nobody wrote to',
        { ...quiet, sought: [{ what: 'recipient', name: 'nobody@receiver.example', events: 0 }] },
        ['history/nothing-matches'],
      ],
      [
        'a recipient somebody wrote to',
        { ...quiet, sought: [{ what: 'recipient', name: 'somebody@receiver.example', events: 2 }] },
        [],
      ],
      [
        'a rise asked of three days',
        { ...quiet, asked: ['rise'], canRise: false },
        ['history/too-few-days'],
        'unknown',
      ],
      ['everything asked of three days', { ...quiet, canRise: false }, ['history/too-few-days'], 'info'],
      ['everything asked of a month', quiet, []],
      [
        'a range that begins before the events',
        {
          ...quiet,
          range: { from: '2026-09-01T00:00:00.000Z', to: null },
          holes: { ...quiet.holes, start: ['2026-09-01', '2026-09-02'] },
        },
        ['history/range-not-covered'],
      ],
      [
        'a range that ends after them',
        {
          ...quiet,
          range: { from: null, to: '2026-11-05T00:00:00.000Z' },
          holes: { ...quiet.holes, end: ['2026-11-04'] },
        },
        ['history/range-not-covered'],
      ],
      [
        'both',
        {
          ...quiet,
          range: { from: '2026-09-01T00:00:00.000Z', to: '2026-11-05T00:00:00.000Z' },
          holes: { start: ['2026-09-01'], inside: ['2026-10-03'], end: ['2026-11-04'], rest: [] },
        },
        ['history/range-not-covered', 'history/range-not-covered', 'history/range-not-covered'],
      ],
      [
        'a range whose first days have too little before them',
        {
          ...quiet,
          asked: ['rise'],
          range: { from: '2026-10-01T00:00:00.000Z', to: null },
          unjudgedDays: { tooEarly: ['2026-10-01', '2026-10-02'], unlike: [] },
        },
        ['history/too-few-days'],
        'unknown',
      ],
      [
        'the first days of all there is',
        { ...quiet, unjudgedDays: { tooEarly: ['2026-10-01', '2026-10-02'], unlike: [] } },
        [],
      ],
      [
        'a quiet night at both ends',
        { ...quiet, range: { from: '2026-09-30T12:00:00.000Z', to: '2026-10-31T12:00:00.000Z' } },
        [],
      ],
      ['texts left unread', { ...quiet, unreadTexts: 12 }, ['history/texts-unread']],
    ],
  ],
  [
    untold,
    [
      [
        'sets whose bounces are not published',
        {
          ...quiet,
          unheard: [unheardOf('alerts', 3000), unheardOf(null, 700), unheardOf('b', 9), unheardOf('c', 8)],
        },
        ['history/bounces-untold'],
        'unknown',
      ],
      [
        'a set with next to no mail',
        { ...quiet, unheard: [unheardOf('b', 9)] },
        ['history/bounces-untold'],
        'info',
      ],
      [
        'such sets where complaints alone are asked for',
        {
          ...quiet,
          asked: ['complaints'],
          unheard: [unheardOf('alerts', 3000)],
          overview: { ...quiet.overview, events: { Complaint: 9 } },
        },
        [],
      ],
      [
        'deferrals of much mail without any',
        { ...quiet, asked: ['deferrals'] },
        ['history/type-untold'],
        'unknown',
      ],
      [
        'complaints of much mail without any',
        { ...quiet, asked: ['complaints'] },
        ['history/type-untold'],
        'unknown',
      ],
      ['the same beside other questions, where it is a line', quiet, []],
      [
        'mail with a Send and no end',
        {
          ...quiet,
          endless: [
            {
              publisher: { set: 'news', account: '111122223333', identity: null },
              ...{ without: 'end', days: ['2026-10-20', '2026-10-21'], recipients: 2000, withoutEnd: 240 },
            },
          ],
        },
        ['history/ends-untold'],
        'unknown',
      ],
    ],
  ],
  [
    rates,
    [
      [
        'bounces that are refusals of the sender, not dead addresses',
        {
          ...withTotals({ judgedHardBounces: 7000, hardBounces: 7000 }),
          overview: {
            ...withTotals({ judgedHardBounces: 7000, hardBounces: 7000 }).overview,
            causes: quiet.overview.causes.map((one) => ({ ...one, cause: 'bounce/authentication-failed' })),
          },
        },
        ['history/bounce-rate'],
        'warning',
      ],
      [
        'bounces at the rate of a review',
        withTotals({ judgedHardBounces: 5000 }),
        ['history/bounce-rate'],
        'warning',
      ],
      [
        'bounces over the limit of late',
        weeksOf((day) => (day < 20 ? 5 : 60)),
        ['history/bounce-rate'],
        'warning',
      ],
      ['one bad day, which a rise tells', weeksOf((day) => (day === 26 ? 240 : 4)), []],
      ['more bounces, far below the limit', weeksOf((day) => (day < 14 ? 3 : 15)), []],
      ['bounces just below it', withTotals({ judgedHardBounces: 4999 }), []],
      [
        'bounces at the rate of a pause',
        withTotals({ judgedHardBounces: 10_000 }),
        ['history/bounce-rate'],
        'error',
      ],
      [
        'complaints at the rate of a review',
        withTotals({ judgedComplaints: 100 }),
        ['history/complaint-rate'],
        'warning',
      ],
      [
        'complaints at the rate of a pause',
        withTotals({ judgedComplaints: 500 }),
        ['history/complaint-rate'],
        'error',
      ],
      [
        'little mail, and no doubt',
        withTotals({ attempts: 999, judgedHardBounces: 900, judgedComplaints: 90 }),
        ['history/bounce-rate', 'history/complaint-rate'],
      ],
      [
        'too little mail for a rate',
        withTotals({ attempts: 40, judgedHardBounces: 3, judgedComplaints: 1 }),
        ['history/rate-uncertain', 'history/rate-uncertain'],
        'info',
      ],
      [
        'little mail, and nothing wrong',
        withTotals({ attempts: 40, judgedHardBounces: 1, judgedComplaints: 0 }),
        [],
      ],
      [
        'what never left SES',
        withTotals({ attempts: 0, rejects: 1, renderingFailures: 300 }),
        ['history/not-sent'],
      ],
      [
        'bounces without sends',
        withTotals({ attempts: 0, unjudged: 600, bounces: 600, hardBounces: 600, sends: 0, deliveries: 0 }),
        ['history/no-sends'],
      ],
      [
        'types that are new',
        { ...quiet, overview: { ...quiet.overview, events: { Other: 5 } } },
        ['history/unknown-events'],
      ],
    ],
  ],
  [
    rises,
    [
      ['a cause that rose', { ...quiet, rises: [causeRise] }, ['history/rise'], 'warning'],
      [
        'a newsletter that no earlier one can be held against',
        {
          ...quiet,
          unjudgedDays: {
            tooEarly: [],
            unlike: [
              { day: '2026-10-24', cause: 'bounce/unknown-user', hits: 200, all: 10_000, before: 0.002 },
              { day: '2026-10-24', cause: 'bounce/mailbox-full', hits: 90, all: null, before: 3 },
            ],
          },
        },
        ['history/day-unlike-others', 'history/day-unlike-others'],
        'info',
      ],
      [
        'one that climbed from day to day',
        { ...quiet, rises: [{ ...causeRise, isSlow: true, last: '2026-10-30' }] },
        ['history/rise'],
      ],
      [
        'one day, from nowhere in particular',
        { ...quiet, rises: [{ ...causeRise, last: '2026-10-24', parts: [], sample: null }] },
        ['history/rise'],
      ],
    ],
  ],
  [
    parts,
    [
      [
        'a small identity whose bounces rose, to the last day',
        { ...quiet, partRises: [part] },
        ['history/part-rise'],
        'warning',
      ],
      [
        'complaints and deferrals that rose and ended, spread over causes and receivers',
        {
          ...quiet,
          partRises: (['complaint', 'delay'] as const).map((kind) => ({
            ...{ ...part, kind, first: '2026-10-12', last: '2026-10-12', same: [], others: null },
            cause: { name: kind === 'delay' ? 'bounce/rate-limited' : 'bounce/complaint', recipients: 60 },
            sample: null,
          })),
        },
        ['history/part-rise', 'history/part-rise'],
      ],
      [
        'a campaign that fails from its first day on',
        {
          ...quiet,
          partRises: [{ ...part, dimension: 'campaign', value: 'bought', before: null, same: [] }],
        },
        ['history/part-rise'],
      ],
      [
        'bounces are no deferrals',
        { ...quiet, asked: ['deferrals'], partRises: [part, { ...part, kind: 'delay' }] },
        ['history/part-rise'],
      ],
    ],
  ],
  [
    receivers,
    [
      [
        'a receiver with two names',
        {
          ...quiet,
          receivers: [
            {
              ...gmail,
              receiver: 'GMX and WEB.DE',
              delayRise: { ...rise, last: '2026-10-30' },
              refusedShare: 0.2,
              refused: 90,
            },
          ],
        },
        ['history/receiver-defers', 'history/receiver-refuses'],
      ],
      ['a receiver as ever', { ...quiet, receivers: [gmail] }, []],
      [
        'one that began to defer',
        { ...quiet, receivers: [{ ...gmail, delayRise: rise }] },
        ['history/receiver-defers'],
      ],
      [
        'one that defers to this day',
        { ...quiet, receivers: [{ ...gmail, delayRise: { ...rise, last: '2026-10-30' } }] },
        ['history/receiver-defers'],
      ],
      [
        'one that defers all the time',
        { ...quiet, receivers: [{ ...gmail, delayed: 4200, delayedShare: 0.1 }] },
        ['history/receiver-defers'],
      ],
      [
        'a small one that defers',
        { ...quiet, receivers: [{ ...gmail, attempts: 60, delayed: 40, delayedShare: 0.66 }] },
        [],
      ],
      [
        'one that began to refuse',
        {
          ...quiet,
          receivers: [
            {
              ...gmail,
              refusalRise: rise,
              refusalCause: { cause: 'bounce/spam-rejected', sample: null, identity: null },
            },
          ],
        },
        ['history/receiver-refuses'],
      ],
      [
        'one that refuses what its sender did not sign',
        {
          ...quiet,
          receivers: [
            {
              ...{ ...gmail, refusalRise: rise },
              refusalCause: { cause: 'bounce/authentication-failed', sample: null, identity: 'example.com' },
            },
          ],
        },
        ['history/receiver-refuses'],
      ],
      [
        'many that let mail wait, none of which stands out',
        {
          ...quiet,
          manyDelays: {
            names: [],
            ...{ rise, receivers: 60, provider: 'Microsoft 365', cause: 'bounce/rate-limited' },
            ...{ identity: 'example.com', sample: '451 4.7.500 Server busy' },
          },
        },
        ['history/many-receivers-defer'],
      ],
      [
        'many, of whom nothing more is known',
        {
          ...quiet,
          manyDelays: {
            rise,
            receivers: 60,
            names: [],
            provider: null,
            cause: null,
            identity: null,
            sample: null,
          },
        },
        ['history/many-receivers-defer'],
      ],
      [
        'one that refuses all the time',
        { ...quiet, receivers: [{ ...gmail, receiver: 'nobody.example', refused: 4200, refusedShare: 0.1 }] },
        ['history/receiver-refuses'],
      ],
    ],
  ],
  [
    complaints,
    [
      [
        'a campaign that draws complaints',
        {
          ...quiet,
          complaints: {
            campaigns: [campaign],
            receivers: [],
          },
        },
        ['history/campaign-complaints'],
        'warning',
      ],
      [
        'one surely above the rate of a pause',
        {
          ...quiet,
          complaints: {
            campaigns: [{ ...campaign, lower: 0.006 }],
            receivers: [],
          },
        },
        ['history/campaign-complaints'],
        'error',
      ],
      [
        'one complaint on ten messages',
        {
          ...quiet,
          complaints: {
            campaigns: [
              {
                ...campaign,
                deliveries: 10,
                complaints: 1,
                share: 0.1,
                lower: 0.0007,
                upper: 0.5,
                others: 0.0005,
              },
            ],
            receivers: [],
          },
        },
        [],
      ],
    ],
  ],
  [
    dead,
    [
      [
        'addresses that are still written to',
        {
          ...quiet,
          dead: {
            addresses: [
              { ...address, sendsAfter: 30 },
              { ...address, sendsAfter: 0 },
            ],
            isCut: false,
            leftOut: { addresses: 0, receivers: [] },
          },
        },
        ['history/dead-addresses-mailed'],
        'warning',
      ],
      [
        'one address that somebody wrote to again',
        {
          ...quiet,
          dead: { addresses: [address], isCut: false, leftOut: { addresses: 0, receivers: [] } },
        },
        ['history/dead-addresses-mailed'],
        'info',
      ],
      [
        'addresses that nobody writes to any more',
        {
          ...quiet,
          dead: {
            addresses: [{ ...address, sendsAfter: 0 }],
            isCut: false,
            leftOut: { addresses: 0, receivers: [] },
          },
        },
        [],
      ],
      [
        'a message that was under way when the first bounced',
        {
          ...quiet,
          dead: {
            addresses: [{ ...address, bounces: 1, sendsAfter: 1 }],
            isCut: false,
            leftOut: { addresses: 0, receivers: [] },
          },
        },
        [],
      ],
    ],
  ],
];

describe.each(cases)('$id', (check, found) => {
  it('finds nothing in a quiet month', () => {
    expect(check.evaluate(quiet)).toEqual([]);
  });

  for (const [what, answers, codes, severity] of found) {
    it(what, () => {
      const findings = check.evaluate(answers).map((one) => liveFinding(check, one, 'mail'));
      expect(findings.map(({ code }) => code)).toEqual(codes);
      if (severity !== undefined)
        expect(new Set(findings.map((one) => one.severity))).toEqual(new Set([severity]));
      expect(findings).toMatchSnapshot();
    });
  }

  it('has a case for each of its problems', () => {
    expect(new Set(found.flatMap(([, , codes]) => codes))).toEqual(new Set(Object.keys(check.problems)));
  });
});

it('has cases for every check of history', () => {
  expect(cases.map(([check]) => check.id)).toEqual(history.checks.map(({ id }) => id));
});

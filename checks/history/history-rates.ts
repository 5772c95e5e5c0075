import { grouped, many } from '../../src/model/many.ts';
import { problem } from '../../src/model/check.ts';
import { defineHistoryCheck } from '../../src/history/check.ts';
import { askingAgain } from '../../src/history/ask-again.ts';
import type { Answers, SenderTotals, Totals } from '../../src/history/answers.ts';
import { totalOf } from '../../src/history/totals.ts';
import { onlyRegion, senderName } from '../../src/history/senders.ts';
import { addressFaults } from '../../src/history/failures.ts';
import { failuresWithCode } from '../../src/knowledge/failure-names.ts';
import { reputationLimits } from '../../src/knowledge/reputation-limits.ts';
import { wilson } from '../../src/history/wilson.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { percent } from '../../src/model/percent.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Rate {
  /** Where there are several: AWS judges each alone. */
  sender: Pick<SenderTotals, 'account' | 'region'> | null;
  /** The only Region of the records, or that of the sender; null where nobody knows. */
  region: string | null;
  /** Of the last days alone, where the whole range is below the limit: the share of all of it. */
  ofAll: number | null;
  hits: number;
  attempts: number;
  share: number;
  cause: string | null;
  source: readonly string[];
  /** Mail to receivers that report complaints, as AWS counts; false: all mail. */
  areHeard: boolean;
  /** The questions of this run. */
  asked: Answers['asked'];
}

/** AWS judges a "representative volume"; below this one a few bounces make any rate, and chance has to be left out. */
const fewestAttempts = 1000;

export default defineHistoryCheck({
  id: 'history-rates',
  title: 'Bounce and complaint rates',
  why: 'AWS puts an account under review at 5% bounces or 0.1% complaints, and may pause it at 10% or 0.5%.',
  question: null,

  problems: {
    'history/bounce-rate': problem<Rate>({
      severity: ({ share }) => (share >= reputationLimits.bounce.pause ? 'error' : 'warning'),
      summary: ({ share, hits, attempts, sender, ofAll }) =>
        `${percent(share)} of the mail${of(sender)} bounced permanently${lately(ofAll)}: ${grouped(hits)} of ${grouped(attempts)} recipients.`,
      impact: ({ share }) =>
        share >= reputationLimits.bounce.pause
          ? 'AWS may pause sending at this rate.'
          : 'AWS puts accounts under review at this rate.',
      evidence: ({ share }) => [
        { what: 'hard bounces', expected: 'below 5%', actual: percent(share), source: 'the events' },
      ],
      fix: ({ cause, source, sender }) => [
        // The addresses are not at fault where a receiver refuses the sender.
        ...(cause === null || addressFaults.has(cause)
          ? []
          : [
              {
                text: `Most are ${failuresWithCode(cause)}: the addresses may be in use. Read what that means and what to do.`,
                owner: 'you' as const,
                command: command`ses-doctor checks ${cause}`,
              },
            ]),
        {
          ...askingAgain(
            cause === null
              ? 'Stop sending to the addresses that bounced permanently.'
              : !addressFaults.has(cause)
                ? 'Stop sending to the addresses that are gone; see the cause of each.'
                : `Stop sending to the addresses that bounced permanently; most are ${failuresWithCode(cause)}.`,
            source,
            `--question dead-addresses${only(sender)} --output dead.csv`,
          ),
          owner: 'you',
        },
      ],
      references: [guide('faqs-enforcement')],
    }),
    'history/complaint-rate': problem<Rate>({
      severity: ({ share }) => (share >= reputationLimits.complaint.pause ? 'error' : 'warning'),
      summary: ({ share, hits, attempts, sender, ofAll, areHeard }) =>
        `${percent(share)} of the mail${of(sender)} got a complaint${lately(ofAll)}: ${grouped(hits)} on ${grouped(attempts)} ${areHeard ? 'deliveries to receivers that report complaints' : 'recipients'}.`,
      impact: ({ share }) =>
        share >= reputationLimits.complaint.pause
          ? 'AWS may pause sending at this rate, and receivers junk the mail.'
          : 'AWS puts accounts under review at this rate, and receivers begin to junk the mail.',
      evidence: ({ share }) => [
        { what: 'complaints', expected: 'below 0.1%', actual: percent(share), source: 'the events' },
      ],
      fix: ({ source, sender, asked }) => [
        {
          ...askingAgain(
            'Find the campaign, and stop it.',
            source,
            asked.includes('overview')
              ? `--question complaints${only(sender)}`
              : `--by campaign,identity,configuration-set,day --where type=Complaint${only(sender)}`,
          ),
          owner: 'you',
        },
      ],
      references: [guide('faqs-enforcement')],
    }),
    'history/rate-uncertain': problem<{ what: string; rate: Rate; limit: number }>({
      severity: 'info',
      summary: ({ what, rate: { hits, attempts, share, sender } }) =>
        `Whether there are too many ${what} is uncertain: ${grouped(hits)} on ${grouped(attempts)} recipients${of(sender)}, ${percent(share)}.`,
      impact: 'With so few recipients the rate may be chance. AWS judges by more of them.',
      evidence: ({ what, rate, limit }) => [
        { what, expected: `below ${percent(limit)}`, actual: percent(rate.share), source: 'the events' },
      ],
      fix: ({ rate: { region } }) => [
        {
          text: `Ask about a longer range, or ${readRate(region)}`,
          owner: 'you',
          command: rateOfAccount(region),
        },
      ],
      references: [guide('faqs-enforcement')],
    }),
    'history/not-sent': problem<{ rejects: number; renderingFailures: number }>({
      severity: 'warning',
      summary: ({ rejects, renderingFailures }) =>
        `${many(rejects + renderingFailures, 'message')} never left SES: ${
          rejects === 0
            ? 'not rendered'
            : renderingFailures === 0
              ? 'rejected'
              : `${grouped(renderingFailures)} not rendered, ${grouped(rejects)} rejected`
        }.`,
      impact: 'SES accepted them, returned a message id, and sent nothing.',
      evidence: ({ rejects, renderingFailures }) =>
        [
          { what: 'Rendering Failure', count: renderingFailures },
          { what: 'Reject', count: rejects },
        ]
          .filter(({ count }) => count > 0)
          .map(({ what, count }) => ({ what, expected: '0', actual: grouped(count), source: 'the events' })),
      fix: ({ rejects, renderingFailures }) => [
        ...(renderingFailures === 0
          ? []
          : [
              {
                text: 'Compare the template with the data that the application passes: ses-doctor check --template <name> --template-data <file>.',
                owner: 'you' as const,
              },
            ]),
        ...(rejects === 0
          ? []
          : [
              {
                text: 'Look for a virus in the attachments of what was rejected: that is what SES rejects mail for.',
                owner: 'you' as const,
              },
            ]),
      ],
      references: [guide('event-publishing-retrieving-sns-contents')],
    }),
    'history/no-sends': problem<{ hard: number; failures: number; region: string | null }>({
      severity: 'unknown',
      summary: ({ hard, failures }) =>
        failures === 0
          ? 'No rate can be calculated: there is no record of a Send or Delivery, nor of a bounce.'
          : `No rate can be calculated: ${grouped(hard)} hard ${hard === 1 ? 'bounce' : 'bounces'}, and no record of a Send or Delivery.`,
      impact: 'How much of the mail bounces is not known.',
      fix: ({ region }) => [
        {
          text: `Publish Send and Delivery events as well, or ${readRate(region)}`,
          owner: 'you',
          command: rateOfAccount(region),
        },
      ],
      references: [guide('monitor-using-event-publishing')],
    }),
    'history/unknown-events': problem<{ records: number }>({
      severity: 'unknown',
      summary: ({ records }) =>
        `${grouped(records)} ${records === 1 ? 'record is' : 'records are'} of a type that this version does not know.`,
      impact: 'They are not counted in any number of this report.',
      fix: () => [{ text: 'Look at their eventType; a newer ses-doctor may know it.', owner: 'you' }],
      references: [guide('event-publishing-retrieving-sns-contents')],
    }),
  },

  evaluate(answers) {
    if (!answers.asked.includes('overview'))
      return answers.asked.includes('complaints') && answers.overview.totals.attempts > 0
        ? complaintRates(answers)
        : [];
    const { totals, causes, events } = answers.overview;
    const { rejects, renderingFailures, hardBounces, attempts, unjudged } = totals;
    const others = events['Other'] ?? 0;
    const always = [
      ...(rejects + renderingFailures > 0
        ? [{ problem: 'history/not-sent' as const, data: { rejects, renderingFailures } }]
        : []),
      ...(others > 0 ? [{ problem: 'history/unknown-events' as const, data: { records: others } }] : []),
    ];
    const region = onlyRegion(answers);
    // Bounces alone are no rate.
    if (attempts === 0)
      // What --where keeps to may be a type of events: then Sends are left out, and not missing.
      return tellsNothing(answers) && !answers.where.some((one) => one.startsWith('type='))
        ? [
            ...always,
            { problem: 'history/no-sends' as const, data: { hard: hardBounces, failures: unjudged, region } },
          ]
        : always;
    const cause = causes.find(({ type }) => type === 'Bounce')?.cause ?? null;
    const several = answers.overview.senders.filter((one) => one.totals.attempts > 0);
    return [
      ...always,
      ...(several.length > 1
        ? several.flatMap((sender) =>
            ratesOf(sender, {
              ...answers,
              sender,
              region: sender.region,
              cause: null,
            }),
          )
        : ratesOf(answers.overview, {
            ...answers,
            sender: null,
            region,
            cause,
          })),
    ];
  },
});

/** Failures without any mail; or openings, subscriptions and the like alone, which tell neither of mail nor of failures. */
const tellsNothing = ({ span, overview: { totals } }: Answers): boolean =>
  totals.unjudged > 0 ||
  (span !== null &&
    totals.sends + totals.deliveries + totals.bounces + totals.rejects + totals.renderingFailures === 0);

/** Who asks about complaints alone is told of their rate as well, by account where there are several. */
function complaintRates(answers: Answers) {
  const several = answers.overview.senders.filter((one) => one.totals.attempts > 0);
  const about = { ...answers, sender: null, region: onlyRegion(answers), cause: null };
  const all =
    several.length > 1
      ? several.flatMap((sender) => ratesOf(sender, { ...about, sender, region: sender.region }))
      : ratesOf(answers.overview, about);
  return all.filter(
    (one) =>
      one.problem === 'history/complaint-rate' ||
      (one.problem === 'history/rate-uncertain' && one.data.what === 'complaints'),
  );
}

type Mail = Pick<SenderTotals, 'totals' | 'days'>;
type About = Pick<Rate, 'sender' | 'region' | 'cause' | 'source' | 'asked'>;

/** AWS looks at what was sent of late: so many days with mail. */
const recentDays = 7;

/** The two rates of some mail against the limits: of all of it, and of its last days. */
function ratesOf({ totals: all, days }: Mail, about: About) {
  const withMail = days.filter(({ attempts }) => attempts > 0);
  const last = totalOf(withMail.slice(-recentDays));
  const kinds = [
    // What was counted is the least there can have been, whatever a table has no column for.
    ...(all.bounceAttempts === 0
      ? []
      : [
          [
            'history/bounce-rate',
            'hard bounces',
            'judgedHardBounces',
            'bounceAttempts',
            reputationLimits.bounce.review,
          ] as const,
        ]),
    [
      'history/complaint-rate',
      'complaints',
      'judgedComplaints',
      'attempts',
      reputationLimits.complaint.review,
    ] as const,
  ];
  return kinds.flatMap(([code, what, part, base, limit]): readonly Judgement[] => {
    const rate = (totals: Totals, ofAll: number | null): Rate => {
      const { source, sender, region, asked } = about;
      // Where some receivers report no complaints, those are of the mail to the others, as AWS counts.
      const areHeard =
        code === 'history/complaint-rate' &&
        totals.silentArrived > 0 &&
        totals.heardArrived >= Math.max(1, totals.heardComplaints);
      const hits = areHeard ? totals.heardComplaints : totals[part];
      const attempts = areHeard ? totals.heardArrived : totals[base];
      return {
        sender: sender === null ? null : { account: sender.account, region: sender.region },
        ...{ region, source, asked, ofAll, areHeard, hits, attempts },
        share: attempts === 0 ? 0 : hits / attempts,
        cause: code === 'history/bounce-rate' ? about.cause : null,
      };
    };
    const whole = rate(all, null);
    const found = judged(code, what, whole, limit);
    if (found.length > 0 || withMail.length < 2 * recentDays) return found;
    const late = rate(last, whole.share);
    return late.attempts >= fewestAttempts && sureShare(code, late) >= limit
      ? judged(code, what, late, limit)
      : [];
  });
}

const lately = (ofAll: number | null): string =>
  ofAll === null ? '' : ` in the last ${grouped(recentDays)} days with mail (${percent(ofAll)} in all)`;

const of = (sender: Rate['sender']): string => {
  const name = sender === null ? null : senderName(sender);
  return sender === null ? '' : ` of ${name ?? 'senders that the records do not name'}`;
};

/** The part of a command that keeps to a sender. */
const only = (sender: Rate['sender']): string =>
  (['account', 'region'] as const)
    .map((name) => {
      const value = sender?.[name] ?? null;
      return value !== null && /^[a-z0-9-]{1,30}$/.test(value) ? ` --where ${name}=${value}` : '';
    })
    .join('');

const readRate = (region: string | null): string =>
  `read the rate of the account in the Region that sent this mail${region === null ? ': add --region' : ''}.`;

const rateOfAccount = (region: string | null): string | null =>
  region === null
    ? 'ses-doctor check --only reputation'
    : command`ses-doctor check --only reputation --region ${region}`;

/** What is said of a rate. */
type Judgement =
  | { problem: 'history/bounce-rate' | 'history/complaint-rate'; data: Rate; subject?: string }
  | { problem: 'history/rate-uncertain'; data: { what: string; rate: Rate; limit: number }; subject: string };

/** A rate is above a limit for sure, perhaps, or not. */
function judged(
  problem: 'history/bounce-rate' | 'history/complaint-rate',
  what: string,
  rate: Rate,
  limit: number,
): readonly Judgement[] {
  const sender = rate.sender === null ? null : senderName(rate.sender);
  if (sureShare(problem, rate) >= limit)
    return [{ problem, data: rate, ...(sender !== null && { subject: sender }) }];
  const subject = sender === null ? what : `${what} of ${sender}`;
  return rate.share >= limit
    ? [{ problem: 'history/rate-uncertain' as const, data: { what, rate, limit }, subject }]
    : [];
}

/** Hits that chance alone brings into a handful of mail: fewer of them prove nothing. */
const fewestHits = 3;
/** Of little mail a test, or a form filled in wrongly, brings as many. */
const fewestOfLittle = { 'history/bounce-rate': 8, 'history/complaint-rate': 5 } as const;

/** The share itself of much mail; of little, the least that it can be with 99 % confidence. */
const sureShare = (problem: keyof typeof fewestOfLittle, { hits, attempts, share }: Rate): number => {
  if (hits < (attempts >= fewestAttempts ? fewestHits : fewestOfLittle[problem])) return 0;
  return attempts >= fewestAttempts ? share : (wilson(hits, attempts)?.lower ?? 0);
};

import { problem } from '../../src/model/check.ts';
import { command } from '../../src/render/paste/paste.ts';
import { questionNames, type Answers } from '../../src/history/answers.ts';
import { type Endless, publisherName } from '../../src/history/coverage.ts';
import { areOfOneAccount } from '../../src/history/senders.ts';
import { groupedBy } from '../../src/history/grouped-by.ts';
import { dayList } from '../../src/history/day-list.ts';
import { defineHistoryCheck } from '../../src/history/check.ts';
import { silentTypes, type SilentType } from '../../src/history/silence.ts';
import { askingAgain } from '../../src/history/ask-again.ts';
import { grouped } from '../../src/model/many.ts';

interface Untold {
  /** Who, and on which days; the largest. */
  places: readonly string[];
  evidence: readonly { what: string; days: string; recipients: number }[];
  recipients: number;
  withoutEnd: number;
  /** From so many recipients on, the rates may hide something. */
  fewest: number;
  /** Recipients of the mail that shares of bounces are of. */
  others: number;
  /** The first set without bounces, or null. */
  set: string | null;
}

interface Lost {
  /** Recipients without a Send, and without an end. */
  lacking: Readonly<Record<Endless['without'], { recipients: number; of: number }>>;
  places: readonly string[];
  evidence: readonly {
    without: Endless['without'];
    what: string;
    days: string;
    recipients: number;
    withoutEnd: number;
  }[];
  source: readonly string[];
}

/** Publishers that are named in a sentence; all of them are evidence. */
const mostNamed = 3;
const mostEvidence = 20;
/** Less than this share of the mail changes no rate that matters. */
const smallestPart = 0.02;

export default defineHistoryCheck({
  id: 'history-untold',
  title: 'Kinds of events in the records',
  why: 'A destination gets the kinds of events that are chosen for it: of the others there is none, whatever happens. A Send without a Delivery or bounce, or either of them without a Send, is a record that was lost on the way.',
  question: null,

  problems: {
    'history/bounces-untold': problem<Untold>({
      severity: ({ recipients, fewest }) => (recipients >= fewest ? 'unknown' : 'info'),
      summary: ({ places, recipients, withoutEnd, others }) =>
        `Whether mail to ${grouped(recipients)} ${recipients === 1 ? 'recipient' : 'recipients'} bounced is not known, since there is no bounce at all: ${places.join('; ')}.${withoutEnd === 0 ? '' : ` Of ${grouped(withoutEnd)} of them there is no delivery either.`}${others === 0 ? '' : ` The rates of bounces are those of the other mail (${grouped(others)} recipients).`}`,
      impact:
        'Bounces that are not published count for AWS all the same, and dead addresses stay on the list.',
      evidence: ({ evidence }) =>
        evidence.map(({ what, days, recipients }) => ({
          what,
          expected: 'Bounce events',
          actual: `none on ${days}, of mail to ${grouped(recipients)} recipients`,
          source: 'the events',
        })),
      fix: ({ set }) => [
        {
          text: 'See which kinds of events are published, and add BOUNCE; or give the records that hold the bounces.',
          owner: 'you',
          ...(set === null
            ? {}
            : {
                command: command`aws sesv2 get-configuration-set-event-destinations --configuration-set-name ${set}`,
              }),
        },
      ],
      references: ['https://docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html'],
    }),
    'history/ends-untold': problem<Lost>({
      severity: 'unknown',
      summary: ({ lacking: { end, Send }, places }) =>
        Send.recipients === 0
          ? `Of ${grouped(end.recipients)} of ${grouped(end.of)} recipients there is a Send and no record of how it ended: ${places.join('; ')}.`
          : `Records are missing: ${grouped(Send.recipients)} of ${grouped(Send.of)} deliveries and bounces have no Send, although Sends are published${end.recipients === 0 ? '' : `, and of ${grouped(end.recipients)} of ${grouped(end.of)} recipients there is a Send and no record of how it ended`}: ${places.join('; ')}.`,
      impact: ({ lacking: { Send } }) =>
        Send.recipients > 0
          ? 'Bounces and complaints may be missing as well: no number of this report is whole.'
          : 'What bounced or waited among them is in no number of this report.',
      evidence: ({ evidence }) =>
        evidence.map(({ without, what, days, withoutEnd, recipients }) => ({
          what,
          expected:
            without === 'Send'
              ? 'a Send for each Delivery and each Bounce'
              : 'a Delivery, a Bounce or a Reject for each Send',
          actual: `none for ${grouped(withoutEnd)} of ${grouped(recipients)} recipients, on ${days}`,
          source: 'the events',
        })),
      fix: ({ source }) => [
        {
          ...askingAgain(
            'See whether it is one receiver, or all: a part of the records may be missing where they are kept.',
            source,
            '--by day,receiver,type',
          ),
          owner: 'you',
        },
        { text: 'See whether DELIVERY, BOUNCE and DELIVERY_DELAY are published.', owner: 'you' },
      ],
      references: ['https://docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html'],
    }),
    'history/type-untold': problem<SilentType>({
      severity: 'unknown',
      summary: ({ type, mail }) =>
        `No ${type} event is in these records of mail to ${grouped(mail)} recipients: there was none, or it is not published.`,
      impact: 'What is not published is not seen here.',
      fix: ({ type }) => [
        {
          text: `See which kinds of events the configuration sets publish, and add ${type === 'Complaint' ? 'COMPLAINT' : 'DELIVERY_DELAY'}.`,
          owner: 'you',
        },
      ],
      references: ['https://docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html'],
    }),
  },

  evaluate(answers) {
    return [
      ...untold(answers),
      ...lost(answers),
      ...(answers.asked.length < questionNames.length
        ? silentTypes(answers).map((data) => ({
            problem: 'history/type-untold' as const,
            subject: data.type,
            data,
          }))
        : []),
    ];
  },
});

/** Records that are lost one by one leave Sends without an end and ends without a Send: that is told once. */
function lost({ asked, endless, source, overview: { senders } }: Answers) {
  if (endless.length === 0 || asked.every((name) => name === 'complaints')) return [];
  const isOneAccount = areOfOneAccount(senders);
  const sum = (without: Endless['without']): { recipients: number; of: number } => {
    const own = endless.filter((one) => one.without === without);
    return {
      recipients: own.reduce((total, one) => total + one.withoutEnd, 0),
      of: own.reduce((total, one) => total + one.recipients, 0),
    };
  };
  const lacking = { Send: sum('Send'), end: sum('end') };
  const places = [...groupedBy(endless, ({ publisher }) => publisherName(publisher, isOneAccount))].map(
    ([what, own]) => `${what} on ${dayList([...new Set(own.flatMap(({ days }) => days))].toSorted())}`,
  );
  const left = places.length - mostNamed;
  return [
    {
      problem: 'history/ends-untold' as const,
      ...(lacking.Send.recipients > 0 && { subject: 'the records' }),
      data: {
        lacking,
        places: [...places.slice(0, mostNamed), ...(left > 0 ? [`${grouped(left)} others`] : [])],
        evidence: endless
          .slice(0, mostEvidence)
          .map(({ without, publisher, days, recipients, withoutEnd }) => ({
            ...{ without, what: publisherName(publisher, isOneAccount), days: dayList(days) },
            ...{ recipients, withoutEnd },
          })),
        source,
      },
    },
  ];
}

function untold({ asked, unheard, overview: { totals, senders } }: Answers) {
  // Complaints are known without bounces.
  if (unheard.length === 0 || asked.every((name) => name === 'complaints')) return [];
  const isOneAccount = areOfOneAccount(senders);
  const told = unheard.map(({ publisher, days, recipients }) => ({
    what: publisherName(publisher, isOneAccount),
    days: dayList(days),
    recipients,
  }));
  const left = told.length - mostNamed;
  return [
    {
      problem: 'history/bounces-untold' as const,
      data: {
        places: [
          ...told.slice(0, mostNamed).map(({ what, days }) => `${what} on ${days}`),
          ...(left > 0 ? [`${grouped(left)} others`] : []),
        ],
        evidence: told.slice(0, mostEvidence),
        recipients: unheard.reduce((sum, { recipients }) => sum + recipients, 0),
        withoutEnd: unheard.reduce((sum, one) => sum + one.withoutEnd, 0),
        fewest: smallestPart * totals.attempts,
        others: totals.bounceAttempts,
        set: unheard[0]?.publisher.set ?? null,
      },
    },
  ];
}

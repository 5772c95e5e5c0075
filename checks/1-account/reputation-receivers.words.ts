import { grouped } from '../../src/model/many.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { problem } from '../../src/model/check.ts';
import { percent } from '../../src/model/percent.ts';

/** The days on which a provider bounces much more than it did, or very much. */
export interface Rise {
  receiver: string;
  /** ISO date of the first day of the rise. */
  since: string;
  /** The last day with enough mail to tell, where that was days ago; absent where it is so now. */
  until?: string;
  /** Bounces of both kinds as a part of what was sent, 0 to 1. */
  now: number;
  /** The same on the days before; null where there are none. */
  before: number | null;
  permanent: number;
  transient: number;
  sent: number;
}

interface Refusing {
  region: string | null;
  identity: string;
  /** One, or several that began within the same days. */
  rises: readonly Rise[];
  /** A bounce that was given says why this provider refuses. */
  told?: true;
}

interface Complained {
  region: string | null;
  identity: string;
  receiver: string;
  from: string;
  until: string;
  complaints: number;
  sent: number;
  /** 0 to 1. */
  rate: number;
  /** The rate of the days before `from`; absent where the days are all there are. */
  before?: number;
}

/** Providers ask senders to stay below it (Yahoo and Gmail: 0.3%), and it takes some mail to tell. */
export const mostComplaints = 0.003;

/** The words of the check `reputation-receivers`. */
export const problems = {
  'reputation/receiver-refuses': problem<Refusing>({
    severity: ({ told }) => (told === true ? 'info' : 'warning'),
    summary: ({ identity, rises }) => {
      const [first] = rises;
      return first === undefined || rises.length > 1
        ? `${listOf(rises.map(({ receiver, now }) => `${receiver} (${percent(now)})`))} bounce mail of ${identity} since ${rises.map(({ since }) => since).toSorted()[0] ?? 'then'}.`
        : summaryOf(identity, first);
    },
    impact: ({ rises }) => {
      const deferred =
        sumOf(rises, ({ transient }) => transient) > sumOf(rises, ({ permanent }) => permanent);
      if (rises.length > 1)
        return `Providers do not act together: something changed on your side in these days. ${deferred ? 'Most bounces are temporary refusals.' : 'Most bounces are final.'}`;
      return deferred
        ? 'Most are temporary refusals: the provider throttles this sender or does not trust it.'
        : 'Most are final: the provider blocks this sender, or its addresses there no longer exist.';
    },
    evidence: ({ rises }) =>
      rises.map(({ receiver, permanent, transient, sent, before }) => ({
        what: `bounces at ${receiver} since then`,
        expected: before === null ? null : `about ${percent(before)}, as before`,
        actual: `${grouped(permanent)} permanent, ${grouped(transient)} transient, of ${grouped(sent)} messages with one recipient`,
        source: 'ses:BatchGetMetricData',
      })),
    fix: ({ rises, told }) => [
      {
        text:
          told === true
            ? 'The bounce that you gave says why; the numbers say how much of the mail it is. Send less there until it is clear.'
            : rises.length > 1
              ? 'See what changed by then: a new list of addresses, another sender or campaign, DNS records. Read what the bounces say (diagnosticCode), and give one of each provider to --symptom.'
              : `Read what ${rises[0]?.receiver ?? 'it'} says in the bounces of these days (diagnosticCode), and give one to --symptom. Send less there until it is clear.`,
        owner: 'you',
      },
    ],
    references: ({ region }) => pagesFor(region, '#/vdm/dashboard', guide('vdm-dashboard')),
  }),

  'reputation/receiver-complaints': problem<Complained>({
    severity: 'warning',
    summary: ({ identity, receiver, rate, from, until, before }) =>
      `${percent(rate)} of the mail of ${identity} to ${receiver} was marked as spam there from ${from} to ${until}${before === undefined ? '' : `; before, it was ${percent(before)}`}.`,
    impact:
      'Providers junk or refuse mail of senders above 0.3%, and SES reviews accounts from 0.1% across all providers. The rate of the whole account does not show it when most mail goes elsewhere.',
    evidence: ({ receiver, complaints, sent }) => [
      {
        what: `complaints at ${receiver}`,
        expected: `below ${percent(mostComplaints)}`,
        actual: `${grouped(complaints)} of ${grouped(sent)} messages with one recipient`,
        source: 'ses:BatchGetMetricData',
      },
    ],
    fix: ({ receiver }) => [
      {
        text: `Find out which campaign the recipients at ${receiver} complain about (complaint events name message and recipient), stop it there, and offer one-click unsubscribe (List-Unsubscribe).`,
        owner: 'you',
      },
    ],
    references: ({ region }) => [
      ...pagesFor(region, '#/vdm/dashboard', guide('vdm-dashboard'), guide('faqs-enforcement')),
      'https://senders.yahooinc.com/best-practices/',
    ],
  }),
};

const sumOf = (rises: readonly Rise[], count: (rise: Rise) => number): number =>
  rises.reduce((total, rise) => total + count(rise), 0);

const listOf = (names: readonly string[]): string => names.join(', ').replace(/, ([^,]*)$/u, ' and $1');

function summaryOf(identity: string, { receiver, since, until, now, before }: Rise): string {
  const was = before === null ? '' : `; before, it was ${percent(before)}`;
  if (until !== undefined)
    return `${receiver} bounced ${percent(now)} of the mail of ${identity} from ${since} to ${until}, the last day with enough mail to tell${was}.`;
  return `${receiver} bounces ${percent(now)} of the mail of ${identity}${before === null ? ', at least' : ''} since ${since}${before === null ? ', the first day with enough mail to tell' : was}.`;
}

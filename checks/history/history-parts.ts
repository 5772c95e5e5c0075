import { grouped } from '../../src/model/many.ts';
import { problem, type Evidence } from '../../src/model/check.ts';
import { defineHistoryCheck } from '../../src/history/check.ts';
import { askingAgain } from '../../src/history/ask-again.ts';
import { lastDayWithMail, type Part, type PartKind, type PartRise } from '../../src/history/answers.ts';
import { mostOfIt } from '../../src/history/most-of.ts';
import { kinds, partTypes } from '../../src/history/part-kinds.ts';
import { subjectOf } from '../../src/history/same-failures.ts';
import { unnamed } from '../../src/history/unnamed.ts';
import { failuresCalled, failuresWithCode } from '../../src/knowledge/failure-names.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { percent } from '../../src/model/percent.ts';

type Told = PartRise & { source: readonly string[]; goesOn: boolean };

export default defineHistoryCheck({
  id: 'history-parts',
  title: 'Failures by identity, campaign and configuration set',
  why: 'A small part of the mail can fail almost entirely while the rates of the account hardly move.',
  question: null,

  problems: {
    'history/part-rise': problem<Told>({
      severity: 'warning',
      summary: (part) =>
        `${percent(part.during)} of the mail of the ${nameOf(part)} ${happened(part)}: ${grouped(part.hits)} of ${grouped(part.all)} recipients${placeOf(part)}.`,
      impact: ({ kind, others, goesOn }) =>
        `${impacts[kind]}${others === null ? '' : ` The rates of the account hide it: of all other mail on these days it was ${percent(others)}.`}${goesOn ? ' It was still so on the last day of this mail.' : ''}`,
      evidence: (part) => evidenceOf(part),
      fix: ({ dimension, value, kind, first, before, cause, same, source }) => [
        {
          text: `${before === null ? `See where the addresses of the ${wordOf({ dimension, value })} come from, and what sends it.` : `Look at what was changed in the ${nameOf({ dimension, value, same })} on ${first} or the day before.`} What ${failuresWithCode(cause.name)} mean and what to do:`,
          owner: 'you',
          command: command`ses-doctor checks ${cause.name}`,
        },
        {
          ...askingAgain(
            'See causes and receivers, day by day.',
            source,
            command`--by day,cause,receiver --where type=${partTypes[kind]} --where ${dimension}=${value}`,
          ),
          owner: 'you',
        },
      ],
      references: [guide('notification-contents')],
    }),
  },

  evaluate: ({ asked, partRises, source, ...answers }) =>
    partRises
      .filter(({ kind, during }) =>
        // Who asks about deferrals alone is told of no other failures; who asks about rates, of what is above all limits.
        kind === 'delay'
          ? asked.includes('rise') || asked.includes('deferrals')
          : asked.includes('rise') || (asked.includes('overview') && during >= kinds[kind].level.share),
      )
      .map((part) => ({
        problem: 'history/part-rise' as const,
        subject: subjectOf(part),
        data: { ...part, source, goesOn: part.last === lastDayWithMail(answers) },
      })),
});

const impacts: Readonly<Record<PartKind, string>> = {
  bounce: 'This mail does not arrive where it bounces.',
  complaint: 'AWS judges the whole account by complaints, and receivers junk the mail of senders with many.',
  delay: 'This mail arrives late, and what is deferred too long bounces.',
};

const words: Readonly<Record<Part['dimension'], string>> = {
  identity: 'identity',
  campaign: 'campaign',
  'configuration-set': 'configuration set',
};
const wordOf = ({ dimension, value }: Part): string => `${words[dimension]} ${value}`;
const nameOf = ({ same, ...part }: Part & Pick<PartRise, 'same'>): string =>
  `${wordOf(part)}${same.length === 0 ? '' : ` (${same.map(wordOf).join(', ')})`}`;

/** What happened to it: while it lasted, and where it still is so. */
const verbs: Readonly<Record<PartKind, readonly [past: string, untilNow: string]>> = {
  bounce: ['bounced', 'has bounced'],
  complaint: ['drew complaints', 'has drawn complaints'],
  delay: ['was deferred', 'has been deferred'],
};

function happened({ kind, before, others, first, last, goesOn }: Told): string {
  const [past, untilNow] = verbs[kind];
  if (before === null)
    return `${past} from its first day on${others === null ? '' : `, ${percent(others)} of all other mail`}`;
  const days = first === last ? `${past} on ${first}` : `${past} from ${first} to ${last}`;
  return `${goesOn ? `${untilNow} since ${first}` : days}, ${percent(before)} before`;
}

/** What and who leads, as far as one has most of it. */
function placeOf({ cause, receiver, hits }: PartRise): string {
  const isMost = ({ recipients }: { recipients: number }): boolean => recipients >= mostOfIt * hits;
  const parts = [
    ...(isMost(cause) && cause.name !== 'bounce/complaint' ? [failuresCalled(cause.name)] : []),
    ...(isMost(receiver) && receiver.name !== unnamed ? [`at ${receiver.name}`] : []),
  ];
  return parts.length === 0 ? '' : `, most of them ${parts.join(' ')}`;
}

function evidenceOf({ cause, receiver, hits, sample }: PartRise): readonly Evidence[] {
  const line = (what: string, actual: string): Evidence => ({
    ...{ what, expected: null, actual, source: 'the events' },
  });
  return [
    line(
      'leading cause',
      `${failuresWithCode(cause.name)}, ${grouped(cause.recipients)} of ${grouped(hits)}`,
    ),
    line('leading receiver', `${receiver.name}, ${grouped(receiver.recipients)} of ${grouped(hits)}`),
    ...(sample === null ? [] : [line('a reply', sample)]),
  ];
}

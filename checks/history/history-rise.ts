import { grouped } from '../../src/model/many.ts';
import { problem } from '../../src/model/check.ts';
import { defineHistoryCheck } from '../../src/history/check.ts';
import { dayAfter } from '../../src/history/cut.ts';
import { askingAgain } from '../../src/history/ask-again.ts';
import { lastDayWithMail, type CauseRise, type RisePart } from '../../src/history/answers.ts';
import type { UnlikeDay } from '../../src/history/unjudged.ts';
import { mostOfIt } from '../../src/history/most-of.ts';
import { failuresCalled, failuresWithCode } from '../../src/knowledge/failure-names.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { percent } from '../../src/model/percent.ts';

export default defineHistoryCheck({
  id: 'history-rise',
  title: 'Failures by day and cause',
  why: 'What changed, when, and where most of it comes from leads to the cause most quickly.',
  question: 'rise',

  problems: {
    'history/rise': problem<CauseRise & { source: readonly string[]; goesOn: boolean }>({
      severity: 'warning',
      summary: (rise) =>
        `${begun(failuresCalled(rise.cause))} ${whenOf(rise)} ${growthOf(rise)}, about ${grouped(rise.excess)} recipients more than before${placeOf(rise.parts)}.`,
      impact: ({ goesOn }) =>
        `Mail that used to arrive did not.${goesOn ? ' It was still so on the last day of the records: this continues until the cause is fixed.' : ''}`,
      evidence: ({ parts, sample }) => [
        ...parts.map((part) => ({
          what:
            part.value === '(none)'
              ? `mail that names no ${wordsOf[part.dimension]}`
              : `${wordsOf[part.dimension]} ${part.value}`,
          expected: null,
          actual: ofTheRise(part),
          source: 'the events',
        })),
        ...(sample === null
          ? []
          : [{ what: 'a reply', expected: null, actual: sample, source: 'the events' }]),
      ],
      fix: ({ cause, first, isSlow, source, parts }) => [
        {
          text: `${newOf(parts).length > 0 ? `Look at the ${newOf(parts).slice(0, 1).map(partName).join('')} first: what is sent, and to whom. ` : ''}${isSlow ? `Look for what has grown since ${first}: addresses nobody has written to for long, a form into which anybody can write an address.` : `Look at what was changed on ${first} or the day before.`} What ${failuresWithCode(cause)} mean and what to do:`,
          owner: 'you',
          command: command`ses-doctor checks ${cause}`,
        },
        {
          ...askingAgain(
            'See where it came from, day by day.',
            source,
            command`--by ${sentByOne(parts) ? 'account,region,day' : `receiver,${newOf(parts)[0]?.dimension ?? 'campaign'},day`} --where cause=${cause}`,
          ),
          owner: 'you',
        },
      ],
      references: [guide('notification-contents')],
    }),
    'history/day-unlike-others': problem<UnlikeDay & { source: readonly string[] }>({
      severity: 'info',
      summary: ({ day, cause, hits, all, before }) =>
        all === null
          ? `Whether ${failuresCalled(cause)} rose on ${day} cannot be told: ${grouped(hits)} recipients, ${grouped(Math.round(before))} a day before. No record tells how much was sent, and there is no earlier day of that weekday.`
          : `Whether ${failuresCalled(cause)} rose on ${day} cannot be told: ${percent(hits / Math.max(1, all))} of ${grouped(all)} recipients, ${percent(before)} before. No day before it had about as much mail.`,
      impact: 'A newsletter beside daily mail has rates of its own: only one like it could show a rise.',
      fix: ({ day, source }) => [
        {
          ...askingAgain(
            `Give the records of an earlier mailing as well, or see where the failures of ${day} came from.`,
            source,
            command`--by campaign,cause --since ${day} --until ${dayAfter(day)}`,
          ),
          owner: 'you',
        },
      ],
      references: [guide('notification-contents')],
    }),
  },

  evaluate: ({ rises, source, unjudgedDays, ...answers }) => [
    ...rises.map((rise) => ({
      problem: 'history/rise' as const,
      subject: rise.cause,
      data: { ...rise, source, goesOn: rise.last === lastDayWithMail(answers) },
    })),
    ...unjudgedDays.unlike.map((one) => ({
      problem: 'history/day-unlike-others' as const,
      subject: one.cause,
      data: { ...one, source },
    })),
  ],
});

/** One account or Region has most of it. */
const sentByOne = (parts: readonly RisePart[]): boolean =>
  parts.some(
    ({ dimension, share }) => (dimension === 'account' || dimension === 'region') && share >= mostOfIt,
  );

/** A jump has a day; a climb has the days that it was held against. */
const whenOf = ({ isSlow, first, last }: CauseRise): string =>
  isSlow
    ? `have risen little by little since ${first}`
    : `rose on ${first}${first === last ? '' : ` (to ${last})`}`;

/** As a sentence begins. */
const begun = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** From what to what: of the mail, or a day where no record tells of the mail. */
const growthOf = ({ measure, before, during }: CauseRise): string =>
  measure === 'share'
    ? `from ${percent(before)} to ${percent(during)} of the mail`
    : `from ${grouped(Math.round(before))} to ${grouped(Math.round(during))} recipients a day`;

/** What began with a rise, or within it, and has at least so much of it is told, though it be less than most. */
const muchOfIt = 1 / 3;
const newOf = (parts: readonly RisePart[]): readonly RisePart[] =>
  parts
    .filter(({ since, share }) => since !== null && share >= muchOfIt)
    .toSorted((a, b) => b.share - a.share);

/** Where most of it comes from, as far as one value of a dimension has it; then what is new and has less. */
function placeOf(parts: readonly RisePart[]): string {
  const most = parts
    .filter(({ share, value }) => share >= mostOfIt && value !== '(none)')
    .map(
      ({ dimension, value, since }) =>
        `${placeWords[dimension]} ${value}${since === null ? '' : ` (new since ${since})`}`,
    );
  const some = newOf(parts)
    .filter(({ share }) => share < mostOfIt)
    .map(
      (part) =>
        `the ${partName(part)} since ${part.since ?? ''} (${percent(Math.round(part.share * 100) / 100)} of the rise)`,
    );
  return `${most.length === 0 ? '' : `, most of them ${most.join(', ')}`}${some.length === 0 ? '' : `; new: ${some.join(', ')}`}`;
}

const partName = ({ dimension, value }: RisePart): string => `${wordsOf[dimension]} ${value}`;

function ofTheRise({ recipients, attempts, since, excess, share }: RisePart): string {
  const of = attempts === null ? '' : ` of ${grouped(attempts)}`;
  const before = since === null ? `${grouped(excess)} more than before` : `nothing was sent before ${since}`;
  return `${grouped(recipients)}${of} recipients, ${before}: ${percent(Math.round(share * 100) / 100)} of the rise`;
}

const wordsOf: Readonly<Record<RisePart['dimension'], string>> = {
  account: 'account',
  region: 'Region',
  receiver: 'receiver',
  campaign: 'campaign',
  'configuration-set': 'configuration set',
  identity: 'identity',
};

const placeWords: Readonly<Record<RisePart['dimension'], string>> = {
  account: 'of account',
  region: 'in',
  receiver: 'at',
  campaign: 'in the campaign',
  'configuration-set': 'in the configuration set',
  identity: 'from',
};

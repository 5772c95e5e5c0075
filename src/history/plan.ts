import type { QuestionName } from './answers.ts';
import { readBy } from './by.ts';
import { dayAfter, type Cut } from './cut.ts';
import { messageEnds, secondsLookedAt } from './ends.ts';
import { noticesOfSets } from './notices.ts';
import type { Question } from './question.ts';
import * as questions from './questions.ts';
import type { Dimension } from './dimensions.ts';

/** A query that a run will make. */
export interface Ask {
  question: Question;
  within: Cut;
  /** Only where the answer to an earlier one makes it worth its price. */
  isRare?: true;
}

/** A change is measured against so many days before the range. */
export const daysBefore = 14;

/** The range with the days that a change is measured against. */
export const widened = (cut: Cut): Cut =>
  cut.from === null ? cut : { ...cut, from: `${dayAfter(cut.from, -daysBefore)}T00:00:00.000Z` };

/** What is to be answered. */
export interface Planned {
  questions: readonly QuestionName[];
  cut: Cut;
  by: readonly Dimension[];
  /** `--where cause=…`. */
  causes: readonly string[];
  recipient: string | null;
  messageId: string | null;
}

/** Whether something is asked that has shares of mail. */
export const hasShares = (asked: readonly QuestionName[]): boolean =>
  asked.some((name) => name !== 'dead-addresses');

/** Whether it matters what is told of the mail: an address is not known to live where no bounce would be told. */
export const needsCoverage = (asked: readonly QuestionName[]): boolean => asked.length > 0;

/**
 * Whether the parts of the mail are looked at by a query of their own: to read the names of all of them takes time that the
 * overview alone is not to take. Of configuration sets it is known what they sent, unless --where keeps to something.
 */
export const asksForParts = (asked: readonly QuestionName[], { where }: Cut): boolean =>
  asked.includes('rise') || asked.includes('deferrals') || (asked.includes('overview') && where.length > 0);

/** Every query of a run, before the first is made: so that its price can be told; where Sends are
 * missing, the later ones are put with what the first has told. A test holds it against what is asked. */
export function asksOf({ questions: asked, cut, by, causes, recipient, messageId }: Planned): readonly Ask[] {
  const wide = widened(cut);
  const wants = (...names: readonly QuestionName[]): boolean => names.some((name) => asked.includes(name));
  const when = (isWanted: boolean, question: Question, within: Cut): readonly Ask[] =>
    isWanted ? [{ question, within }] : [];
  return [
    ...when(needsCoverage(asked), questions.publishers(cut), { ...wide, where: [] }),
    ...(needsCoverage(asked)
      ? [{ question: noticesOfSets, within: { ...wide, where: [] }, isRare: true as const }]
      : []),
    ...when(needsCoverage(asked), messageEnds(secondsLookedAt(0)), { ...wide, where: [] }),
    { question: questions.perDay(cut.from), within: wide },
    ...when(cut.where.length > 0, questions.daysWithEvents, { ...wide, where: [] }),
    ...when(wants('overview', 'rise', 'deferrals'), questions.failureGroups(cut.from), wide),
    ...when(asksForParts(asked, cut), questions.perPart(), wide),
    ...when(wants('deferrals', 'dead-addresses'), questions.perReceiver(cut.from), wide),
    ...when(wants('complaints'), questions.complaintsBy('domain', cut.from), cut),
    ...when(wants('complaints'), questions.complaintsBy('campaign', cut.from), cut),
    ...when(wants('dead-addresses'), questions.deadAddresses(cut), questions.wholeLives(cut)),
    ...when(by.length > 0, questions.countsBy(readBy(by, causes)), cut),
    ...(recipient === null ? [] : [{ question: questions.timeline('recipient', recipient), within: cut }]),
    ...(messageId === null ? [] : [{ question: questions.timeline('message_id', messageId), within: cut }]),
  ];
}

import type { Finding } from '../model/report.ts';

/** Whether one of these explanations has a question without an answer: then it may be the likelier one. */
const isOpen = ({ reading }: Finding): boolean => reading?.open === true;

/** Before the explanation that stands first among others; nothing where there are none, or where it was seen to be so. */
export function likelyWords(
  { basis }: Finding,
  others: readonly Finding[],
  accepted: Finding | null,
): string {
  if (accepted !== null) return unlessAccepted(accepted);
  if (others.length === 0 || (basis === 'live' && others.some(isOpen))) return '';
  return others.some(isOpen) ? 'Possibly: ' : 'Most likely: ';
}

/** Before an explanation that is left where a likelier one was accepted. */
export const unlessAccepted = ({ code }: Finding): string => `If it is not ${code}, which is accepted: `;

/** The same in a sentence of its own. */
export const acceptedTitle = ({ code }: Finding): string =>
  `${code} is a likelier explanation of the same failure, and is accepted.`;

/** Before each of the other explanations. */
export const otherWords = (other: Finding): string => (isOpen(other) ? 'Or, not answered here: ' : 'Or: ');

/** Above the other explanations, where they are a list of their own. */
export const othersTitle = (others: readonly Finding[], accepted: Finding | null): string =>
  accepted !== null
    ? 'Or:'
    : others.some(isOpen)
      ? 'This is one explanation; a question that would tell of another has no answer. Or:'
      : 'This is the likeliest explanation. Or:';

import type { Evidence, Severity, Step, SymptomProblem } from '../../src/model/check.ts';
import type { RecipientTrace } from '../../src/facts/message/insights.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import { addressProblems } from './bounce-address.words.ts';
import { refusalProblems } from './bounce-refusal.words.ts';
import { transportProblems } from './bounce-transport.words.ts';

export interface Traced {
  messageId: string;
  trace: RecipientTrace;
}

export interface Bounced extends Traced {
  /** What the bounce means; null when SES gives no detail of it. */
  meaning: Candidate | null;
}

const bounceWords: Readonly<Record<string, SymptomProblem>> = {
  ...addressProblems,
  ...refusalProblems,
  ...transportProblems,
};

const wordsOf = (meaning: Candidate | null): SymptomProblem | undefined =>
  meaning === null ? undefined : bounceWords[meaning.code];

/** What a bounce means, as the rules for bounces say it. */
export function meaningSummary({ meaning, trace }: Bounced): string {
  const words = wordsOf(meaning);
  if (meaning !== null && words !== undefined) return words.read.summary(meaning);
  const last = trace.events.findLast(({ type }) => type === 'BOUNCE');
  return last?.words === undefined || last.words === null
    ? 'SES does not say why.'
    : `SES says ${last.words}.`;
}

export function meaningImpact({ meaning }: Bounced): string {
  const words = wordsOf(meaning);
  if (meaning === null || words === undefined) return 'The recipient did not get it.';
  return typeof words.impact === 'string' ? words.impact : words.impact(meaning);
}

export function meaningFix({ meaning }: Bounced): readonly Step[] {
  const words = wordsOf(meaning);
  if (meaning !== null && words !== undefined) return words.read.fix(meaning);
  const page = meaning === null ? '' : `, or run: ses-doctor checks ${meaning.code}`;
  return [{ text: `Read the receiver's words below${page}.`, owner: 'you' }];
}

/** A bounce that is none, such as an out-of-office reply, is only worth knowing. */
export const bounceSeverity = ({ meaning }: Bounced): Severity =>
  wordsOf(meaning)?.severity === 'info' ? 'info' : 'error';

export const meaningReferences = ({ meaning }: Bounced): readonly string[] =>
  wordsOf(meaning)?.references ?? [];

/** The events in order, each on a line. */
export const events = ({ trace }: Traced): readonly Evidence[] =>
  trace.events.slice(0, 20).map(({ type, at, words }) => ({
    what: at === null ? type : `${type}, ${at.slice(0, 19).replace('T', ' ')} UTC`,
    expected: null,
    actual: words,
    source: 'ses:GetMessageInsights',
  }));

/** `Message 0102… to someone@example.net (Gmail)`. */
export const what = ({ messageId, trace: { recipient, provider } }: Traced): string =>
  `The message ${messageId} to ${recipient}${provider === null || provider === '' ? '' : ` (${provider})`}`;

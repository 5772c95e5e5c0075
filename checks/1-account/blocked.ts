import { grouped } from '../../src/model/many.ts';
import type { LedgerEntry } from '../../src/facts/ledger.ts';

/** What the findings of the access check are made of. */
export interface Blocked {
  /** What the probe learnt of the failure: see `Why.detail`. */
  detail: Readonly<Record<string, string>>;
  /** What was asked without an answer, as `ses:GetAccount` or `ses:GetEmailIdentity for example.com`, each once. */
  questions: readonly string[];
  /** Titles of the checks that cannot look, each once. */
  blinds: readonly string[];
}

/** The data of a finding about these failures; the detail is that of the first. */
export const blockedBy = (entries: readonly LedgerEntry[]): Blocked => ({
  detail: entries[0]?.why.detail ?? {},
  questions: [...new Set(entries.map(askedBy))],
  blinds: [...new Set(entries.flatMap(({ blinds }) => blinds.map(({ title }) => title)))],
});

/** The question of an entry, with those for whom it had no answer where others had one. */
export const askedBy = ({ why, about }: LedgerEntry): string =>
  about === undefined ? why.question : `${why.question} for ${namesOf(about.without)}`;

/** Up to three names; of more of them the first two, and how many more there are. */
export const namesOf = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${grouped(names.length - 2)} more` : inWords(names);

/** `a`, `a and b`, `a, b and c`. */
const inWords = (names: readonly string[]): string =>
  [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');

/** What it does to the report; it says nothing about the mail. */
export function blindImpact({ blinds }: Pick<Blocked, 'blinds'>): string {
  if (blinds.length === 0) return 'No other check in this run depends on it.';
  const shown = blinds.slice(0, 3).map((title) => `“${title}”`);
  const rest = blinds.length - shown.length;
  return `Checks that could not run (result unknown): ${shown.join(', ')}${rest === 0 ? '' : ` and ${grouped(rest)} more`}.`;
}

/** How a read finding ends that nothing was asked for. */
export const mailNotSent =
  'The call to SES was never accepted, so the mail was not sent; SES has no record of it.';

/** ` in eu-west-1`, or nothing. */
export const inRegion = (region: string | undefined): string => (region === undefined ? '' : ` in ${region}`);

export const commonErrors = 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/CommonErrors.html';
export const credentialGuide =
  'https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html';
export const fileGuide = 'https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html';
export const endpointsPage = 'https://docs.aws.amazon.com/general/latest/gr/ses.html';

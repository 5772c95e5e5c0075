import type { Answers, CauseRise, RisePart } from './answers.ts';
import { mostOfIt } from './most-of.ts';

type Told = Pick<Answers, 'receivers' | 'rises' | 'complaints' | 'overview'>;

/**
 * The finding that tells of the same failures and says most of them: of a receiver's refusals the rise of their cause, of
 * complaints the campaign that drew them. Null where there is none.
 */
export function behind(
  { code, subject }: { code: string; subject: string },
  answers: Told,
): { code: string; subject: string } | null {
  switch (code) {
    case 'history/receiver-refuses':
      return named('history/rise', riseOf(subject, answers));
    case 'history/complaint-rate':
      return named('history/campaign-complaints', campaignOfMost(answers));
    case 'history/rise':
      return named('history/campaign-complaints', campaignOfRise(subject, answers));
    default:
      return null;
  }
}

const named = (code: string, subject: string | null): { code: string; subject: string } | null =>
  subject === null ? null : { code, subject };

/** On days of the rise most of it comes from this receiver, and it is most of what the receiver refused beyond what was usual. */
function riseOf(receiver: string, { receivers, rises }: Told): string | null {
  const refusals = receivers.find((one) => one.receiver === receiver)?.refusalRise ?? null;
  if (refusals === null) return null;
  const rise = rises.find(
    (one) =>
      one.days.some((day) => refusals.days.includes(day)) &&
      (partOf(one, 'receiver', receiver)?.excess ?? 0) >= mostOfIt * refusals.excess,
  );
  return rise?.cause ?? null;
}

/** The campaign that most of the complaints are about. */
function campaignOfMost({ complaints, overview }: Told): string | null {
  const all = overview.totals.judgedComplaints;
  return complaints.campaigns.find(({ judged }) => judged > 0 && judged >= mostOfIt * all)?.name ?? null;
}

/** The campaign that most of a rise of complaints comes from. */
function campaignOfRise(cause: string, { complaints, rises }: Told): string | null {
  if (cause !== 'bounce/complaint') return null;
  const rise = rises.find((one) => one.cause === cause);
  const of = complaints.campaigns.find(
    ({ name }) => rise !== undefined && partOf(rise, 'campaign', name) !== null,
  );
  return of?.name ?? null;
}

const partOf = ({ parts }: CauseRise, of: RisePart['dimension'], name: string): RisePart | null =>
  parts.find(({ dimension, value, share }) => dimension === of && value === name && share >= mostOfIt) ??
  null;

import type { Answers, CauseRise, ManyDelays, PartRise, RisePart } from './answers.ts';
import { isUnsent } from './failures.ts';
import { mostOfIt } from './most-of.ts';
import { senderName } from './senders.ts';

type Told = Pick<Answers, 'receivers' | 'rises' | 'partRises' | 'complaints' | 'overview' | 'manyDelays'>;

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
      return (
        named('history/rise', riseOf(subject, answers)) ??
        named('history/part-rise', partOfReceiver(subject, 'bounce', answers))
      );
    case 'history/receiver-defers':
      return (
        named('history/many-receivers-defer', delayOfMany(subject, answers)) ??
        named('history/part-rise', partOfReceiver(subject, 'delay', answers))
      );
    case 'history/part-rise':
      return behindPart(
        answers.partRises.find((one) => subjectOf(one) === subject),
        answers,
      );
    case 'history/complaint-rate':
      return named('history/campaign-complaints', campaignOfMost(answers));
    case 'history/rise':
      return (
        named('history/not-sent', isNotSent(subject, answers) ? 'mail' : null) ??
        named('history/campaign-complaints', campaignOfRise(subject, answers)) ??
        named('history/bounce-rate', senderOfRise(subject, answers))
      );
    default:
      return null;
  }
}

const named = (code: string, subject: string | null): { code: string; subject: string } | null =>
  subject === null ? null : { code, subject };

/**
 * A rise on the same days that most of what the receiver refused beyond what was usual is a part of: it comes from this receiver, or
 * from many of which none has most of it.
 */
function riseOf(receiver: string, { receivers, rises }: Told): string | null {
  const known = receivers.find((one) => one.receiver === receiver);
  const refusals = known?.refusalRise ?? null;
  if (refusals === null) return null;
  const rise = rises.find(({ cause, days, excess, parts }) => {
    if (!days.some((day) => refusals.days.includes(day))) return false;
    const [most] = parts.filter(({ dimension }) => dimension === 'receiver');
    const own = parts.find(({ dimension, value }) => dimension === 'receiver' && value === receiver);
    const isOfMany = most !== undefined && most.share < mostOfIt && cause === known?.refusalCause?.cause;
    // Of many receivers, only the first are told with what they have of it.
    const ofIt = own?.excess ?? (isOfMany ? Math.min(excess, refusals.excess) : 0);
    return ofIt >= mostOfIt * refusals.excess && ((own?.share ?? 0) >= mostOfIt || isOfMany);
  });
  return rise?.cause ?? null;
}

/** What a finding about many receivers is called by. */
export const manyReceivers = ({ provider }: Pick<ManyDelays, 'provider'>): string =>
  provider ?? 'many receivers';

/** The receiver is one of many that let mail wait for the same cause. */
const delayOfMany = (receiver: string, { manyDelays }: Told): string | null =>
  manyDelays?.names.includes(receiver) === true ? manyReceivers(manyDelays) : null;

/** What the receiver refused, or let wait, beyond what was usual is mostly mail of this part. */
function partOfReceiver(
  receiver: string,
  kind: PartRise['kind'],
  { receivers, partRises }: Told,
): string | null {
  const known = receivers.find((one) => one.receiver === receiver);
  const change = (kind === 'delay' ? known?.delayRise : known?.refusalRise) ?? null;
  if (change === null) return null;
  const part = partRises.find(
    (one) =>
      one.kind === kind &&
      one.receiver.name === receiver &&
      one.days.some((day) => change.days.includes(day)) &&
      one.receiver.recipients >= mostOfIt * change.excess,
  );
  return part === undefined ? null : subjectOf(part);
}

/** The rise of all mail that it is a part of, or the campaign that drew these complaints. */
function behindPart(part: PartRise | undefined, { complaints }: Told): ReturnType<typeof behind> {
  if (part?.kind !== 'complaint') return named('history/rise', part?.ofRise ?? null);
  const names = [part, ...part.same]
    .filter(({ dimension }) => dimension === 'campaign')
    .map(({ value }) => value);
  return named(
    'history/campaign-complaints',
    complaints.campaigns.find(({ name }) => names.includes(name))?.name ?? null,
  );
}

/** What a finding about a part is called by. */
export const subjectOf = ({ dimension, value, kind }: PartRise): string =>
  `${dimension} ${value}${kind === 'bounce' ? '' : kind === 'delay' ? ' (deferrals)' : ' (complaints)'}`;

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

/** What rose are messages that never left SES. */
function isNotSent(cause: string, { overview: { causes } }: Told): boolean {
  const own = causes.filter((one) => one.cause === cause);
  return own.length > 0 && own.every(({ type }) => isUnsent(type));
}

/** The account and Region that a rise comes from, where it is most of what bounces for good there; null where there is but one. */
function senderOfRise(cause: string, { rises, overview }: Told): string | null {
  const senders = overview.senders.filter(({ totals }) => totals.attempts > 0);
  const own = rises.filter((one) => one.cause === cause);
  if (senders.length < 2 || own.length === 0) return null;
  const excess = own.reduce((sum, one) => sum + one.excess, 0);
  const isFrom = (rise: CauseRise, of: 'account' | 'region', name: string | null): boolean =>
    !rise.parts.some(({ dimension }) => dimension === of) ||
    (name !== null && partOf(rise, of, name) !== null);
  const sender = senders.find(
    ({ account, region, totals }) =>
      own.every((rise) => isFrom(rise, 'account', account) && isFrom(rise, 'region', region)) &&
      excess >= mostOfIt * totals.judgedHardBounces &&
      totals.judgedHardBounces >= mostOfIt * excess,
  );
  return sender === undefined ? null : senderName(sender);
}

const partOf = ({ parts }: CauseRise, of: RisePart['dimension'], name: string): RisePart | null =>
  parts.find(({ dimension, value, share }) => dimension === of && value === name && share >= mostOfIt) ??
  null;

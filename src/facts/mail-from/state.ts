import { feedbackHost, feedbackRegion } from '../../knowledge/regions.ts';
import { isSpfRecord } from '../../spf/record.ts';
import type { Why } from '../../model/unavailable.ts';
import type { MailFromRecords } from './records.ts';
import { sameSpf } from '../published-texts.ts';
import { answersOf, missedBy } from '../zone-lookup.ts';

/** Servers of the zone that have what SES expects, and servers that do not. */
export interface Disagreement {
  have: readonly string[];
  lack: readonly string[];
}

/** What is wrong with the MX of a MAIL FROM domain. SES requires exactly one, to the feedback host of its Region. */
export type MxFault =
  | { verdict: 'right'; kind: 'none' }
  /** The zone's servers have it; the resolver holds another answer for so many seconds. */
  | { verdict: 'right'; kind: 'not-propagated'; exchanges: readonly string[]; seconds: number | null }
  /** `cachedSeconds`: the resolver still has it from before; null when it does not. */
  | { verdict: 'wrong'; kind: 'missing'; cachedSeconds: number | null }
  | { verdict: 'wrong'; kind: 'multiple' | 'wrong-target' | 'wrong-region'; exchanges: readonly string[] }
  | ({ verdict: 'wrong'; kind: 'disagree' } & Disagreement)
  | { verdict: 'unclear'; kind: 'unanswered'; why: Why };

/** Joins the views: what the zone's servers say is what is published; without them the resolver decides. */
export function mxFault(facts: Pick<MailFromRecords, 'mx' | 'mxAuthority' | 'region'>): MxFault {
  const fault = mxAsHeard(facts);
  const { mx, region } = facts;
  const isBad =
    mx.ok &&
    judge(
      mx.value.records.map(({ exchange }) => exchange),
      region,
    ).verdict === 'wrong';
  const why = missedBy(facts.mxAuthority, isBad);
  return why === null || fault.kind === 'disagree' || fault.kind === 'unanswered'
    ? fault
    : { verdict: 'unclear', kind: 'unanswered', why };
}

/** By the answers that came. */
function mxAsHeard({
  mx,
  mxAuthority,
  region,
}: Pick<MailFromRecords, 'mx' | 'mxAuthority' | 'region'>): MxFault {
  const exchanges = mx.ok ? mx.value.records.map(({ exchange }) => exchange) : [];
  const seconds = mx.ok ? mx.value.ttl : null;
  const seen = judge(exchanges, region);
  const views = ownAnswers(mxAuthority).map(({ server, answer }) => ({
    server,
    fault: judge(answer.values, region),
  }));
  const disagreement = split(views, ({ fault }) => fault.verdict === 'right');
  if (disagreement !== null) return { verdict: 'wrong', kind: 'disagree', ...disagreement };
  const fault = views[0]?.fault;
  if (fault?.kind === 'missing')
    return { ...fault, cachedSeconds: mx.ok && seen.verdict === 'right' ? seconds : null };
  if (fault?.verdict === 'wrong') return fault;
  // Right at the source, and not to be had: receivers of bounces, and SES, may fail to find it too.
  if (!mx.ok) return { verdict: 'unclear', kind: 'unanswered', why: mx.why };
  if (fault === undefined) return seen;
  return seen.verdict === 'right' ? seen : { verdict: 'right', kind: 'not-propagated', exchanges, seconds };
}

/** What the zone's servers say. Where a CNAME stands in for the record, the resolver says what it leads to. */
const ownAnswers = (authority: MailFromRecords['mxAuthority']) =>
  answersOf(authority).filter(({ answer }) => answer.alias === null);

/** The servers on both sides; null when there is one side. */
function split<T extends { server: string }>(
  views: readonly T[],
  isRight: (view: T) => boolean,
): Disagreement | null {
  const have = views.filter(isRight).map(({ server }) => server);
  const lack = views.filter((view) => !isRight(view)).map(({ server }) => server);
  return have.length > 0 && lack.length > 0 ? { have, lack } : null;
}

type Judged = Exclude<MxFault, { kind: 'unanswered' | 'disagree' | 'not-propagated' }>;

function judge(exchanges: readonly string[], region: string | null): Judged {
  const [first] = exchanges;
  if (first === undefined) return { verdict: 'wrong', kind: 'missing', cachedSeconds: null };
  if (exchanges.length > 1) return { verdict: 'wrong', kind: 'multiple', exchanges };
  const found = feedbackRegion(first);
  if (found === null) return { verdict: 'wrong', kind: 'wrong-target', exchanges };
  if (region !== null && first !== feedbackHost(region))
    return { verdict: 'wrong', kind: 'wrong-region', exchanges };
  return { verdict: 'right', kind: 'none' };
}

/** The SPF records of a MAIL FROM domain. */
export type SpfPresence =
  | { kind: 'present'; records: readonly string[] }
  | { kind: 'not-propagated'; records: readonly string[]; seconds: number | null }
  /** The zone's servers have `records`, as `source` says; the resolver holds others for so many seconds. */
  | {
      kind: 'replaced';
      records: readonly string[];
      source: string;
      seen: readonly string[];
      seconds: number | null;
    }
  | { kind: 'missing'; cachedSeconds: number | null }
  | ({ kind: 'disagree' } & Disagreement)
  | { kind: 'unanswered'; why: Why };

/** Missing, or there, only when everybody was asked who can know. */
export function spfPresence(facts: Pick<MailFromRecords, 'txt' | 'txtAuthority'>): SpfPresence {
  const presence = spfAsHeard(facts);
  const { txt, txtAuthority } = facts;
  const why = missedBy(txtAuthority, txt.ok && !txt.value.records.some(isSpfRecord));
  return why === null || presence.kind === 'disagree' || presence.kind === 'unanswered'
    ? presence
    : { kind: 'unanswered', why };
}

/** By the answers that came. */
function spfAsHeard({ txt, txtAuthority }: Pick<MailFromRecords, 'txt' | 'txtAuthority'>): SpfPresence {
  const seen = txt.ok ? txt.value.records.filter(isSpfRecord) : [];
  const seconds = txt.ok ? txt.value.ttl : null;
  const views = ownAnswers(txtAuthority).map(({ server, answer }) => ({
    server,
    records: answer.values.filter(isSpfRecord),
  }));
  const disagreement = split(views, ({ records }) => records.length > 0);
  if (disagreement !== null) return { kind: 'disagree', ...disagreement };
  const published = views[0]?.records;
  if (published?.length === 0) return { kind: 'missing', cachedSeconds: seen.length > 0 ? seconds : null };
  if (!txt.ok) return { kind: 'unanswered', why: txt.why };
  const [first] = views;
  // As the fact about SPF weighs it (published-texts.ts): where the servers differ, the resolver's answer stands.
  const direct = txt.value.chain.length === 0;
  if (
    direct &&
    seen.length > 0 &&
    first !== undefined &&
    views.every(({ records }) => sameSpf(records, first.records))
  )
    return sameSpf(first.records, seen)
      ? { kind: 'present', records: seen }
      : { kind: 'replaced', records: first.records, source: first.server, seen, seconds };
  if (seen.length > 0) return { kind: 'present', records: seen };
  return published === undefined
    ? { kind: 'missing', cachedSeconds: null }
    : { kind: 'not-propagated', records: published, seconds };
}

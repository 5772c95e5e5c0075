import type { Report, UnansweredReport } from '../../model/report.ts';
import { zoneNotServed } from '../../model/delegation.ts';
import { isDnsQuestion } from '../../model/dns-trouble.ts';
import { zoneNotVerified } from '../../model/dnssec.ts';
import { grouped, many } from '../../model/many.ts';
import { type Blind, blindedIn, blindIn } from '../blinded.ts';
import type { Cause } from '../causes.ts';
import { safe } from '../safe.ts';
import { hang } from '../wrap.ts';
import type { TextStyle } from './style.ts';

/** So many reasons are shown; the rest is counted. */
const reasons = 3;

const namesOf = (blind: readonly Blind[]): string => {
  const ids = [...new Set(blind.map(({ check }) => check.id))];
  return `${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ` and ${grouped(ids.length - 3)} more` : ''}`;
};

/**
 * The checks that have no answer because of a cause or an obstacle, in a line below it; none where its evidence names
 * them, or where another one that stands before it told of them.
 */
export function renderBlinded(
  { finding: obstacle }: Pick<Cause, 'finding'>,
  report: Report,
  style: TextStyle,
): readonly string[] {
  if (obstacle.code === 'access/denied') return [];
  const blind = [...blindedIn(report)].filter(([, told]) => told === obstacle).map(([one]) => one);
  return blind.length === 0
    ? []
    : hang(`Without an answer for it: ${namesOf(blind)}`, style.columns, '  ↳ ').map((line) =>
        style.colours.dim(line),
      );
}

/** The questions that count and had no answer, by their reason, and what to do; those a finding tells of are left out. */
export function renderUnanswered(report: Report, { colours, columns }: TextStyle): readonly string[] {
  const told = new Set([...blindedIn(report).keys()].map(({ check }) => check));
  const left = blindIn(report).filter(({ check }) => !told.has(check));
  const rows = rowsOf(left);
  const shownIds = new Set(rows.slice(0, reasons).flatMap(({ blind }) => blind.map(({ check }) => check.id)));
  const more = new Set(rows.flatMap(({ blind }) => blind.map(({ check }) => check.id))).size - shownIds.size;
  const lines = rows.slice(0, reasons).flatMap(({ text }) => hang(`Unknown: ${safe(text)}`, columns, '? '));
  return [
    ...lines,
    ...(more > 0 ? [`? ${many(more, 'more check')} unknown, see -v`] : []),
    ...adviceFor(report, left).flatMap((text) => hang(text, columns, '  → ')),
  ].map((line, index) => (index < lines.length ? colours.magenta(line) : line));
}

/** One row a reason; reasons of one check alone that differ in what was asked stand in one. */
function rowsOf(left: readonly Blind[]): readonly { text: string; blind: readonly Blind[] }[] {
  const byReason = new Map<string, Blind[]>();
  for (const blind of left) {
    const counted = blind.open.map(({ message }) => message);
    for (const reason of new Set(counted.length > 0 ? counted : [blind.check.because ?? '']))
      byReason.set(reason, [...(byReason.get(reason) ?? []), blind]);
  }
  const byNames = new Map<string, { reasons: string[]; blind: readonly Blind[] }>();
  for (const [reason, blind] of byReason) {
    const names = namesOf(blind);
    const row = byNames.get(names) ?? { reasons: [], blind };
    row.reasons.push(reason);
    byNames.set(names, row);
  }
  return [...byNames].map(([names, { reasons: all, blind }]) => {
    const [first = ''] = all;
    const like = all.length > 1 ? ` (and ${grouped(all.length - 1)} more like it)` : '';
    return { text: `${names}${first === '' ? '' : ` – ${first}${like}`}`, blind };
  });
}

/** A call of AWS, as `ses:GetAccount`. */
const isCall = (question: string): boolean => /^[a-z0-9-]+:[A-Z]/.test(question);

/** What to do about questions without an answer that no finding tells of: a sentence for each kind of reason. */
function adviceFor({ command }: Report, left: readonly Blind[]): readonly string[] {
  const open = left.flatMap((blind) => blind.open);
  const policy = command === 'test' ? 'ses-doctor policy --for test' : 'ses-doctor policy';
  const isOfDns = ({ question }: UnansweredReport): boolean => isDnsQuestion(question);
  const isSlow = ({ reason }: UnansweredReport): boolean => ['timeout', 'throttled'].includes(reason);
  // What the end of the run cut off would not come sooner with more time for each question.
  const isCut = ({ reason }: UnansweredReport): boolean => reason === 'interrupted';
  // A resolver that does not check signatures only hides that they are at fault, and so does time.
  const unsigned = [...new Set(open.flatMap(({ message }) => zoneNotVerified(message) ?? []))];
  const unserved = [...new Set(open.flatMap(({ message }) => zoneNotServed(message) ?? []))];
  const flags = [...new Set(left.flatMap(({ check }) => check.flag ?? []))];
  return [
    ...flags.map((flag) => `Say which one with ${flag}.`),
    ...unsigned.map(
      (zone) =>
        `Whoever runs the DNS zone ${safe(zone)} has to repair its DNSSEC signatures; waiting does not help, and another resolver would only hide it.`,
    ),
    ...unserved.map(
      (zone) =>
        `The registrar of ${safe(zone)} has to name the servers that have its zone: until then no resolver has an answer.`,
    ),
    ...(open.some(({ reason }) => reason === 'access-denied')
      ? [`Allow what is missing: ${policy} prints all that is needed.`]
      : []),
    ...(open.some(
      (one) =>
        isOfDns(one) &&
        zoneNotVerified(one.message) === null &&
        zoneNotServed(one.message) === null &&
        ['bad-reply', 'unreachable', 'refused', 'timeout', 'malformed'].includes(one.reason),
    )
      ? ['Run it again; if it stays, ask another resolver: --resolver and its address.']
      : []),
    ...(open.some(({ question, message }) => isCall(question) && message.includes("on Amazon's side"))
      ? ['Run it again in a few minutes: the fault was at Amazon.']
      : []),
    ...(command === 'check' && open.some((one) => isSlow(one) && !isOfDns(one))
      ? ['Run it again with more time for each question: --timeout 30.']
      : []),
    ...(command === 'check' && open.some(isCut)
      ? ['Let it run to its end: with --deadline 180 it has three minutes.']
      : []),
  ];
}

import type { CheckReport, Finding, Report, UnansweredReport } from '../../model/report.ts';
import { tellsNotServed, zoneNotServed } from '../../model/delegation.ts';
import { breaksAt, zoneNotVerified } from '../../model/dnssec.ts';
import { many } from '../../model/many.ts';
import { type Cause, causesIn, obstaclesIn } from '../causes.ts';
import { findingsOf } from '../findings.ts';
import { safe } from '../safe.ts';
import { hang } from '../wrap.ts';
import type { TextStyle } from './style.ts';

/** So many reasons are shown; the rest is counted. */
const reasons = 3;

/** What kept ses-doctor from looking, with the reasons of unanswered questions that it stands for. */
const standsFor: Readonly<Record<string, readonly string[]>> = {
  'access/denied': ['access-denied'],
  'access/throttled': ['throttled'],
  'access/no-credentials': ['no-credentials'],
  'access/credentials-expired': ['credentials-expired'],
  'access/credentials-rejected': ['credentials-rejected'],
  'access/profile-not-found': ['profile-not-found'],
  'access/region-missing': ['region-missing'],
  'access/region-invalid': ['region-invalid', 'unreachable', 'timeout', 'malformed'],
  'access/endpoint-unreachable': ['unreachable', 'timeout', 'malformed'],
};

/** A call of AWS, as `ses:GetAccount`; other questions name a record or a host. */
const isCall = ({ question }: UnansweredReport): boolean => /^[a-z0-9-]+:[A-Z]/.test(question);

/** Whether each of the questions is open for what a finding tells, or one of those that follow from it. */
const explainsAll = (told: readonly Finding[], open: readonly UnansweredReport[]): boolean =>
  open.length > 0 && open.every((one) => told.some((finding) => explainsOne(finding, one)));

function explainsOne({ code, summary }: Finding, open: UnansweredReport): boolean {
  if (isCall(open)) return (standsFor[code] ?? []).includes(open.reason);
  const [unsigned, unserved] = [zoneNotVerified(open.message), zoneNotServed(open.message)];
  return (
    (unsigned !== null && summary.includes(breaksAt(unsigned))) ||
    (unserved !== null && tellsNotServed(summary, unserved))
  );
}

interface Blind {
  check: CheckReport;
  /** The questions that count and had no answer. */
  open: readonly UnansweredReport[];
}

/** The checks without an answer that tells of itself nowhere in the report. */
function blindIn(report: Report): readonly Blind[] {
  const told = new Set<Finding>([...causesIn(report).map(({ finding }) => finding), ...obstaclesIn(report)]);
  return report.stages
    .flatMap(({ checks }) => checks)
    .filter(({ findings }) => !findings.some((finding) => told.has(finding)))
    .map((check) => ({ check, open: check.unanswered.filter(({ counts }) => counts) }))
    .filter(({ check, open }) => check.status === 'unknown' || open.length > 0);
}

const namesOf = (blind: readonly Blind[]): string => {
  const ids = [...new Set(blind.map(({ check }) => check.id))];
  return `${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ` and ${String(ids.length - 3)} more` : ''}`;
};

/** Each cause and obstacle with the same about other subjects and what follows from them, in the order of the report. */
const toldIn = (report: Report): readonly (readonly Finding[])[] => [
  ...causesIn(report).map(({ finding, effects }) => [
    finding,
    ...findingsOf(report).filter(({ code }) => code === finding.code),
    ...effects,
  ]),
  ...obstaclesIn(report).map((finding) => [finding]),
];

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
  const all = toldIn(report);
  const blind = blindIn(report).filter(
    ({ open }) => all.find((told) => explainsAll(told, open))?.[0] === obstacle,
  );
  return blind.length === 0
    ? []
    : hang(`Without an answer for it: ${namesOf(blind)}`, style.columns, '  ↳ ').map((line) =>
        style.colours.dim(line),
      );
}

/** The questions that count and had no answer, by their reason, and what to do; those a finding tells of are left out. */
export function renderUnanswered(report: Report, { colours, columns }: TextStyle): readonly string[] {
  const all = toldIn(report);
  const left = blindIn(report).filter(({ open }) => !all.some((told) => explainsAll(told, open)));
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
    const like = all.length > 1 ? ` (and ${String(all.length - 1)} more like it)` : '';
    return { text: `${names}${first === '' ? '' : ` – ${first}${like}`}`, blind };
  });
}

/** What to do about questions without an answer that no finding tells of: a sentence for each kind of reason. */
function adviceFor({ command }: Report, left: readonly Blind[]): readonly string[] {
  const open = left.flatMap((blind) => blind.open);
  const policy = command === 'test' ? 'ses-doctor policy --for test' : 'ses-doctor policy';
  const isOfDns = ({ question }: UnansweredReport): boolean =>
    /^(?:[A-Z]{1,10} (?:and [A-Z]+ )?)\S+$/.test(question);
  const isSlow = ({ reason }: UnansweredReport): boolean =>
    ['timeout', 'throttled', 'interrupted'].includes(reason);
  // A resolver that does not check signatures only hides that they are at fault, and so does time.
  const unsigned = [...new Set(open.flatMap(({ message }) => zoneNotVerified(message) ?? []))];
  const unserved = [...new Set(open.flatMap(({ message }) => zoneNotServed(message) ?? []))];
  return [
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
    ...(command === 'check' && open.some((one) => isSlow(one) && !isOfDns(one))
      ? ['Run it again with more time: --timeout 30.']
      : []),
  ];
}

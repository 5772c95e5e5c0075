import type { Severity } from '../model/check.ts';
import { gravity, isCause, leadsTo, type Parties, type Placed, placedFindings } from './explains.ts';
import { mayBeOf } from './same-subject.ts';
import type { Finding, StageReport } from '../model/report.ts';
import type { Candidate, Symptom } from '../model/symptom.ts';

/** What diagnosis needs to know of the run. */
export interface DiagnosisContext {
  identities: readonly string[];
  recipients: readonly string[];
  symptom: Symptom | null;
  /** `explain`: the candidates themselves are the causes. */
  offline: boolean;
}

/**
 * The causes of a report: each code once, of what nothing else explains. First that AWS has paused the account; then what
 * the live state confirms of a symptom; then errors by stage, those first that stop every send, then those that explain
 * others; then what keeps all of AWS or DNS from being looked at; then warnings by stage; then what is only info but was read
 * from a symptom; last what else kept ses-doctor from looking.
 */
export function causesOf(stages: readonly StageReport[], context: DiagnosisContext): readonly string[] {
  const placed = placedFindings(stages);
  const { symptom } = context;
  if (context.offline) return unique(ranked(placed, symptom));
  const parties = { ...context, joined: symptom !== null };
  const roots = rootsOf(placed, parties);
  const explains = (one: Placed): boolean => placed.some((other) => leadsTo(one, other, parties));
  const bySeverity = (severity: Severity): readonly Placed[] =>
    roots
      .filter(({ finding }) => finding.severity === severity)
      .sort(
        (one, other) =>
          one.stage - other.stage ||
          stopsAll(other) - stopsAll(one) ||
          Number(explains(other)) - Number(explains(one)) ||
          one.order - other.order,
      );
  const confirmed = [...bySeverity('error'), ...bySeverity('warning')].filter(
    (one) => symptom !== null && confirms(one, symptom, placed, parties),
  );
  const told = roots.filter(
    (one) => one.finding.basis === 'read' || (symptom !== null && saysWhatWas(one, symptom)),
  );
  // Whatever else the text tells of: until AWS lifts its pause no mail goes out.
  const pause = roots.filter(({ finding }) => finding.code === pausedByAws && finding.basis === 'live');
  const obstacles = bySeverity('unknown').filter(({ finding }) => finding.counts);
  // The headline says that the run is incomplete before it speaks of warnings: so do the causes.
  const blinding = obstacles.filter((one) => blindsWorld(one, stages));
  const found = [...bySeverity('error'), ...blinding, ...bySeverity('warning')];
  const ordered = [...pause, ...confirmed, ...found, ...told, ...obstacles];
  const first = byRank(ordered, symptom).flatMap((one) => [...mayExplain(one, roots, parties), one]);
  return unique(first.map(({ finding }) => finding.code));
}

/**
 * What could not be seen to its end, and would be why an error is there: it is to be looked at before anybody waits for what it
 * may keep from coming. The error stays a cause, since nobody knows.
 */
const mayExplain = (one: Placed, roots: readonly Placed[], parties: Parties): readonly Placed[] =>
  one.finding.severity !== 'error' || one.finding.basis === 'read'
    ? []
    : roots.filter(
        (other) =>
          other.finding.severity === 'unknown' &&
          isCause({ ...other, finding: { ...other.finding, severity: 'warning' } }, one, parties),
      );

/** These keep all of AWS, or all of DNS, from being looked at. */
const ofWholeWorld: ReadonlySet<string> = new Set([
  ...['access/no-credentials', 'access/profile-not-found', 'access/credentials-expired'],
  ...['access/credentials-rejected', 'access/region-missing', 'access/region-invalid'],
  'access/dns-unreachable',
]);

/** Whether an obstacle keeps a whole world from being looked at: one that stands for some questions does where most checks are blind. */
function blindsWorld({ finding: { code } }: Placed, stages: readonly StageReport[]): boolean {
  if (!code.startsWith('access/')) return false;
  if (ofWholeWorld.has(code)) return true;
  const checks = stages.flatMap((stage) => stage.checks).filter(({ status }) => status !== 'skipped');
  const open = checks.filter(({ status }) => status === 'unknown').length;
  return 2 * open > checks.length;
}

const pausedByAws = 'sending/paused-by-aws';

/** While one of these holds every send is refused, whoever sends and to whom. */
const stopsAll = ({ finding }: Placed): number =>
  Number(finding.code === pausedByAws || finding.code === 'sending/disabled-by-you');

/** An info that the symptom was about: what it tells was so when the error came, and is not now. */
const saysWhatWas = ({ finding }: Placed, { candidates }: Symptom): boolean =>
  finding.severity === 'info' && candidates.some(({ code }) => finding.explains.includes(code));

/** What was only read keeps among itself the order of the reader: item by item, the likeliest first. */
function byRank(causes: readonly Placed[], symptom: Symptom | null): readonly Placed[] {
  const placeOf = ({ finding }: Placed): number => {
    const candidates = symptom?.candidates ?? [];
    const of = candidates.filter(
      ({ code, subject }) => code === finding.code && (subject ?? finding.subject) === finding.subject,
    );
    return Math.min(Number.MAX_SAFE_INTEGER, ...of.map(({ item, rank }) => item * 1000 + rank));
  };
  const read = causes
    .filter(({ finding }) => finding.basis === 'read')
    .toSorted((one, other) => placeOf(one) - placeOf(other));
  return causes.map((one) => (one.finding.basis === 'read' ? (read.shift() ?? one) : one));
}

/**
 * What nothing else explains. Where findings explain each other in a ring, the first of them stands for the ring: an
 * error must not vanish because it is explained too well.
 */
function rootsOf(placed: readonly Placed[], parties: Parties): readonly Placed[] {
  const roots = placed.filter((one) => !placed.some((other) => leadsTo(other, one, parties)));
  const explained = new Set<Placed>();
  const mark = (one: Placed): void => {
    if (explained.has(one)) return;
    explained.add(one);
    for (const other of placed) if (leadsTo(one, other, parties)) mark(other);
  };
  roots.forEach(mark);
  for (const one of placed) {
    if (explained.has(one)) continue;
    roots.push(one);
    mark(one);
  }
  return roots;
}

/**
 * What follows from each finding that something follows from, directly or through others: the graver of them alone. Whoever
 * tells only causes has to weigh one as the worst that comes of it.
 */
export function graverEffects(
  stages: readonly StageReport[],
  context: Pick<DiagnosisContext, 'identities' | 'recipients'>,
): ReadonlyMap<Finding, readonly Finding[]> {
  const placed = placedFindings(stages);
  const parties = { ...context, joined: false };
  const graver = new Map<Finding, readonly Finding[]>();
  for (const one of placed) {
    const seen = new Set<Placed>([one]);
    for (const cause of seen) for (const other of placed) if (leadsTo(cause, other, parties)) seen.add(other);
    const effects = [...seen]
      .map(({ finding }) => finding)
      .filter(({ severity }) => gravity[severity] > gravity[one.finding.severity]);
    if (effects.length > 0) graver.set(one.finding, effects);
  }
  return graver;
}

/** The live state shows what the symptom says, or the cause of it. */
function confirms(one: Placed, symptom: Symptom, placed: readonly Placed[], parties: Parties): boolean {
  if (one.finding.basis === 'read') return false;
  const { code, explains } = one.finding;
  // Whether or not it still stands in the report: a check may have said that it is not so, and this is.
  const tells = symptom.candidates.some(
    (told) => (told.code === code || explains.includes(told.code)) && isAbout(one, told, parties),
  );
  return tells || reaches(one, placed, parties, new Set());
}

/** A candidate may be about the account, the finding's subject, or a recipient of the sender. */
function isAbout({ finding, check }: Placed, told: Candidate, { identities }: Parties): boolean {
  const { subject } = told;
  if (!mayBeOf(finding, told)) return false;
  if (check.subject === null || subject === null) return true;
  if (finding.subject.toLowerCase() === subject.toLowerCase()) return true;
  return identities.includes(check.subject) && !identities.includes(subject);
}

/** Follows the edges from a cause to something that was read. */
function reaches(one: Placed, placed: readonly Placed[], parties: Parties, seen: Set<Placed>): boolean {
  if (seen.has(one)) return false;
  seen.add(one);
  return placed
    .filter((other) => leadsTo(one, other, parties))
    .some((other) => other.finding.basis === 'read' || reaches(other, placed, parties, seen));
}

/** The candidates in order: the likeliest of each item first; what is wrong before what is only worth knowing. */
function ranked(placed: readonly Placed[], symptom: Symptom | null): readonly string[] {
  const candidates = symptom?.candidates ?? [];
  return placed
    .map(({ finding }) => {
      const of = candidates.filter(({ code }) => code === finding.code);
      return {
        code: finding.code,
        rank: Math.min(...of.map((candidate) => candidate.rank)),
        grave: gravity[finding.severity],
        place: candidates.findIndex(({ code }) => code === finding.code),
      };
    })
    .sort((one, other) => one.rank - other.rank || other.grave - one.grave || one.place - other.place)
    .map(({ code }) => code);
}

const unique = (codes: readonly string[]): readonly string[] => [...new Set(codes)];

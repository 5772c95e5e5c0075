import type { Refutation } from '../model/check.ts';
import { toFixStep } from '../model/finding.ts';
import type { CheckReport, Finding, RefutedCandidate } from '../model/report.ts';
import type { SelectedStage } from '../model/select.ts';
import type { Candidate, Symptom } from '../model/symptom.ts';
import { areOne, isGeneral, kindOf, sameSubject } from '../parse/subject.ts';
import { failureOf, ownerOf, type Read, sentenceOf, severityOf } from './owner.ts';
import { place } from './place-read.ts';
import { directRefutation, isFlatly, isSaidOf, isUndecided, names } from './refutation.ts';
import type { EndedCheck } from './run.ts';
import { mayBeOf } from './same-subject.ts';
import type { Self } from './self.ts';
import { type Proof, proofOf, provenReal, speaksOf } from './shown-live.ts';
import { asOfStranger, type Strangers } from './strangers.ts';
import { leftOf, notExplainedHere, outOf, unexplainedOf, unknownBeside } from './unexplained.ts';
import type { Untold } from './untold.ts';

/** The checks with what a symptom says added to them, and the candidates that the live state refutes. */
export interface Joined {
  /** Nothing live explains the symptom: who this run is tells whether the error is of its account. */
  unexplained: boolean;
  checks: readonly { stage: SelectedStage; report: CheckReport }[];
  refuted: readonly RefutedCandidate[];
  /** Failures that the selection leaves out and no finding tells of. */
  left: readonly Untold[];
}

/** What a symptom is joined with beside the checks. */
export interface JoinContext {
  /** Who this run is, where that was asked. */
  self: Self | null;
  /** What is of another account; null where nothing names one. */
  strangers: Strangers | null;
  region: string | null;
  /** The failures of the text that the selection leaves out; absent: none. */
  untold?: readonly Untold[];
  /** The symptom is what SES answered to this very run: no other account, and no other time. */
  ofThisRun?: true;
}

/**
 * Joins a symptom with the live state (docs/design.md 4). A candidate that the live state shows as well is
 * swallowed by the live finding; one that it refutes is dropped; where it confirms one candidate of a failure, or
 * shows the cause of one, the other explanations of that failure are dropped. The rest stand as read findings, and so does
 * all that is of another account: nothing live is about it. A failure that the reader does not know stays unknown
 * where no error stands beside it.
 */
export function join(
  ended: readonly EndedCheck[],
  stages: readonly SelectedStage[],
  symptom: Symptom | null,
  { self, strangers, region, untold = [], ofThisRun }: JoinContext = {
    self: null,
    strangers: null,
    region: null,
  },
): Joined {
  if (symptom === null) return asItIs(ended);
  const live = ended.flatMap(({ report, narrowed }) =>
    report.findings.map((finding) => ({ report, finding, of: narrowed?.get(finding) })),
  );
  const isStranger = (one: Candidate): boolean => strangers?.candidates.has(one) === true;
  const shown = new Map(
    symptom.candidates
      .filter((one) => !isStranger(one))
      .map((candidate) => {
        const direct = directRefutation(candidate, ended);
        return [
          candidate,
          replacedBy(direct) ?? (direct?.of === undefined ? proofOf(candidate, live) : null),
        ];
      }),
  );
  // What a check says of this very candidate beats that something else explains it.
  const isDenied = (candidate: Candidate): boolean =>
    shown.get(candidate)?.kind !== 'same' && isFlatly(directRefutation(candidate, ended));
  const proven = [...shown].flatMap(([candidate, proof]) =>
    proof === null || isDenied(candidate) ? [] : [{ ...candidate, shown: proof.code }],
  );

  const refuted: RefutedCandidate[] = [];
  const read: Read[] = [];
  for (const candidate of symptom.candidates.filter(isStranger)) {
    const owner = ownerOf(stages, candidate.code);
    if (owner === null) continue;
    // Verification is looked up in every Region that is named: where that explains the failure, nothing else does.
    const because =
      strangers?.ofOthers.has(candidate) === true ? null : otherExplanation(candidate, proven, symptom);
    if (because === null) read.push({ candidate, owner });
    else refuted.push(ruledOut(candidate, because));
  }
  const past = new Set<string>();
  for (const [candidate, proof] of shown) {
    const owner = ownerOf(stages, candidate.code);
    if (owner === null || proof?.kind === 'same') continue;
    const direct = directRefutation(candidate, ended);
    if (direct?.past === true) past.add(sentenceOf(candidate));
    const other =
      proof === null && !isUndecided(candidate, ended) ? otherExplanation(candidate, proven, symptom) : null;
    const because = direct?.because ?? other;
    const open = direct === null ? undefined : othersOf(candidate, ended, live)[0];
    if (open !== undefined) read.push({ candidate: { ...candidate, subject: open }, owner });
    if (because === null) read.push({ candidate, owner });
    else refuted.push(ruledOut(candidate, because));
  }
  const left = unexplainedOf([...shown.keys()], {
    explained: new Set(
      [...read.map(({ candidate }) => candidate), ...proven].map((one) => tellingOf(one, symptom.candidates)),
    ),
    tellingOf: (one) => tellingOf(one, symptom.candidates),
    past,
    isExplained: (one) =>
      live.some(
        (found) =>
          found.finding.severity === 'error' &&
          found.finding.explains.includes(one.code) &&
          !(isDenied(one) && isBeaten(found, one, ended)) &&
          speaksOf(found.of, one) &&
          mayBeOf(found.finding, one),
      ),
    isOwned: ({ code }) => ownerOf(stages, code) !== null,
  });
  const owner = left === null ? null : ownerOf(stages, notExplainedHere);
  if (left !== null && owner !== null)
    read.push({ candidate: leftOf(symptom, left, stages, { self, ofThisRun }), owner });
  const unknown = left === null ? unknownBeside(symptom, stages, read, live) : null;
  const out = left === null ? outOf(untold, stages, live) : null;
  read.push(...[unknown, out].filter((one) => one !== null));
  const graver = (candidate: Candidate): 'error' | 'warning' | null => {
    const words = ownerOf(stages, candidate.code);
    const severity = words === null ? null : severityOf(words, candidate);
    return severity === 'error' || severity === 'warning' ? severity : null;
  };
  const own = (finding: Finding, candidate: Candidate): Finding =>
    strangers !== null && isStranger(candidate)
      ? asOfStranger(finding, candidate, strangers)
      : withRemarks(stillOpen(finding, candidate, ended), candidate, ended);
  return {
    checks: place(provenReal(ended, shown, graver), stages, read, {
      region: symptom.names.region ?? region,
      own,
    }),
    refuted,
    unexplained: left !== null,
    left: out === null ? untold : [],
  };
}

/** The checks where nothing was pasted. */
const asItIs = (ended: readonly EndedCheck[]): Joined => ({
  checks: ended.map(({ stage, report }) => ({ stage, report })),
  refuted: [],
  unexplained: false,
  left: [],
});

const ruledOut = ({ code, subject, quote }: Candidate, because: string): RefutedCandidate => ({
  ...{ code, subject, quote, because },
});

/** Of the identities that failed together, those of which nothing seen here says whether they are verified. */
function othersOf(
  { subject, ...candidate }: Candidate,
  ended: readonly EndedCheck[],
  live: readonly { finding: Finding }[],
): readonly string[] {
  if (candidate.code !== 'identity/not-verified' || subject === null) return [];
  return (candidate.data['identities'] ?? '').split(', ').filter(
    (name) =>
      name !== '' &&
      !sameSubject(name, subject) &&
      // Where it is known whether this is the sandbox, each was looked at as a sender, or is a recipient.
      isUndecided({ ...candidate, code: 'sandbox/recipient-not-verified', subject: name }, ended) &&
      directRefutation({ ...candidate, subject: name }, ended) === null &&
      !live.some(({ finding }) => finding.severity === 'error' && sameSubject(finding.subject, name)),
  );
}

/** The live finding that a check puts in a candidate's place. */
const replacedBy = (direct: Refutation | null): Proof | null =>
  direct?.shows === undefined ? null : { kind: 'same', code: direct.shows };

/**
 * What SES says of a candidate beats what else is wrong with the account or the same subject, unless the same check says both: then that
 * is the reason.
 */
const isBeaten = (
  { report, finding }: { report: CheckReport; finding: Finding },
  one: Candidate,
  ended: readonly EndedCheck[],
): boolean =>
  isGeneral(finding.subject) ||
  (one.subject !== null &&
    areOne(kindOf(one.code, one.subject), finding.subject, one.subject) &&
    !ended.some((check) => check.report.id === report.id && isFlatly(directRefutation(one, [check]))));

/** Nobody knows whether it is so: then no other explanation is known to be the likelier one. */
const stillOpen = (finding: Finding, candidate: Candidate, ended: readonly EndedCheck[]): Finding =>
  finding.reading !== undefined && isUndecided(candidate, ended)
    ? { ...finding, reading: { ...finding.reading, open: true } }
    : finding;

/** The live state shows another explanation of the same failure. */
function otherExplanation(
  candidate: Candidate,
  proven: readonly (Candidate & { shown: string })[],
  { candidates }: Symptom,
): string | null {
  const own = readingOf(candidate, candidates);
  const other = proven.find((one) => {
    if (failureOf(one) !== failureOf(candidate) || standBeside(one, candidate)) return false;
    // Two sentences, each with an answer of its own, tell of two failures: what explains one says nothing of the other.
    const theirs = readingOf(one, candidates);
    return (own === null || theirs === null || own === theirs) && isOneSession(one, candidate);
  });
  return other === undefined ? null : `the live state shows ${other.shown} instead`;
}

/** Who was answered had a connection: of two sentences, one of each, what explains one says nothing of the other. */
const isOneSession = (one: Candidate, other: Candidate): boolean =>
  sentenceOf(one) === sentenceOf(other) || isOfConnection(one) === isOfConnection(other);

/** No connection, or none that a reply came over. */
const isOfConnection = ({ data }: Candidate): boolean => data['step'] !== undefined;

/**
 * What a candidate explains: a sentence that began a reading of its own beside others of its failure, else the failure. Of two such
 * sentences one may be explained and the other not.
 */
const tellingOf = (candidate: Candidate, all: readonly Candidate[]): string => {
  const sentences = new Set(
    all.filter((one) => one.rank === 0 && failureOf(one) === failureOf(candidate)).map(sentenceOf),
  );
  const own = sentences.size > 1 ? readingOf(candidate, all) : null;
  return own ?? failureOf(candidate);
};

/** The sentence that began a reading, where this is one of its explanations; else null. */
const readingOf = (candidate: Candidate, all: readonly Candidate[]): string | null =>
  all.some((one) => one.rank === 0 && sentenceOf(one) === sentenceOf(candidate))
    ? sentenceOf(candidate)
    : null;

/** The same said of two addresses, or what is equally likely of each: both may be so. */
function standBeside(one: Candidate & { shown?: string }, other: Candidate): boolean {
  // In the sandbox SES checks recipients beside senders: that the account is in it tells of no sender that it is verified.
  if (one.shown === 'sandbox/account-in-sandbox' && other.code.startsWith('identity/')) return true;
  if (one.subject === null || other.subject === null || sameSubject(one.subject, other.subject)) return false;
  return one.code === other.code || one.rank === other.rank;
}

/** The finding with what checks see from here beside it, and what that changes of its steps. */
function withRemarks(finding: Finding, candidate: Candidate, ended: readonly EndedCheck[]): Finding {
  const remarks = ended
    .flatMap((one) => one.remarks ?? [])
    .filter(
      ({ remarks: code, subject, of }) =>
        code === candidate.code && names(of, candidate) && isSaidOf(subject, candidate),
    );
  return {
    ...finding,
    evidence: [...finding.evidence, ...remarks.map(({ seen }) => seen)],
    fix: [...remarks.map(({ step }) => toFixStep(step)), ...finding.fix],
  };
}

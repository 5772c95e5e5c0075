import { failureOf, ownerOf, type Read, sentenceOf, severityOf } from './owner.ts';
import { domainOf } from '../parse/identity-name.ts';
import type { SelectedStage } from '../model/select.ts';
import type { Self } from './self.ts';
import type { LiveFinding } from './shown-live.ts';
import type { Candidate, Symptom } from '../model/symptom.ts';
import type { Untold } from './untold.ts';

/** The code of a failure that the reader does not know. */
const unrecognised = 'send/unrecognised';

/** The code of a symptom whose every explanation the live state rules out: that is no all-clear. */
export const notExplainedHere = 'send/not-explained-here';

/**
 * The first candidate of a failure that nothing explains: the live state rules out all of its explanations, and shows none of them
 * of anybody. Null when each failure has an explanation: what explains one of two says nothing of the other.
 */
export function unexplainedOf(
  candidates: readonly Candidate[],
  known: {
    /** Failures, or sentences of one that tell of another, of which an explanation stands. */
    explained: ReadonlySet<string>;
    /** What a candidate explains of these. */
    tellingOf: (candidate: Candidate) => string;
    /** Sentences that were so and are not any more. */
    past: ReadonlySet<string>;
    /**
     * Whether an error of the live state explains it. Of what a check says is not so, an error about another address or domain
     * of the sentence may be the explanation.
     */
    isExplained: (candidate: Candidate) => boolean;
    /** Whether a check that was selected has the words. */
    isOwned: (candidate: Candidate) => boolean;
  },
): Candidate | null {
  const owned = candidates.filter(known.isOwned);
  const explained = new Set(known.explained);
  for (const one of owned) if (known.isExplained(one)) explained.add(known.tellingOf(one));
  const over = new Set(owned.filter((one) => known.past.has(sentenceOf(one))).map(failureOf));
  return (
    owned.find(
      (one) =>
        !explained.has(known.tellingOf(one)) &&
        !explained.has(failureOf(one)) &&
        // Where one sentence is over, another that began a reading of its own may be another failure.
        (!over.has(failureOf(one)) || (one.rank === 0 && !known.past.has(sentenceOf(one)))),
    ) ?? null
  );
}

/** The failure that the reader does not know, where no error stands: what is over or harmless beside it says nothing of it. */
export function unknownBeside(
  { unexplained }: Symptom,
  stages: readonly SelectedStage[],
  read: readonly Read[],
  live: readonly LiveFinding[],
): Read | null {
  if (unexplained === undefined) return null;
  const severities = [
    ...live.map(({ finding }) => finding.severity),
    ...read.map(({ candidate, owner }) => severityOf(owner, candidate)),
  ];
  const owner = ownerOf(stages, unrecognised) ?? ownerOf(stages, notExplainedHere);
  if (owner === null || severities.includes('error')) return null;
  const code = unrecognised in owner.selected.check.problems ? unrecognised : notExplainedHere;
  return {
    candidate: { code, subject: null, quote: unexplained, rank: 0, item: 0, data: { seen: '' } },
    owner,
  };
}

/** The failures that the selection leaves out, where they are grave and no error of what was selected explains them. */
export function outOf(
  untold: readonly Untold[],
  stages: readonly SelectedStage[],
  live: readonly LiveFinding[],
): Read | null {
  const owner = ownerOf(stages, notExplainedHere);
  const errors = live.flatMap(({ finding: { severity, explains } }) =>
    severity === 'error' ? explains : [],
  );
  // As with one beside others: what nobody knows is told where no error stands.
  const isFailing = live.some(({ finding: { severity } }) => severity === 'error');
  const grave = untold.filter(
    ({ grave: isGrave, codes, candidate }) =>
      isGrave &&
      !codes.some((code) => errors.includes(code)) &&
      !(isFailing && candidate.code === unrecognised),
  );
  const [first] = grave;
  if (owner === null || first === undefined) return null;
  const codes = untold.flatMap((one) => one.codes);
  return { candidate: leftOut(first.candidate, codes), owner };
}

/** A failure that the selection leaves out, with the codes that may explain it. */
function leftOut({ quote }: Candidate, codes: readonly string[]): Candidate {
  const data = { leftOut: [...new Set(codes)].slice(0, 3).join(', ') };
  return { code: notExplainedHere, subject: null, quote, rank: 0, item: 0, data };
}

/**
 * What is left of a symptom when nothing explains it. Where the selection leaves out one of the explanations, nobody looked at it: the
 * rest that is ruled out says nothing of it.
 */
export function leftOf(
  symptom: Symptom,
  candidate: Candidate,
  stages: readonly SelectedStage[],
  run: { self: Self | null; ofThisRun: true | undefined },
): Candidate {
  const unseen = symptom.candidates.flatMap((one) =>
    failureOf(one) === failureOf(candidate) && ownerOf(stages, one.code) === null ? [one.code] : [],
  );
  return unseen.length === 0 ? unexplainedIn(symptom, candidate, run) : leftOut(candidate, unseen);
}

/** What is left of a symptom when nothing explains it: its first words, where and who they say it was, and who we are. */
function unexplainedIn(
  { candidates, names }: Symptom,
  candidate: Candidate,
  { self, ofThisRun }: { self: Self | null; ofThisRun: true | undefined },
): Candidate {
  const { code, quote } = candidate;
  const told = {
    teller: tellerOf(code),
    about: aboutOf(candidate),
    ofThisRun: ofThisRun === true ? 'yes' : null,
    region: names.region,
    account: accountIn([names.resource, names.principal, ...candidates.map((one) => one.quote)]),
    principal: names.principal,
    ownRegion: self?.region ?? null,
    ownAccount: self?.account ?? null,
    ownPrincipal: self?.principal ?? null,
  };
  const data = Object.fromEntries(
    Object.entries(told).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  );
  return { code: notExplainedHere, subject: null, quote, rank: 0, item: 0, data };
}

/** Who says what a code tells: a receiver of its own mailboxes, or of the records of a sender; null: SES or a client. */
function tellerOf(code: string): 'receiver' | 'records' | null {
  if (ofRecords.test(code)) return 'records';
  return /^(?:bounce|recipient|suppression|sending-ip)\//.test(code) ? 'receiver' : null;
}

/** Whom it is about: the records are those of a sender, whose domain the text may name, and never of the recipient. */
function aboutOf({ code, subject, data }: Candidate): string | null {
  if (tellerOf(code) !== 'records' || !code.startsWith('bounce/')) return subject;
  const named = data['sender'] ?? data['domain'] ?? null;
  return named === null ? null : domainOf(named);
}

const ofRecords =
  /^(?:dkim|spf|dmarc|alignment|message|mail-from)\/|^bounce\/(?:authentication-failed|sender-domain)$/;

/** The account that an ARN in one of these texts names. */
function accountIn(texts: readonly (string | null)[]): string | null {
  for (const text of texts) {
    const account = /\barn:aws[a-z-]{0,10}:[a-z0-9-]{1,30}:[a-z0-9-]{0,30}:(\d{12}):/.exec(text ?? '')?.[1];
    if (account !== undefined) return account;
  }
  return null;
}

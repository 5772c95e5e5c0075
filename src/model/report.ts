import type { Deed, DnsRecord, Evidence, Gauge, Owner, Severity } from './check.ts';

/** A step of a fix, as in schema/report.schema.json. */
export interface FixStep {
  text: string;
  owner: Owner;
  command: string | null;
  record: DnsRecord | null;
  /** Only of steps that a run may have taken already, that are left when a cause is mended, or that say whom the others are for. */
  does?: Deed;
}

/** An ignore that took a finding out of the count. */
export interface Ignored {
  reason: string;
  /** ISO date, or null for no end. */
  expires: string | null;
  /** The code of the accepted finding that this one only follows from; absent where it was accepted itself. */
  follows?: string;
  /** The config file that accepts it and that merely lay in the working directory; absent where a flag named the file. */
  from?: string;
}

/** Which failure of a symptom a finding explains. */
export interface Reading {
  /** Findings with the same number are alternatives; those with another are about another failure. */
  failure: number;
  /** 0 is the likeliest explanation. */
  rank: number;
  /** How often it was read. */
  count: number;
  /** A question that would tell whether it is so has no answer. */
  open?: true;
  /** Whose mail it is; absent where the text does not say. */
  senders?: readonly string[];
}

/** A problem with its words filled in. Renderers need nothing else. */
export interface Finding {
  code: string;
  severity: Severity;
  subject: string;
  /** `live`, or `read` from a symptom. */
  basis: 'live' | 'read';
  summary: string;
  impact: string;
  evidence: readonly Evidence[];
  fix: readonly FixStep[];
  references: readonly string[];
  /** Codes that this finding is the cause of. */
  explains: readonly string[];
  /** Of those, the codes that say the same in other words: they count once. */
  restates?: readonly string[];
  /** Codes that name it as what follows from them, and whose doing it is not. */
  notOf?: readonly string[];
  /** What tells how grave it is could not be read. */
  unjudged?: true;
  /** What its steps change; findings that change the same are one cause. Only where others may do so. */
  act?: string;
  /** Where in the symptom it was read; absent for a live finding. */
  reading?: Reading;
  /** How to tell a read candidate from the others; null for a live finding. */
  distinguish: string | null;
  /** False for a finding of severity `unknown` that does not make its check unknown. */
  counts: boolean;
  ignored: Ignored | null;
}

export type Status = 'pass' | 'warn' | 'fail' | 'unknown' | 'skipped' | 'crash';

/** A question without an answer. */
export interface UnansweredReport {
  question: string;
  reason: string;
  /** What happened, as a sentence. */
  message: string;
  /** The missing IAM action, or null. */
  action: string | null;
  /** Only these make a check unknown. */
  counts: boolean;
}

/** A question that would only have told more, without an answer: what stands behind it was not seen. */
export interface ExtraReport extends Omit<UnansweredReport, 'counts'> {
  /** Ids of the checks that put it. */
  checks: readonly string[];
}

/** One check and subject. */
export interface CheckReport {
  id: string;
  title: string;
  /** Null for a check of the run. */
  subject: string | null;
  status: Status;
  durationMs: number;
  /** Why, for unknown, skipped and crash; else null. */
  because: string | null;
  /** The flag that would have let the check run, or null. */
  flag: string | null;
  observed: string | null;
  /** An ignore that takes an `unknown` out of the count; the check stays unknown. */
  accepted: Ignored | null;
  /** Numbers against their limits; empty for most checks. */
  gauges: readonly Gauge[];
  findings: readonly Finding[];
  unanswered: readonly UnansweredReport[];
}

export interface StageReport {
  id: string;
  question: string;
  checks: readonly CheckReport[];
}

/** A candidate of the symptom that the live state refuted. */
export interface RefutedCandidate {
  code: string;
  subject: string | null;
  quote: string;
  because: string;
}

/** How long a fact took, for `--verbose`. */
export interface FactTiming {
  fact: string;
  subject: string | null;
  durationMs: number;
}

/** A finding as it stands in the flat list `problems`. */
export interface ProblemReport {
  code: string;
  subject: string;
  severity: Severity;
  /** Ids of the stage and the check that found it. */
  stage: string;
  check: string;
  summary: string;
  /** Nothing else explains it. */
  cause: boolean;
  /** The root cause that it comes from; null for a cause, and for what nothing explains. */
  because: { code: string; subject: string } | null;
  /** The likelier explanation of the same failure of a pasted text; only where this is another one. The two count once. */
  alternativeTo?: { code: string; subject: string };
  /** The live finding that shows what a pasted text tells in other words. The two count once. */
  sameAs?: { code: string; subject: string };
  fix: readonly FixStep[];
  references: readonly string[];
  /** The ignore or baseline that takes it out of the count, or null. */
  accepted: Ignored | null;
}

export type Verdict = 'pass' | 'warn' | 'fail' | 'unknown' | 'crash';
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130 | 143;

/** The report, schema 1: see schema/report.schema.json. */
export interface Report {
  schema: 1;
  tool: { name: 'ses-doctor'; version: string };
  command: 'check' | 'explain' | 'test';
  takenAt: string;
  durationMs: number;
  target: ReportTarget;
  verdict: Verdict;
  exitCode: ExitCode;
  /** False when no check read an answer from outside or a given file: then nothing was seen to be in order. */
  lookedAt: boolean;
  causes: readonly string[];
  refuted: readonly RefutedCandidate[];
  /** Things said about the run as a whole: other Region than the environment's, unread parts of a symptom … */
  notes: readonly string[];
  /** What an ignore file, a baseline or an earlier report has to say about this one. */
  gate: GateReport | null;
  /** Counts over many events; null unless a symptom held many. */
  summary: SummaryReport | null;
  /** The longest chain of questions, longest last; empty without a run. */
  chain: readonly FactTiming[];
  /** Extra questions without an answer. They change neither verdict nor exit code, and no all-clear covers them. */
  extras: readonly ExtraReport[];
  /** The findings again, flat, causes first. */
  problems: readonly ProblemReport[];
  stages: readonly StageReport[];
}

export interface ReportTarget {
  region: string | null;
  identities: readonly string[];
  recipients: readonly string[];
  /** Only where the run named nothing and chose its senders from the list of the Region. */
  chosen?: ChosenReport;
}

/** How senders were chosen. */
export interface ChosenReport {
  /** How many the identities were chosen from. */
  of: number;
  /** False when no identity of the Region can send. */
  canSend: boolean;
  /** Identities that cannot send, beside others that can: they were not looked at. */
  cannotSend: number;
  /** Those that may send and whose names no question can hold; absent where there is none. */
  unaskable?: number;
  /** False when not all of the list was seen. */
  complete: boolean;
}

/** What ignores, baseline and comparison changed. */
export interface GateReport {
  /** Ignores whose date has passed, or that matched nothing. */
  expiredIgnores: readonly string[];
  unusedIgnores: readonly string[];
  /** Against the baseline or the earlier report: `code subject`. Null when none was given. */
  added: readonly string[] | null;
  /** Looked at again, and not there. */
  gone: readonly string[] | null;
  /** Not found, and not looked at this time, or not to the end: nothing says that it is mended. */
  notLookedAt: readonly string[] | null;
}

/** See `SymptomSummary`: the same, in the report. */
export interface SummaryReport {
  events: number;
  first: string | null;
  last: string | null;
  byCode: readonly CountReport[];
  byReceiver: readonly CountReport[];
  byList: readonly CountReport[];
  byIp: readonly CountReport[];
  byAddress: readonly CountReport[];
  errorBound: number;
}

export interface CountReport {
  key: string;
  count: number;
  first: string | null;
  last: string | null;
  samples: readonly string[];
}

export type FailOn = 'error' | 'warning' | 'never';

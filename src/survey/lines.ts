import type { Severity } from '../model/check.ts';
import type { FixStep } from '../model/report.ts';
import type { UnavailableReason, Why } from '../model/unavailable.ts';

/** One account in one Region. */
export interface PlaceName {
  /** The account's number where it is known, else the profile's name. */
  account: string;
  region: string;
}

/** What is said about a cause, so that a report can be made of the lines alone. */
export interface CauseWords {
  stage: string;
  title: string;
  summary: string;
  impact: string;
  fix: readonly FixStep[];
  references: readonly string[];
}

/** A code at one identity, or in one place. */
export interface SurveyFinding {
  code: string;
  severity: Severity;
  /** What it is about: the identity, a name below it, a configuration set, the Region. */
  subject: string;
  check: string;
  /** Nothing else explains it. */
  cause: boolean;
  /** Of a cause, where something graver follows from it: how grave the gravest of that is. */
  weight?: 'error' | 'warning';
  /** The codes of that. */
  leadsTo?: readonly string[];
  /** What tells how grave it is could not be read. */
  unjudged?: true;
  /** Only of a cause that asks for something. */
  words: CauseWords | null;
}

/** A question that counts and had no answer. */
export interface SurveyUnanswered {
  reason: UnavailableReason;
  /** The IAM action that is missing, or null. */
  action: string | null;
  message: string;
  /** Only there, and false, for a question that would only have told more. */
  counts?: false;
}

/** Whether a question that counts has no answer. */
export const isUnanswered = (unanswered: readonly SurveyUnanswered[]): boolean =>
  unanswered.some(({ counts = true }) => counts);

export type Worst = 'crash' | 'fail' | 'unknown' | 'warn' | 'pass';

interface Line extends PlaceName {
  /** ISO time at which it ended. */
  at: string;
  /** ISO time of the oldest answer that it rests on, where an earlier run was told that. */
  since?: string;
}

/** The identities of a place, as ListEmailIdentities gave them. */
export interface ListingLine extends Line {
  kind: 'listing';
  /** Name, verification status, whether it can send. */
  names: readonly (readonly [string, string, boolean])[];
  /** False when the list was cut off. */
  complete: boolean;
}

/** A place, with the checks of its account settings. */
export interface PlaceLine extends Line {
  kind: 'place';
  /**
   * `closed`: the Region is not enabled for the account. `inactive`: the account is suspended, or not there yet. `failed`: it
   * could not be looked at.
   */
  state: 'open' | 'closed' | 'inactive' | 'failed';
  because: string | null;
  worst: Worst;
  findings: readonly SurveyFinding[];
  unanswered: readonly SurveyUnanswered[];
  /** Virtual Deliverability Manager is on: sends can be counted by identity. */
  counted: boolean;
}

/** An identity that was looked at to its end. */
export interface IdentityLine extends Line {
  kind: 'identity';
  identity: string;
  worst: Worst;
  /** `bulk`: judged by the batches and DNS. `asked`: GetEmailIdentity was asked too. */
  depth: 'bulk' | 'asked';
  findings: readonly SurveyFinding[];
  unanswered: readonly SurveyUnanswered[];
  /** Messages a day, where VDM counts them; null elsewhere. */
  sends: number | null;
  /** Whose name servers hold its zone, where records are to be fixed; null where that is not so or not known. */
  provider: string | null;
  /** ISO time of the oldest answer about the account, or of the list, that an earlier run was told and that it rests on. */
  sinceOfPlace?: string;
  /** Only there, and false, where no selected check had anything to look at in it. */
  looked?: false;
  /** Only there, and true, where SES was asked about it by itself and gave no answer: asking again is all there is to do. */
  tried?: true;
  /** Its MAIL FROM domain with its status; null where SES uses its own. Absent where nobody looked, as in states of before. */
  mailFrom?: { domain: string; status: string } | null;
}

/**
 * What batches and DNS tell of an identity that the run ended before SES was asked about by itself. The next run asks; it
 * is no identity that is done.
 */
export interface SoFarLine extends Line {
  kind: 'so-far';
  judged: IdentityLine;
}

/** The tenants of a place, as ListTenants gave them. */
export interface TenantsLine extends Line {
  kind: 'tenants';
  /** Name, ARN or null, sending status. */
  names: readonly (readonly [string, string | null, string])[];
  /** False when the list was cut off. */
  complete: boolean;
  /** Why it could not be asked for. */
  unanswered: readonly SurveyUnanswered[];
}

/** A tenant of which all associations were looked at. */
export interface TenantLine extends Line {
  kind: 'tenant';
  tenant: string;
  worst: Worst;
  findings: readonly SurveyFinding[];
  unanswered: readonly SurveyUnanswered[];
}

/** What AWS answered to a call, so that a run that goes on does not ask again. No report is made of it. */
export interface ReplyLine extends Line {
  kind: 'reply';
  /** The IAM action. */
  action: string;
  /** What the call asked with; times count from the first of them. */
  asked: Readonly<Record<string, unknown>>;
  /** The Region that was asked where it is another one, else null. */
  elsewhere: string | null;
  /** What is read of the reply. */
  reply?: unknown;
  /** In its place: there is no such thing. */
  nothing?: Why;
}

/** What the state holds beside what is done. */
export type BesideLine = ReplyLine | SoFarLine;

/** One line of the state, of which reports are made. */
export type StateLine = ListingLine | PlaceLine | IdentityLine | TenantsLine | TenantLine;

/** What tells lines apart: a later one takes the place of an earlier one. */
export const keyOf = (line: StateLine | BesideLine): string =>
  JSON.stringify([line.kind, line.account, line.region, ...ownKeyOf(line)]);

function ownKeyOf(line: StateLine | BesideLine): readonly unknown[] {
  if (line.kind === 'identity') return [line.identity];
  if (line.kind === 'so-far') return [line.judged.identity];
  if (line.kind === 'tenant') return [line.tenant];
  return line.kind === 'reply' ? [line.action, line.asked, line.elsewhere] : [];
}

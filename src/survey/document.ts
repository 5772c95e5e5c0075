import type { Severity } from '../model/check.ts';
import type { ExitCode, FixStep, ProblemReport, Verdict } from '../model/report.ts';
import type { PlaceLine, Worst } from './lines.ts';

/** An identity as an example. */
export interface Example {
  account: string;
  region: string;
  /** Null: the account itself, or a tenant. */
  identity: string | null;
  /** Where it is about a tenant. */
  tenant?: string;
}

/** What one fix would fix. */
export interface CauseGroup {
  /** The zone of the records, whose servers hold it, the setting of an account, or the thing that is named. */
  by: 'zone' | 'provider' | 'account' | 'thing';
  name: string;
  count: number;
}

/** A code that nothing explains, over all identities in which the same act mends it. */
export interface SurveyCause {
  code: string;
  /** That of the gravest that follows from it. */
  severity: Severity;
  /** The codes that follow from it and are graver than it is. */
  leadsTo: readonly string[];
  /** What mends it, with the names taken out: causes of one code that are mended otherwise stand apart. */
  act: string;
  /** Identities that it touches: those of the place where it is a setting of the account; or tenants. */
  count: number;
  /** Messages a day of those identities, as far as VDM counts them; null where it does not. */
  sends: number | null;
  /** Accounts and Regions, where it is a setting of the account; else 0. */
  places: number;
  /** Tenants, where it is about those; else 0. */
  tenants: number;
  /** Those that send most first. Three at most. */
  examples: readonly Example[];
  groups: readonly CauseGroup[];
  title: string;
  /** What was seen at the first example. */
  because: string;
  impact: string;
  /** As at the first example; where it is to be done for each of several, the first step says so. */
  fix: readonly FixStep[];
  references: readonly string[];
}

/** One account in one Region. */
export interface SurveyPlace {
  account: string;
  region: string;
  state: PlaceLine['state'];
  identities: number;
  lookedAt: number;
  /** At best unknown while an identity was not looked at; null where there was nothing to look at. */
  worst: Worst | null;
  /** Looked at, by what was found. */
  failing: number;
  warned: number;
  /** With a question that counts and had no answer, whatever was found. */
  unknown: number;
  /** Why it could not be looked at, or the code that touches most; null where all is in order. */
  because: string | null;
}

/** A tenant to which something is not associated that it sends with. */
export interface SurveyTenant {
  account: string;
  region: string;
  tenant: string;
  worst: Worst;
  /** What is missing, a sentence each. */
  missing: readonly string[];
  /** What associates it, as far as that is known. */
  commands: readonly string[];
}

/** The tenants of all places. Which templates they send with is not known. */
export interface SurveyTenants {
  listed: number;
  lookedAt: number;
  /** How many lack an association. */
  incomplete: number;
  /** How many AWS or the account has paused. */
  paused: number;
  /** How many of either kind; `missing` has the first thousand of them. */
  troubled: number;
  /** With a question that had no answer. */
  unknown: number;
  /** Accounts and Regions whose tenants could not be listed. */
  unlisted: number;
  missing: readonly SurveyTenant[];
}

/** What could not be looked at. */
export interface SurveyUnknown {
  reason: string;
  /** What `count` counts: each once, however many questions about it had no answer. */
  of: 'identities' | 'places' | 'tenants';
  count: number;
  action: string | null;
  message: string;
  /** Three at most, by name; absent for what is counted and not told one by one. */
  examples?: readonly Example[];
  /** False for what was left out on purpose. */
  counts: boolean;
}

/** Answers of an earlier run. */
export interface Kept {
  /** Identities of which answers are of then. */
  identities: number;
  /** Of these, how many were asked about in this run as well: only a part of what they are judged by is of then. */
  partly: number;
  /** Accounts and Regions of which the list is of then: identities that are newer are not in it. */
  lists: number;
  /** Accounts and Regions of which the settings are of then, or part of what they were judged by. */
  settings: number;
  /** The oldest of these, ISO time. */
  since: string;
}

/** Against an earlier state. What counts as one of them is none of the others. */
export interface Compared {
  /** Causes that were not there. */
  appeared: Change;
  /** Causes that are there no more, and identities that were deleted. */
  gone: Change;
  /** With the same causes as then, and worse off. */
  worse: Change;
  /** Accounts and Regions that the earlier state does not hold: nothing is said of them. */
  notThen: number;
  /** Identities, tenants and places that it names and had not looked at: nothing is said of them either. */
  notJudgedThen: number;
}

/** So many of them, with three examples at most, as `code`; null where no single code is meant. */
export interface Change {
  count: number;
  examples: readonly (Example & { code: string | null })[];
}

/** The document of `ses-doctor survey --format json`, schema 1. */
export interface SurveyReport {
  schema: 1;
  kind: 'survey';
  command: 'survey';
  tool: { name: 'ses-doctor'; version: string };
  takenAt: string;
  totals: {
    accounts: number;
    regions: number;
    identities: number;
    lookedAt: number;
    notLookedAt: number;
    cannotSend: number;
    /** By the lists: how many have each verification status other than SUCCESS. */
    statuses: Readonly<Record<string, number>>;
    /** With what makes the whole account and Region fail, as `check` of each says. */
    failing: number;
    /** Of these, those that are in order but for their account. */
    withAccount: number;
    warned: number;
    /** With a question that counts and had no answer; of those, some are failing as well. */
    unknown: number;
    /** In order as far as batches and DNS tell; what only questions about each tell was not asked (`unknown` has it). */
    soundInBulk: number;
    sound: number;
  };
  causes: readonly SurveyCause[];
  places: readonly SurveyPlace[];
  unknown: readonly SurveyUnknown[];
  /** Names of --identities that no account and Region has. */
  nowhere: readonly string[];
  tenants: SurveyTenants;
  /** The causes again, in the shape of the other documents. */
  problems: readonly ProblemReport[];
  /** What an earlier run left in the state and this one did not ask about again; null: nothing. */
  kept: Kept | null;
  compared: Compared | null;
  notes: readonly string[];
  verdict: Verdict;
  exitCode: ExitCode;
}

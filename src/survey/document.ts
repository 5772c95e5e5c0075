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

/** A code that nothing explains, over all identities. */
export interface SurveyCause {
  code: string;
  severity: Severity;
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
  /** As at the first example. */
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
  worst: Worst;
  /** Looked at, by what was found. */
  failing: number;
  warned: number;
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
  /** How many lack an association; `missing` has the first thousand of them. */
  incomplete: number;
  missing: readonly SurveyTenant[];
}

/** What could not be looked at. */
export interface SurveyUnknown {
  reason: string;
  /** Identities, or places. */
  count: number;
  action: string | null;
  message: string;
  /** False for what was left out on purpose. */
  counts: boolean;
}

/** Against an earlier state. */
export interface Compared {
  appeared: Change;
  gone: Change;
  worse: Change;
}

/** So many identities, with three examples at most, as `code` where one is meant. */
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
    failing: number;
    warned: number;
    unknown: number;
    sound: number;
  };
  causes: readonly SurveyCause[];
  places: readonly SurveyPlace[];
  unknown: readonly SurveyUnknown[];
  tenants: SurveyTenants;
  /** The causes again, in the shape of the other documents. */
  problems: readonly ProblemReport[];
  compared: Compared | null;
  notes: readonly string[];
  verdict: Verdict;
  exitCode: ExitCode;
}

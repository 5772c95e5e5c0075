import { factsOf } from '../model/check.ts';
import type { SelectedCheck, SelectedStage } from '../model/select.ts';

/**
 * Checks of what batches do not show: the default configuration set, the policies, the tenants of an identity, the numbers
 * by mailbox provider. In bulk they are not run and count as not looked at.
 */
export const notInBulk: ReadonlySet<string> = new Set([
  'identity-policy',
  'configuration-set',
  'configuration-set-pool',
  'configuration-set-tracking',
  'events',
  'suppression-settings',
  'reputation-tenant',
  'reputation-receivers',
]);

/** Checks that say what a survey itself is about, or that answer for one message or one application. */
const notInSurvey: ReadonlySet<string> = new Set([
  'access-dns',
  'identity-list',
  'identity-headers',
  'bounce',
  'message-trace',
]);

/** Checks of the account that look at identities beside it: they run for the account, and for an identity too. */
const ofBoth: ReadonlySet<string> = new Set(['suppression-settings', 'reputation-tenant']);

/** Checks that may find something else once GetEmailIdentity was asked. */
const settledByAsking: ReadonlySet<string> = new Set([
  'identity',
  'identity-elsewhere',
  'identity-override',
  'events-identity',
  'dkim',
  'dkim-records',
  'dkim-key',
  'alignment',
]);

/** Checks that look further where the resolver's answer is a fault: at what the zone's own servers have. */
const settledByZones: ReadonlySet<string> = new Set(['dmarc', 'spf', 'identity-mail']);

/** Whether more questions could change what the check found. */
export const mayChange = (check: string): 'by-asking' | 'by-zone-servers' | 'no' => {
  if (settledByAsking.has(check)) return 'by-asking';
  return check.startsWith('mail-from') || settledByZones.has(check) ? 'by-zone-servers' : 'no';
};

/** The checklist of a survey, in five parts. */
export interface Selection {
  /** Once an account and Region. */
  account: readonly SelectedStage[];
  /** For each identity, by batches and DNS. */
  bulk: readonly SelectedStage[];
  /** For each identity that is asked about. */
  asked: readonly SelectedStage[];
  /** For each tenant: what it may send with. */
  tenants: readonly SelectedStage[];
  /** For each tenant: whether it is paused. */
  pausedTenants: readonly SelectedStage[];
}

/** Parts the selected checks: what looks at identities, and what looks at the account. */
export function selectionOf(stages: readonly SelectedStage[]): Selection {
  const surveyed = stages.filter(({ id }) => id !== 'client');
  const keep = (wanted: (selected: SelectedCheck) => boolean): readonly SelectedStage[] =>
    surveyed.map((stage) => ({
      ...stage,
      checks: stage.checks.filter((one) => !notInSurvey.has(one.check.id) && wanted(one)),
    }));
  return {
    account: keep((one) => scopeOf(one) === 'account' || ofBoth.has(one.check.id)),
    bulk: keep((one) => scopeOf(one) === 'identity' && !notInBulk.has(one.check.id)),
    asked: keep((one) => scopeOf(one) === 'identity'),
    tenants: only(stages, 'send-tenant'),
    pausedTenants: only(stages, 'reputation-tenant'),
  };
}

/** The stages with one of their checks alone, where it is selected. */
const only = (stages: readonly SelectedStage[], id: string): readonly SelectedStage[] =>
  stages
    .map((stage) => ({ ...stage, checks: stage.checks.filter(({ check }) => check.id === id) }))
    .filter(({ checks }) => checks.length > 0);

/** What only questions about each identity tell of, by the checks that ask them. */
const bulkWords: Readonly<Record<string, string>> = {
  'identity-policy': 'the policies',
  'configuration-set': 'the default configuration set',
  'configuration-set-pool': 'the default configuration set',
  'configuration-set-tracking': 'the default configuration set',
  events: 'the default configuration set',
  'suppression-settings': 'the default configuration set',
  'reputation-tenant': 'the tenants',
  'reputation-receivers': 'the numbers by mailbox provider',
};

/** What the selected checks do not look at in bulk, in words; empty where bulk leaves nothing out. */
export function leftOutInBulk({ asked }: Selection): readonly string[] {
  const ids = new Set(asked.flatMap(({ checks }) => checks.map(({ check }) => check.id)));
  return [...new Set(Object.entries(bulkWords).flatMap(([id, words]) => (ids.has(id) ? [words] : [])))];
}

/** The same, with how to have it looked at. */
export const notInBulkWords = (leftOut: readonly string[]): string =>
  `${listed(leftOut)}: only questions about each identity tell that; they are asked where something else was found or where few send, and --deep asks them of all, about one identity a second`;

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

/** How many checks a part of the selection has. */
export const checksIn = (stages: readonly SelectedStage[]): number =>
  stages.reduce((sum, { checks }) => sum + checks.length, 0);

/** What a check is about. Those of recipients, templates and messages have nothing to look at in a survey. */
function scopeOf({ check }: SelectedCheck): 'account' | 'identity' | 'none' {
  if (check.per === 'identity') return 'identity';
  if (check.per !== undefined && check.per !== 'run') return 'none';
  const scopes = new Set([...factsOf(check)].map(({ per }) => per));
  if (check.id.startsWith('message')) return 'none';
  return scopes.has('identity') ? 'identity' : 'account';
}

/** Whether a part of the selection has a check. */
export const hasCheck = (stages: readonly SelectedStage[], id: string): boolean =>
  stages.some(({ checks }) => checks.some(({ check }) => check.id === id));

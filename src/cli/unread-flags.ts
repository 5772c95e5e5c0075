import { grouped } from '../model/many.ts';
import { factsOf, type AnyCheck, type Stage } from '../model/check.ts';
import type { SelectedStage } from '../model/select.ts';
import type { Scope } from '../model/target.ts';
import type { CheckFlags } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** Who reads what a flag says. */
interface Readers {
  /** As the flags have it. */
  member: keyof CheckFlags;
  /** Checks about each of the things that it names. */
  per?: Scope;
  /** Ids of the facts that are learnt with it. */
  facts?: readonly string[];
  /** Ids of the checks that judge by it. */
  checks?: readonly string[];
}

const ofPermission = { facts: ['permission'], checks: ['send-permission'] } as const;
const ofTemplate = {
  per: 'template',
  facts: ['template', 'permission', 'global-endpoint-regions'],
  checks: ['events', 'send-tenant'],
} as const;

/** Flags that put questions of their own, with all who ask them. A flag that also names a sender is none. */
export const readers: Readonly<Record<string, Readers>> = {
  '--recipient': {
    member: 'recipient',
    per: 'recipient',
    facts: ['failed-covered', 'identity-foreign', 'permission'],
    checks: ['sandbox', 'send-permission'],
  },
  '--configuration-set': {
    member: 'configurationSet',
    facts: [
      ...['configuration-set-named', 'configuration-set-names', 'configuration-sets-in-force'],
      'event-destinations-of-account',
    ],
    checks: ['events-identity', 'identity', 'identity-elsewhere', 'send-tenant'],
  },
  '--tenant': {
    member: 'tenant',
    facts: ['tenant', 'first-tenant', 'suppression-direct', 'suppression-tenant', 'permission'],
    checks: ['configuration-set', 'reputation-tenant', 'send-permission', 'suppression'],
  },
  '--endpoint-id': {
    member: 'endpointId',
    facts: ['global-endpoints', 'permission'],
    checks: ['send-global-endpoint', 'send-permission'],
  },
  '--template': { member: 'template', ...ofTemplate },
  '--template-file': { member: 'templateFile', ...ofTemplate },
  '--template-data': {
    member: 'templateData',
    facts: ['template-analysis', 'template-rendering'],
    checks: ['template-data'],
  },
  '--ip': { member: 'ip', per: 'ip', facts: ['sending-ips'], checks: ['sending-ip'] },
  '--message-id': { member: 'messageId', facts: ['message-trace'], checks: ['message-trace'] },
  '--plan': { member: 'plan', checks: ['quota'] },
  '--principal': {
    member: 'principal',
    facts: ['permission', 'identity-delegation'],
    checks: ['identity-policy', 'send-delegation', 'send-permission'],
  },
  '--from-display-name': { member: 'fromDisplayName', ...ofPermission },
  '--feedback-address': { member: 'feedbackAddress', ...ofPermission },
  '--mail-from': {
    member: 'mailFrom',
    facts: ['mail-from-guessed', 'mail-from-named', 'sender-identity'],
    checks: ['mail-from'],
  },
  '--dnsbl': {
    member: 'dnsbl',
    facts: ['dns-list-domains', 'sending-ip-listings'],
    checks: ['sending-ip'],
  },
  '--try-regions': { member: 'tryRegions', facts: ['smtp-other-regions'] },
  '--search-suppression': {
    member: 'searchSuppression',
    facts: ['suppression-search'],
    checks: ['suppression'],
  },
};

/** Whether a check, or a fact behind it, reads what the flag says. */
export function reads(check: AnyCheck, { per, facts = [], checks = [] }: Readers): boolean {
  if ((per !== undefined && check.per === per) || checks.includes(check.id)) return true;
  return [...factsOf(check)].some((fact) => fact.per === per || facts.includes(fact.id));
}

/** What `--only` and `--skip` leave, of what there is. */
interface Selection {
  checklist: readonly Stage[];
  stages: readonly SelectedStage[];
  /** A text or a message was given: whom it is about counts for what is told of it. */
  isJoined: boolean;
}

/**
 * Refuses a typed flag that no selected check reads: whoever typed it would take the report for the answer to it. What
 * a config file sets is for other runs too. Throws `UsageError`.
 */
export function refuseUnread(flags: CheckFlags, { checklist, stages, isJoined }: Selection): void {
  const selected = stages.flatMap(({ checks }) => checks.map(({ check }) => check));
  for (const [flag, by] of Object.entries(readers)) {
    const isExempt = !isTyped(flag, flags[by.member], flags) || (isJoined && flag === '--recipient');
    if (isExempt || selected.some((check) => reads(check, by))) continue;
    const all = checklist.flatMap(({ checks }) => checks).filter((check) => reads(check, by));
    throw new UsageError(
      `${flag} is read by ${named(all.map(({ id }) => id))}, and ${selectors(flags)} none of them: leave out ${flag}`,
    );
  }
}

const isTyped = (flag: string, value: unknown, { setByFile }: CheckFlags): boolean =>
  value !== undefined &&
  !(Array.isArray(value) && value.length === 0) &&
  setByFile?.flags.includes(flag) !== true;

function selectors({ only, skip }: CheckFlags): string {
  if (skip.length === 0) return '--only takes';
  return only.length === 0 ? '--skip leaves' : '--only and --skip leave';
}

const named = (ids: readonly string[]): string =>
  ids.length <= 3
    ? ids.join(', ')
    : `${ids.slice(0, 3).join(', ')} and ${grouped(ids.length - 3)} more checks`;

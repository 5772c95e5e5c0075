import { defineCheck, notApplicable, type Occurrence } from '../../src/model/check.ts';
import { account } from '../../src/facts/account.ts';
import { accessSettings } from '../../src/facts/access-settings.ts';
import { type Caller, callerOfDenied } from '../../src/facts/caller.ts';
import { ledger, type LedgerEntry } from '../../src/facts/ledger.ts';
import { target } from '../../src/facts/target.ts';
import { isAwsQuestion } from '../../src/knowledge/aws-errors.ts';
import { sesRegion } from '../../src/knowledge/regions.ts';
import type { UnavailableReason } from '../../src/model/unavailable.ts';
import { credentialsExpired, noCredentials, profileNotFound } from './access-credentials.words.ts';
import { accessDenied, type Refused, roleOf, throttled } from './access-denied.words.ts';
import {
  customEndpoint,
  endpointUnreachable,
  wrongServiceEndpoint,
  type Silent,
} from './access-unreachable.words.ts';
import { regionInvalid, regionMissing } from './access-region.words.ts';
import { credentialsRejected } from './access-rejected.words.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { askedBy, blockedBy } from './blocked.ts';

const problems = {
  'access/no-credentials': noCredentials,
  'access/profile-not-found': profileNotFound,
  'access/credentials-expired': credentialsExpired,
  'access/credentials-rejected': credentialsRejected,
  'access/region-missing': regionMissing,
  'access/region-invalid': regionInvalid,
  'access/endpoint-unreachable': endpointUnreachable,
  'access/wrong-service-endpoint': wrongServiceEndpoint,
  'access/denied': accessDenied,
  'access/throttled': throttled,
  'access/custom-endpoint': customEndpoint,
};

type Found = Occurrence<typeof problems>;

export default defineCheck({
  id: 'access',
  title: 'AWS credentials and Region',
  why: 'An AWS call without an answer is neither good nor bad. This check says in one place why there was none, and what to do about it.',
  needs: { ledger, target, settings: accessSettings },
  // So that AWS is asked something even when no other check is selected: no question, no tick.
  enrichment: { account, caller: callerOfDenied },
  problems,

  evaluate({
    ledger,
    account: own,
    caller,
    target: { region, regionSource },
    settings: { profile, endpoint },
  }) {
    if (!own.ok && own.why.reason === 'switched-off') return notApplicable(own.why.message);
    // The ledger was closed before this check put its own question.
    const entries = own.ok ? ledger : [...ledger, { why: own.why, facts: [account.id], blinds: [] }];
    // Calls to other Regions may fail without an opt-in, or by a policy of the organization: that is no fault.
    const asked = entries.filter(({ why }) => isAwsQuestion(why.question) && why.region === null);
    const of = (...reasons: readonly UnavailableReason[]): readonly LedgerEntry[] =>
      asked.filter(({ why }) => reasons.includes(why.reason));
    const override: readonly Found[] =
      endpoint === null ? [] : [{ problem: 'access/custom-endpoint', data: endpoint }];

    // Each of these stops every call, so the first is the cause and the rest would only repeat it.
    const [missing, invalid] = [of('region-missing'), of('region-invalid')];
    if (missing.length > 0) return [...override, found('access/region-missing', missing, blockedBy(missing))];
    const silent = of('unreachable', 'timeout', 'malformed');
    const unknownRegion = endpoint === null && region !== null && sesRegion(region) === null;
    const badRegion = invalid.length > 0 || !unknownRegion ? invalid : silent;
    if (badRegion.length > 0) {
      const data = { ...blockedBy(badRegion), region: region ?? '', source: regionSource };
      return [...override, found('access/region-invalid', badRegion, data)];
    }
    const noProfile = of('profile-not-found');
    if (noProfile.length > 0) {
      return [
        ...override,
        found('access/profile-not-found', noProfile, {
          ...blockedBy(noProfile),
          files: profile?.files ?? [],
        }),
      ];
    }
    for (const [reason, code] of credentialCauses) {
      const stopped = of(reason);
      if (stopped.length > 0) return [...override, found(code, stopped, blockedBy(stopped))];
    }

    const denied = of('access-denied');
    const slow = of('throttled');
    return [
      ...override,
      ...(silent.length === 0
        ? []
        : [{ ...found('access/endpoint-unreachable', silent, unreachable(silent)), ...hostOf(silent) }]),
      ...(denied.length === 0
        ? []
        : [found('access/denied', denied, refusals(denied, caller.ok ? caller.value : null))]),
      ...(slow.length === 0 ? [] : [found('access/throttled', slow, blockedBy(slow))]),
    ];
  },

  observed: ({ settings: { profile, endpoint } }) => {
    const parts = [
      profile === null ? '' : `profile ${profile.name}`,
      endpoint === null ? '' : `endpoint ${endpoint.url}`,
    ];
    return parts.filter((part) => part !== '').join(', ') || null;
  },
});

const credentialCauses = [
  ['no-credentials', 'access/no-credentials'],
  ['credentials-expired', 'access/credentials-expired'],
  ['credentials-rejected', 'access/credentials-rejected'],
] as const;

/**
 * An occurrence that counts where a check depends on what is missing: enrichment alone makes nothing unknown. This
 * check itself depends on the account.
 */
function found<K extends Found['problem']>(
  problem: K,
  entries: readonly LedgerEntry[],
  data: Extract<Found, { problem: K }>['data'],
): Extract<Found, { problem: K }> {
  const blind = entries.some(({ blinds, facts }) => blinds.length > 0 || facts.includes(account.id));
  // The types of the parameters tie the data to the problem.
  return { problem, data, ...(blind ? {} : { counts: false }) } as Extract<Found, { problem: K }>;
}

function unreachable(entries: readonly LedgerEntry[]): Silent {
  const groups = new Map<string, { host: string; step: string; message: string; questions: string[] }>();
  for (const entry of entries) {
    const { why } = entry;
    const { host = '', step = '' } = why.detail;
    const key = `${host} ${step}`;
    const group = groups.get(key) ?? { host, step, message: why.message, questions: [] };
    const question = askedBy(entry);
    if (!group.questions.includes(question)) group.questions.push(question);
    groups.set(key, group);
  }
  return { ...blockedBy(entries), failures: [...groups.values()] };
}

function hostOf(entries: readonly LedgerEntry[]): { subject?: string } {
  const host = entries.find(({ why }) => why.detail['host'] !== undefined)?.why.detail['host'];
  return host === undefined ? {} : { subject: host };
}

function refusals(
  entries: readonly LedgerEntry[],
  caller: Caller | null,
): Extract<Found, { problem: 'access/denied' }>['data'] {
  const refused = new Map<string, Refused>();
  for (const { why, blinds, about } of entries) {
    const action = why.action ?? why.question;
    const titles = [...(refused.get(action)?.blinds ?? []), ...blinds.map(({ id }) => id)];
    refused.set(action, {
      action,
      kind: why.detail['kind'] ?? 'not-allowed',
      explicit: why.detail['explicit'] === 'true',
      blinds: [...new Set(titles)],
      ...(about !== undefined && { about }),
    });
  }
  // One run has one caller: where replies name several, or one of this account that STS does not, none of them is believed.
  const [principal, ...others] = new Set(entries.flatMap(({ why }) => why.detail['principal'] ?? []));
  const isBelieved = principal !== undefined && others.length === 0 && mayBe(principal, caller);
  return {
    ...blockedBy(entries),
    principal: isBelieved ? principal : null,
    ownAccount: caller?.account ?? null,
    refused: [...refused.values()],
  };
}

/** Whether the principal that a reply names may be this run's: the same user, or a session of the same role. */
const mayBe = (principal: string, caller: Caller | null): boolean =>
  caller === null ||
  parseArn(principal)?.account !== caller.account ||
  roleOf(principal) === roleOf(caller.arn);

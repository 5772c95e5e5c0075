import { grouped } from '../../src/model/many.ts';
import { each } from '../../src/model/fact.ts';
import { defineCheck, notKnown, problem, unanswered } from '../../src/model/check.ts';
import { configurationSetsInForce } from '../../src/facts/configuration-set/configuration-set.ts';
import { target } from '../../src/facts/target.ts';
import { ofToldTenants } from './told-tenants.ts';
import {
  firstTenant,
  pausedEntities,
  tenant,
  tenantNearby,
  tenantsOfSender,
  tenantStatuses,
  toldTenants,
  type PausedEntity,
} from '../../src/facts/tenants.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import { lineageOf } from '../../src/parse/identity-name.ts';
import { valueOr } from '../../src/model/unavailable.ts';

interface Paused {
  region: string | null;
  /** What is paused, as `the tenant shop`; null when it is none of those asked about. */
  what: string | null;
  cause: string | null;
  by: PausedEntity['by'];
  /** Paused tenants that nobody asked about. */
  others: number;
  /** The sender that belongs to it, where the tenant was not named: other sends of it are not held back. */
  sender?: string;
  /** A symptom tells of a send that was refused for a paused tenant. */
  told?: true;
}

const tenants = guide('tenants');

export default defineCheck({
  id: 'reputation-tenant',
  title: 'Reputation policies of tenants',
  why: 'With tenants, AWS or you can pause one of them while the rest of the account sends on.',
  needs: { target, configurationSetsInForce },
  questions: { tenant, pausedEntities },
  // Whether there are tenants at all is listed where it has no answer, whatever becomes of the sender.
  enrichment: { firstTenant, tenantsOfSenders: each(tenantsOfSender), tenantNearby, toldTenants },

  problems: {
    'reputation/tenant-paused': problem<Paused>({
      severity: ({ what, sender, told }) =>
        what === null ? 'info' : sender === undefined || told ? 'error' : 'warning',
      summary: ({ what, by, others, sender }) => {
        if (what === null)
          return `${grouped(others)} ${others === 1 ? 'tenant is' : 'tenants are'} paused; this run checks none of them.`;
        return `Sending is paused for ${what}${sender === undefined ? '' : `, which ${sender} belongs to`}${by === 'aws' ? ', by AWS' : by === 'you' ? ', by your account' : ''}.`;
      },
      impact: ({ what, sender }) => {
        if (what === null) return 'Sends that name one of them are rejected.';
        return sender === undefined
          ? 'Every send through it is rejected.'
          : 'Every send that names this tenant is rejected; other mail of the sender is not.';
      },
      evidence: ({ what, cause }) =>
        what === null
          ? []
          : [
              {
                what: `sending status of ${what}`,
                expected: 'ENABLED or REINSTATED',
                actual: 'DISABLED',
                source: 'ses:ListReputationEntities',
              },
              ...(cause === null
                ? []
                : [
                    {
                      what: 'stated cause',
                      expected: null,
                      actual: cause,
                      source: 'ses:ListReputationEntities',
                    },
                  ]),
            ],
      fix: ({ what, by }) => {
        if (what === null) return [];
        return [
          {
            text: 'Look at its findings in the console (bounces, complaints, listings) and fix their cause first.',
            owner: 'you',
          },
          by === 'aws'
            ? { text: 'Then reinstate it in the console, or let its reputation policy do so.', owner: 'you' }
            : { text: 'Then switch its sending on again in the console.', owner: 'you' },
        ];
      },
      references: ({ region }) => pagesFor(region, '#/tenants', tenants),
      explains: ['send/tenant', 'sending/paused-by-aws'],
      read: {
        summary: ({ subject, data }) =>
          `Sending is paused for the tenant${subjectOf(subject, data['tenant'])}.`,
        impact: () => 'Every send that names it is rejected; other mail of the account is not.',
        fix: () => [
          {
            text: 'Look at the findings of the tenant in the SES console, fix their cause, then switch its sending on again.',
            owner: 'you',
          },
        ],
        references: [tenants],
        distinguish: 'If mail without this tenant goes out, it is the tenant and not the account.',
      },
    }),

    'reputation/tenant-not-found': problem<{ region: string | null; tenant: string; near?: string }>({
      severity: 'error',
      summary: ({ tenant, region }) => `There is no tenant ${tenant} in ${region ?? 'this Region'}.`,
      impact: 'SES rejects every send that names it.',
      evidence: ({ tenant }) => [
        { what: `tenant ${tenant}`, expected: 'to exist', actual: 'does not exist', source: 'ses:GetTenant' },
      ],
      fix: ({ near }) => [
        near !== undefined
          ? { text: `Name the tenant ${near}, which is there: names are case-sensitive.`, owner: 'you' }
          : {
              text: 'Compare the exact name (it is case-sensitive) with the tenants of this Region: a tenant belongs to one Region.',
              owner: 'you',
            },
      ],
      references: ({ region }) => pagesFor(region, '#/tenants', tenants),
      explains: ['send/tenant'],
      read: {
        references: [tenants],
        summary: () => 'The call names a tenant that does not exist in this Region.',
        fix: () => [{ text: 'Use the name as ListTenants shows it, or make the tenant', owner: 'you' }],
        distinguish: 'ListTenants of this Region does not name it.',
      },
    }),
  },

  // Without --tenant only the tenants of the sender were looked at; and a text may tell of another than --tenant names.
  settles: ({ tenant, target: { symptom } }) =>
    tenant.ok && tenant.value !== null && !tellsOfOther(symptom, tenant.value.name)
      ? ['reputation/tenant-paused', 'reputation/tenant-not-found']
      : [],

  evaluate({
    target: { region, tenant: named, identities, symptom },
    configurationSetsInForce: sets,
    tenant,
    pausedEntities,
    tenantsOfSenders,
    tenantNearby,
    toldTenants,
  }) {
    const near = valueOr(tenantNearby, null);
    const told = valueOr(toldTenants, []);
    const listed = valueOr(pausedEntities, null)?.items ?? [];
    const paused = listed.filter(({ status }) => status === undefined);
    const senders = new Set(identities.flatMap((name) => lineageOf(name)).map((name) => name.toLowerCase()));
    const setNames = new Set(sets.filter(({ settings }) => settings.ok).map(({ name }) => name));
    const isAsked = ({ kind, name }: PausedEntity): boolean =>
      (kind === 'tenant' && (name === named || told.some((one) => one.name === name))) ||
      (kind === 'identity' && senders.has(name.toLowerCase())) ||
      (kind === 'configuration-set' && setNames.has(name));
    const asked = paused.filter(isAsked);
    const owned = valueOr(tenantsOfSenders, []).flatMap(({ subject: sender, answer }) => {
      const names = new Set(valueOr(answer, null)?.items);
      return paused
        .filter((one) => one.kind === 'tenant' && !asked.includes(one) && names.has(one.name))
        .map((one) => ({ ...one, sender }));
    });
    const ownedNames = new Set(owned.map(({ name }) => name));
    const others = paused.filter(
      (one) => one.kind === 'tenant' && !asked.includes(one) && !ownedNames.has(one.name),
    ).length;
    const status = tenant.ok ? tenant.value : undefined;
    const alone =
      status?.sendingStatus === 'DISABLED' &&
      !asked.some(({ kind, name }) => kind === 'tenant' && name === status.name);
    return [
      ...(named !== null && status === null
        ? [
            {
              problem: 'reputation/tenant-not-found' as const,
              data: { region, tenant: named, ...(near !== null && { near }) },
            },
          ]
        : []),
      ...(alone
        ? [
            {
              problem: 'reputation/tenant-paused' as const,
              data: {
                ...{ region, what: `the tenant ${status.name}`, others },
                ...{ cause: null, by: 'unknown' as const },
              },
            },
          ]
        : []),
      ...asked.map(({ kind, name, cause, by }) => ({
        problem: 'reputation/tenant-paused' as const,
        ...(kind === 'identity' && { subject: name }),
        data: {
          ...{ region, cause, by, others },
          what: `the ${kind === 'configuration-set' ? 'configuration set' : kind} ${name}`,
        },
      })),
      ...owned.map(({ name, cause, by, sender }) => ({
        problem: 'reputation/tenant-paused' as const,
        subject: sender,
        data: {
          ...{ region, what: `the tenant ${name}`, cause, by, others, sender },
          ...(toldPaused(symptom, name) && { told: true as const }),
        },
      })),
      ...(asked.length + owned.length === 0 && !alone && others > 0
        ? [
            {
              problem: 'reputation/tenant-paused' as const,
              data: { region, what: null, cause: null, by: 'unknown' as const, others },
            },
          ]
        : []),
      ...ofToldTenants({ symptom, named, tenant, told }, { region, others, listed: asked }),
      ...listed.flatMap((one) =>
        one.status !== undefined && isAsked(one)
          ? [notKnown(`the sending status of ${one.name}`, one.status, 'ses:ListReputationEntities')]
          : [],
      ),
      ...(status === undefined || status === null || tenantStatuses.includes(status.sendingStatus)
        ? []
        : [
            notKnown(
              `the sending status of the tenant ${status.name}`,
              status.sendingStatus,
              'ses:GetTenant',
            ),
          ]),
      ...sets.flatMap(({ settings }) => unanswered(settings)),
      // Where no tenant is paused, it does not matter which of them the sender belongs to.
      ...valueOr(tenantsOfSenders, []).flatMap(({ answer }) => unanswered(answer, others > 0)),
    ];
  },

  observed({ tenant, tenantsOfSenders }) {
    const status = valueOr(tenant, null);
    if (status !== null) return `${status.name}: ${status.sendingStatus}`;
    const owners = valueOr(tenantsOfSenders, []).flatMap(({ subject, answer }) => {
      const names = valueOr(answer, null)?.items ?? [];
      return names.length === 0 ? [] : [`${subject} belongs to ${names.slice(0, 5).join(', ')}`];
    });
    return owners.length === 0 ? null : owners.join('; ');
  },
});

/** Whether a symptom tells of sends that are refused for a paused tenant, which is this one or not named. */
const toldPaused = (symptom: Symptom | null, name: string): boolean =>
  symptom?.candidates.some(
    ({ code, data }) => code === 'reputation/tenant-paused' && (data['tenant'] ?? name) === name,
  ) === true;

/** Whether a symptom tells of a tenant that is not the one which was looked at. */
const tellsOfOther = (symptom: Symptom | null, name: string): boolean =>
  symptom?.candidates.some(
    ({ code, data }) => code.startsWith('reputation/tenant-') && (data['tenant'] ?? name) !== name,
  ) === true;

const subjectOf = (subject: string | null, tenant: string | undefined): string => {
  const name = tenant ?? subject;
  return name === null ? '' : ` ${name}`;
};

import { defineCheck, problem, unanswered } from '../../src/model/check.ts';
import { configurationSetsInForce } from '../../src/facts/configuration-set/configuration-set.ts';
import { target } from '../../src/facts/target.ts';
import { pausedEntities, tenant, type PausedEntity } from '../../src/facts/tenants.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
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
}

const tenants = guide('tenants');

export default defineCheck({
  id: 'reputation-tenant',
  title: 'Pauses by reputation policy',
  why: 'With tenants, AWS or you can pause one of them while the rest of the account sends on.',
  needs: { target, configurationSetsInForce },
  questions: { tenant, pausedEntities },

  problems: {
    'reputation/tenant-paused': problem<Paused>({
      severity: ({ what }) => (what === null ? 'info' : 'error'),
      summary: ({ what, by, others }) => {
        if (what === null)
          return `${others} ${others === 1 ? 'tenant is' : 'tenants are'} paused; this run checks none of them.`;
        return `Sending is paused for ${what}${by === 'aws' ? ', by AWS' : by === 'you' ? ', by your account' : ''}.`;
      },
      impact: ({ what }) =>
        what === null ? 'Sends that name one of them are rejected.' : 'Every send through it is rejected.',
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

    'reputation/tenant-not-found': problem<{ region: string | null; tenant: string }>({
      severity: 'error',
      summary: ({ tenant, region }) => `There is no tenant ${tenant} in ${region ?? 'this Region'}.`,
      impact: 'SES rejects every send that names it.',
      evidence: ({ tenant }) => [
        { what: `tenant ${tenant}`, expected: 'exists', actual: 'does not exist', source: 'ses:GetTenant' },
      ],
      fix: () => [
        {
          text: 'Compare the exact name (case counts) with the tenants of this Region: a tenant belongs to one Region.',
          owner: 'you',
        },
      ],
      references: ({ region }) => pagesFor(region, '#/tenants', tenants),
      explains: ['send/tenant'],
    }),
  },

  evaluate({
    target: { region, tenant: named, identities },
    configurationSetsInForce: sets,
    tenant,
    pausedEntities,
  }) {
    const paused = valueOr(pausedEntities, null)?.items ?? [];
    const senders = new Set(identities.flatMap((name) => lineageOf(name)).map((name) => name.toLowerCase()));
    const setNames = new Set(sets.filter(({ settings }) => settings.ok).map(({ name }) => name));
    const asked = paused.filter(
      ({ kind, name }) =>
        (kind === 'tenant' && name === named) ||
        (kind === 'identity' && senders.has(name.toLowerCase())) ||
        (kind === 'configuration-set' && setNames.has(name)),
    );
    const others = paused.filter((one) => one.kind === 'tenant' && !asked.includes(one)).length;
    const status = tenant.ok ? tenant.value : undefined;
    const alone = status?.sendingStatus === 'DISABLED' && !asked.some(({ kind }) => kind === 'tenant');
    return [
      ...(named !== null && status === null
        ? [{ problem: 'reputation/tenant-not-found' as const, data: { region, tenant: named } }]
        : []),
      ...(alone
        ? [
            {
              problem: 'reputation/tenant-paused' as const,
              data: {
                region,
                what: `the tenant ${status.name}`,
                cause: null,
                by: 'unknown' as const,
                others,
              },
            },
          ]
        : []),
      ...asked.map(({ kind, name, cause, by }) => ({
        problem: 'reputation/tenant-paused' as const,
        ...(kind === 'identity' && { subject: name }),
        data: {
          region,
          what: `the ${kind === 'configuration-set' ? 'configuration set' : kind} ${name}`,
          cause,
          by,
          others,
        },
      })),
      ...(asked.length === 0 && !alone && others > 0
        ? [
            {
              problem: 'reputation/tenant-paused' as const,
              data: { region, what: null, cause: null, by: 'unknown' as const, others },
            },
          ]
        : []),
      ...sets.flatMap(({ settings }) => unanswered(settings)),
    ];
  },

  observed({ tenant }) {
    const status = valueOr(tenant, null);
    return status === null ? null : `${status.name}: ${status.sendingStatus}`;
  },
});

const subjectOf = (subject: string | null, tenant: string | undefined): string => {
  const name = tenant ?? subject;
  return name === null ? '' : ` ${name}`;
};

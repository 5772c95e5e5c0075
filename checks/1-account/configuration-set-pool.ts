import { grouped } from '../../src/model/many.ts';
import { defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import { configurationSetPools } from '../../src/facts/configuration-set/pools.ts';
import type { ConfigurationSet } from '../../src/facts/configuration-set/reply.ts';
import { configurationSetsInForce } from '../../src/facts/configuration-set/configuration-set.ts';
import { target } from '../../src/facts/target.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Pool {
  region: string | null;
  pool: string;
  sets: readonly string[];
  /** Delivery options of these sets that a command has to repeat, because it replaces them all. */
  keep: Readonly<Record<string, { tlsRequired: boolean; maxDeliverySeconds: number | null }>>;
  /** True when the pool itself is gone. */
  missing: boolean;
}

/** The command replaces all delivery options of the set, so those that are set are said again. */
function useSharedPool(
  set: string,
  region: string | null,
  keep: Pool['keep'][string] | undefined,
): string | null {
  const base = command`aws sesv2 put-configuration-set-delivery-options --configuration-set-name ${set} --sending-pool-name ses-shared-pool --region ${region}`;
  if (base === null) return null;
  const tls = keep?.tlsRequired === true ? ' --tls-policy REQUIRE' : '';
  const seconds = keep?.maxDeliverySeconds ?? null;
  return `${base}${tls}${seconds === null ? '' : ` --max-delivery-seconds ${seconds}`}`;
}

export default defineCheck({
  id: 'configuration-set-pool',
  title: 'IP pools of the configuration sets',
  why: 'Mail through an empty pool has no IP address to be sent from.',
  needs: { target, configurationSetsInForce, configurationSetPools },

  problems: {
    'configuration-set/pool-empty': problem<Pool>({
      severity: 'error',
      summary: ({ pool, sets, missing }) =>
        missing
          ? `The dedicated IP pool ${pool} of ${sets.join(', ')} does not exist.`
          : `The dedicated IP pool ${pool} of ${sets.join(', ')} holds no IP address.`,
      impact: 'Mail through these configuration sets has no IP address to be sent from.',
      evidence: ({ pool, missing }) => [
        {
          what: `dedicated IPs in ${pool}`,
          expected: 'at least one',
          actual: missing ? 'no such pool' : 'none (STANDARD pool)',
          source: missing ? 'ses:GetDedicatedIpPool' : 'ses:GetDedicatedIps',
        },
      ],
      fix: ({ pool, sets, keep, region, missing }) => [
        ...(missing
          ? []
          : [
              {
                text: `Put one of your dedicated IPs into ${pool}, or lease one first.`,
                owner: 'you',
              } as const,
            ]),
        ...sets.map(
          (set) =>
            ({
              text: `Or let ${set} use the shared IP addresses of SES`,
              owner: 'you',
              command: useSharedPool(set, region, keep[set]),
            }) as const,
        ),
      ],
      references: ({ region }) => pagesFor(region, '#/dedicated-ips', guide('managing-ip-pools')),
      read: {
        summary: ({ subject }) => `The sending pool of ${subject ?? 'the configuration set'} cannot be used.`,
        fix: () => [
          {
            text: 'Put a dedicated IP into the pool, or let the configuration set use the shared IP addresses.',
            owner: 'you',
          },
        ],
        references: [guide('managing-ip-pools')],
        distinguish: 'The error names a sending pool; ses-doctor check --configuration-set looks into it.',
      },
    }),
  },

  settles: ['configuration-set/pool-empty'],

  evaluate({ target: { region }, configurationSetsInForce: inForce, configurationSetPools: pools }) {
    const unread = inForce.flatMap(({ settings }) => unanswered(settings));
    if (pools.length === 0 && unread.length === 0)
      return notApplicable('no configuration set in use names a dedicated IP pool');
    const keep = Object.fromEntries(
      inForce.flatMap(({ name, settings }) =>
        settings.ok && settings.value !== null ? [[name, keepOf(settings.value)]] : [],
      ),
    );
    const empty = pools.flatMap(({ pool, sets, state }) => {
      const missing = state.ok && state.value.kind === 'missing';
      const none = state.ok && state.value.kind === 'standard' && state.value.ips === 0;
      return missing || none
        ? [{ problem: 'configuration-set/pool-empty' as const, data: { region, pool, sets, keep, missing } }]
        : [];
    });
    return [...empty, ...pools.flatMap(({ state }) => unanswered(state)), ...unread];
  },

  observed: ({ configurationSetPools: pools }) =>
    pools
      .map(({ pool, state }) => {
        if (!state.ok || state.value.kind === 'missing') return pool;
        return state.value.kind === 'managed'
          ? `${pool} (managed)`
          : `${pool} (${grouped(state.value.ips)} IPs)`;
      })
      .join(', ') || null,
});

const keepOf = ({ delivery }: ConfigurationSet): Pool['keep'][string] => ({
  tlsRequired: delivery.tlsRequired,
  maxDeliverySeconds: delivery.maxDeliverySeconds,
});

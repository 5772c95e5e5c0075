import { defineFact } from '../../model/fact.ts';
import type { AwsProbe } from '../../model/aws.ts';
import { type Answer, answerOf, Unavailable } from '../../model/unavailable.ts';
import { configurationSetsInForce } from './configuration-set.ts';
import { collectPages } from '../pages.ts';

/** A dedicated IP pool that a configuration set sends through. */
export interface PoolInForce {
  pool: string;
  /** Names of the sets that send through it. */
  sets: readonly string[];
  state: Answer<PoolState>;
}

export type PoolState =
  | { kind: 'missing' }
  /** Amazon SES gives it addresses by itself, after days. */
  | { kind: 'managed' }
  | { kind: 'standard'; ips: number };

/**
 * SES's own pools, which the console offers by these names: its shared addresses, and an account's dedicated
 * addresses that are in no other pool. GetDedicatedIpPool answers BadRequest for both, though sends through them work.
 * https://docs.aws.amazon.com/ses/latest/dg/managing-ip-pools.html
 */
const poolsOfSes: ReadonlySet<string> = new Set(['ses-shared-pool', 'ses-default-dedicated-ip-pool']);

/** The pools behind the configuration sets in force. */
export const configurationSetPools = defineFact({
  id: 'configuration-set-pools',
  title: 'the dedicated IP pools of the configuration sets',
  actions: ['ses:GetDedicatedIpPool', 'ses:GetDedicatedIps'],
  from: { configurationSetsInForce },
  async gather({ aws, signal }, { configurationSetsInForce: inForce }): Promise<readonly PoolInForce[]> {
    const sets = new Map<string, Set<string>>();
    for (const { name, settings } of inForce) {
      const pool = settings.ok ? (settings.value?.delivery.pool ?? null) : null;
      if (pool !== null && !poolsOfSes.has(pool)) sets.set(pool, (sets.get(pool) ?? new Set()).add(name));
    }
    return await Promise.all(
      [...sets].map(async ([pool, names]) => ({
        pool,
        sets: [...names],
        state: await answerOf(stateOf(aws, signal, pool)),
      })),
    );
  },
});

/** The kind of pool and its addresses, asked side by side. */
async function stateOf(
  aws: AwsProbe<'ses:GetDedicatedIpPool' | 'ses:GetDedicatedIps'>,
  signal: AbortSignal,
  pool: string,
): Promise<PoolState> {
  const [kind, ips] = await Promise.allSettled([
    aws('ses:GetDedicatedIpPool', { PoolName: pool }),
    collectPages({
      signal,
      ask: async (token) => {
        const reply = await aws('ses:GetDedicatedIps', {
          PoolName: pool,
          ...(token !== undefined && { NextToken: token }),
        });
        return { items: reply.DedicatedIps, next: reply.NextToken };
      },
    }),
  ]);
  if (kind.status === 'rejected') {
    if (kind.reason instanceof Unavailable && kind.reason.reason === 'not-found') return { kind: 'missing' };
    throw kind.reason;
  }
  // A newer SES may have words that this SDK does not list.
  const mode: string = kind.value.DedicatedIpPool.ScalingMode;
  if (mode === 'MANAGED') return { kind: 'managed' };
  if (mode !== 'STANDARD') {
    throw new Unavailable(
      'bad-reply',
      `the pool ${pool} is ${mode}, which this version of ses-doctor does not know`,
      {
        question: 'ses:GetDedicatedIpPool',
      },
    );
  }
  if (ips.status === 'rejected') throw ips.reason;
  return { kind: 'standard', ips: ips.value.items.length };
}

import { defineFact } from '../model/fact.ts';
import { plainIp } from '../parse/dns-list/name.ts';
import { collectPages, type Pages } from './pages.ts';

/** An address that only this account sends from. */
export interface DedicatedIp {
  ip: string;
  /** Null when SES does not say. */
  pool: string | null;
  warmup: 'in-progress' | 'done' | 'not-applicable';
  /** Percent of the warm-up that is behind it, 0 to 100. */
  warmupPercent: number;
  /** What SES says of the warm-up, where that is no word of those. */
  warmupWord?: string;
}

/**
 * All dedicated IPs of the account in this Region. Mail that names no pool leaves through those of the default pool, so
 * a configuration set is not needed for them to matter.
 */
export const dedicatedIps = defineFact({
  id: 'dedicated-ips',
  title: 'the dedicated IPs of the account',
  actions: ['ses:GetDedicatedIps'],
  async gather({ aws, signal }): Promise<Pages<DedicatedIp>> {
    return await collectPages({
      signal,
      ask: async (token) => {
        const reply = await aws('ses:GetDedicatedIps', token === undefined ? {} : { NextToken: token });
        const items = reply.DedicatedIps.map(
          ({ Ip, PoolName, WarmupStatus, WarmupPercentage }): DedicatedIp => ({
            ip: plainIp(Ip),
            pool: PoolName ?? null,
            warmup: warmupOf(WarmupStatus),
            warmupPercent: WarmupPercentage,
            ...(!['IN_PROGRESS', 'DONE', 'NOT_APPLICABLE'].includes(WarmupStatus) && {
              warmupWord: WarmupStatus,
            }),
          }),
        );
        return { items, next: reply.NextToken };
      },
    });
  },
});

function warmupOf(status: string | undefined): DedicatedIp['warmup'] {
  if (status === 'IN_PROGRESS') return 'in-progress';
  return status === 'DONE' ? 'done' : 'not-applicable';
}

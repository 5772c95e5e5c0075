import { badRequest, notFound } from '../aws-error.ts';
import { pageOf } from '../paging.ts';
import type { Answers } from './answer.ts';

/** Dedicated IPs, their pools, and the lists that AWS saw them on. */
export const dedicatedIpAnswers: Answers<
  'ses:GetDedicatedIps' | 'ses:GetDedicatedIpPool' | 'ses:GetBlacklistReports'
> = {
  'ses:GetDedicatedIps': (input, { region, most }) => {
    const { PoolName: pool } = input;
    if (pool !== undefined && !region.dedicatedIpPools.some(({ PoolName }) => PoolName === pool)) {
      throw notFound(`Dedicated IP pool ${pool} does not exist.`);
    }
    const found = region.dedicatedIps.filter(({ PoolName }) => pool === undefined || PoolName === pool);
    const { items, ...next } = pageOf(found, {
      token: input.NextToken,
      size: input.PageSize,
      most: most(1000),
    });
    return { DedicatedIps: items, ...next };
  },

  'ses:GetDedicatedIpPool': ({ PoolName: wanted }, { region }) => {
    const found = region.dedicatedIpPools.find(({ PoolName }) => PoolName === wanted);
    if (found === undefined) throw notFound(`Dedicated IP pool ${wanted ?? ''} does not exist.`);
    return { DedicatedIpPool: found };
  },

  'ses:GetBlacklistReports': ({ BlacklistItemNames = [] }, { region }) => {
    const own = new Set(region.dedicatedIps.map(({ Ip }) => Ip));
    const foreign = BlacklistItemNames.find((ip) => !own.has(ip));
    if (foreign !== undefined) throw badRequest(`${foreign} is not a dedicated IP of this account.`);
    return {
      BlacklistReport: Object.fromEntries(
        BlacklistItemNames.map((ip) => [ip, region.blacklistReports[ip] ?? []]),
      ),
    };
  },
};

import { defineFact } from '../model/fact.ts';
import { dedicatedIps } from './dedicated-ips.ts';

/** A listing of a dedicated IP that Amazon's own monitoring saw. */
export interface ReportedListing {
  ip: string;
  /** As Amazon names the list. */
  list: string;
  /** Amazon's words about it, or null. */
  description: string | null;
  /** ISO time of the listing, or null. */
  since: string | null;
}

/** Addresses asked about in one call. */
const batch = 50;

/**
 * What GetBlacklistReports says about the dedicated IPs. Null: not asked, because there are none or the
 * deliverability dashboard, which is paid for, is off.
 */
export const blacklistReports = defineFact({
  id: 'blacklist-reports',
  title: 'the blocklist reports of the deliverability dashboard',
  actions: ['ses:GetDeliverabilityDashboardOptions', 'ses:GetBlacklistReports'],
  from: { dedicatedIps },
  async gather({ aws }, { dedicatedIps: { items } }): Promise<readonly ReportedListing[] | null> {
    if (items.length === 0) return null;
    const options = await aws('ses:GetDeliverabilityDashboardOptions', {});
    if (!options.DashboardEnabled) return null;
    const batches: string[][] = [];
    for (let start = 0; start < items.length; start += batch)
      batches.push(items.slice(start, start + batch).map(({ ip }) => ip));
    const replies = await Promise.all(
      batches.map((ips) => aws('ses:GetBlacklistReports', { BlacklistItemNames: ips })),
    );
    return replies.flatMap(({ BlacklistReport: report }) =>
      Object.entries(report).flatMap(([ip, entries]) =>
        entries.map(({ RblName, Description, ListingTime }) => ({
          ip,
          list: RblName ?? 'a list it does not name',
          description: Description ?? null,
          since: ListingTime?.toISOString() ?? null,
        })),
      ),
    );
  },
});

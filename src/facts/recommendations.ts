import { defineFact } from '../model/fact.ts';
import { collectPages, type Pages } from './pages.ts';
import { account } from './account.ts';

/** An open recommendation of the Virtual Deliverability Manager's advisor. */
export interface Recommendation {
  /** Name of the identity it is about; null when it is about something else. */
  identity: string | null;
  /** As `DKIM`, `SPF`, `DMARC`, `BIMI`, `COMPLAINT`. */
  type: string;
  /** In AWS's words. */
  description: string;
  impact: 'HIGH' | 'LOW';
  /** When the advisor last looked, ISO 8601; null when it does not say. */
  updated: string | null;
}

/** The advisor's open recommendations; null while the manager is switched off, for then nobody is asked. */
export const recommendations = defineFact({
  id: 'recommendations',
  title: "the advisor's recommendations",
  actions: ['ses:ListRecommendations'],
  from: { account },
  async gather({ aws, signal }, { account }): Promise<Pages<Recommendation> | null> {
    if (!account.vdm) return null;
    return await collectPages({
      signal,
      ask: async (token) => {
        const reply = await aws('ses:ListRecommendations', {
          Filter: { STATUS: 'OPEN' },
          PageSize: 100,
          ...(token !== undefined && { NextToken: token }),
        });
        const items = reply.Recommendations.filter(({ Status }) => Status !== 'FIXED').map(
          (one): Recommendation => ({
            identity: identityOf(one.ResourceArn ?? ''),
            type: one.Type ?? 'OTHER',
            description: one.Description ?? '',
            impact: one.Impact === 'LOW' ? 'LOW' : 'HIGH',
            updated: one.LastUpdatedTimestamp?.toISOString() ?? null,
          }),
        );
        return { items, next: reply.NextToken };
      },
    });
  },
});

/** The name in `arn:aws:ses:<region>:<account>:identity/<name>`. */
function identityOf(arn: string): string | null {
  const [, name] = /:identity\/(.+)$/s.exec(arn) ?? [];
  return name ?? null;
}

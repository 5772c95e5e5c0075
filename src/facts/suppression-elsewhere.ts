import type { AwsProbe } from '../model/aws.ts';
import { defineFact } from '../model/fact.ts';
import { type Answer, answered, answerOf, Unavailable } from '../model/unavailable.ts';
import { setNamesInForce } from './configuration-set/configuration-set.ts';
import { globalEndpoints, isCalled } from './global-endpoints.ts';
import { firstListing, type Listing } from './suppression.ts';

/** What the other Region of the global endpoint that is sent through does with mail to a recipient. */
export interface ListedElsewhere {
  endpoint: string;
  region: string;
  /** On the account's list there; null: under none of the spellings asked for. */
  listing: Answer<Listing | null>;
  /** The reasons that stop a message there: those of the configuration set, else those of the account. Null where not listed. */
  reasons: Answer<readonly string[]> | null;
}

/**
 * The suppression list of the other Region, where `--endpoint-id` names an endpoint that leads there: each Region keeps a
 * list of its own.
 */
export const listedElsewhere = defineFact({
  id: 'suppression-elsewhere',
  per: 'recipient',
  title: 'the suppression list of the other Region of the global endpoint',
  actions: ['ses:GetSuppressedDestination', 'ses:GetAccount', 'ses:GetConfigurationSet'],
  from: { globalEndpoints, setNamesInForce },
  async gather({ aws, target, subject }, { globalEndpoints: { items }, setNamesInForce: sets }) {
    const named = items.filter(isCalled(target.endpointId)).filter(({ status }) => status === 'READY');
    const sides = named.flatMap(({ name, regions }) =>
      regions.filter((region) => region !== target.region).map((region) => ({ endpoint: name, region })),
    );
    const [first] = sets;
    const set = first?.name ?? answered(null);
    return await Promise.all(
      sides.slice(0, 3).map(async ({ endpoint, region }): Promise<ListedElsewhere> => {
        const listing = await answerOf(firstListing(aws, subject, {}, region));
        const isListed = listing.ok && listing.value !== null;
        return {
          ...{ endpoint, region, listing },
          reasons: !isListed ? null : set.ok ? await answerOf(reasonsIn(aws, set.value, region)) : set,
        };
      }),
    );
  },
});

async function reasonsIn(
  aws: AwsProbe<'ses:GetAccount' | 'ses:GetConfigurationSet'>,
  set: string | null,
  region: string,
): Promise<readonly string[]> {
  const own = set === null ? null : await reasonsOfSet(aws, set, region);
  if (own !== null) return own;
  const { SuppressionAttributes: settings } = await aws('ses:GetAccount', {}, { region });
  return settings?.SuppressedReasons ?? [];
}

/** Null where the set leaves them to the account, or is not there. */
async function reasonsOfSet(
  aws: AwsProbe<'ses:GetConfigurationSet'>,
  set: string,
  region: string,
): Promise<readonly string[] | null> {
  try {
    const reply = await aws('ses:GetConfigurationSet', { ConfigurationSetName: set }, { region });
    return reply.SuppressionOptions?.SuppressedReasons ?? null;
  } catch (error) {
    if (error instanceof Unavailable && error.reason === 'not-found') return null;
    throw error;
  }
}

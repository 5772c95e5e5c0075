import { inFlight } from '../../model/in-flight.ts';
import type { AwsProbe } from '../../model/aws.ts';
import { answerOf, type Why } from '../../model/unavailable.ts';
import type { Hit } from './read-list.ts';

/** What direct questions found. */
export interface Asked {
  hits: Map<string, Hit>;
  /** Why not all were answered, or null. */
  why: Why | null;
}

interface AskOptions {
  aws: AwsProbe<'ses:GetSuppressedDestination'>;
  tenant: string | null;
  wanted: ReadonlyMap<string, string>;
  /** Fires when the answer is wanted no longer. */
  isOver: () => boolean;
}

const atOnce = 8;

/** Asks for each address as given and in lower case: the list is kept by exact spelling. Ends at the first failure. */
export async function askEach({ aws, tenant, wanted, isOver }: AskOptions): Promise<Asked> {
  const hits = new Map<string, Hit>();
  let why: Why | null = null;
  const run = inFlight(atOnce);
  await Promise.all(
    [...wanted].flatMap(([lower, given]) =>
      [...new Set([given, lower])].map((address) =>
        run(async () => {
          if (why !== null || isOver()) return;
          const answer = await answerOf(
            aws('ses:GetSuppressedDestination', {
              EmailAddress: address,
              ...(tenant !== null && { TenantName: tenant }),
            }),
          );
          if (answer.ok) {
            const { EmailAddress, Reason, LastUpdateTime } = answer.value.SuppressedDestination;
            hits.set(lower, { address: EmailAddress, reason: Reason, since: LastUpdateTime.toISOString() });
          } else if (answer.why.reason !== 'not-found') why ??= answer.why;
        }),
      ),
    ),
  );
  return { hits, why };
}

import type { Target } from '../../model/target.ts';
import { parseArn } from '../../parse/arn.ts';
import type { Publisher } from '../../parse/ses-event.ts';

/** What is known of all that the senders of a run publish to a topic or a bus; `account`: the one that sends, or null. */
export const publisherTo = (place: string, account: string | null, target: Target | null): Publisher => ({
  ...(account !== null && { account }),
  ...(target?.region != null && { region: target.region }),
  // Another account may have lent the identity.
  ...(target?.sourceArn !== undefined && { owner: null }),
  partition: parseArn(place)?.partition ?? 'aws',
});

import type { EventType, HttpsPolicy } from '@aws-sdk/client-sesv2';
import type { World } from './world.ts';

/** Gives the default set `transactional` the tracking domain click.example.com, and destinations that ask for these events too. */
export function tracksThrough(
  { region }: World,
  HttpsPolicy: HttpsPolicy | undefined,
  types: readonly EventType[] = ['OPEN', 'CLICK'],
): void {
  const set = region.configurationSets['transactional'];
  region.configurationSets['transactional'] = {
    ...set,
    TrackingOptions: {
      CustomRedirectDomain: 'click.example.com',
      ...(HttpsPolicy !== undefined && { HttpsPolicy }),
    },
    eventDestinations: (set?.eventDestinations ?? []).map((one) => ({
      ...one,
      MatchingEventTypes: [...(one.MatchingEventTypes ?? []), ...types],
    })),
  };
}

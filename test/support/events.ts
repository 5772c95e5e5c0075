import type { EventDestination, SetDestinations } from '../../src/facts/event-destinations.ts';

/** An enabled SNS destination for these types. */
export const destination = (
  types: readonly string[],
  more: Partial<EventDestination> = {},
): EventDestination => ({
  name: 'feedback',
  enabled: true,
  types,
  channel: { kind: 'sns', topicArn: 'arn:aws:sns:eu-west-1:111122223333:feedback' },
  ...more,
});

/** The set `news`, default of example.com, with these destinations. */
export const setWith = (
  destinations: readonly EventDestination[],
  more: Partial<SetDestinations> = {},
): SetDestinations => ({
  set: 'news',
  defaultOf: ['example.com'],
  named: false,
  destinations: { ok: true, value: destinations },
  ...more,
});

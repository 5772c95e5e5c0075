import type { SuppressedDestination } from '@aws-sdk/client-sesv2';

/** A suppression list of `count` made-up addresses, followed by the entries that matter to the story. */
export function* suppressionList(
  count: number,
  last: readonly SuppressedDestination[] = [],
): Iterable<SuppressedDestination> {
  for (let index = 0; index < count; index++) {
    yield {
      EmailAddress: `user${index}@receiver${index % 100}.example`,
      Reason: index % 10 === 0 ? 'COMPLAINT' : 'BOUNCE',
      LastUpdateTime: new Date(Date.UTC(2026, 0, 1) + index * 60_000),
      Attributes: { MessageId: `0102-${index}` },
    };
  }
  yield* last;
}

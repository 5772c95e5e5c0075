import type { Listing } from './listing.ts';

/** At one call a second, less than two minutes. */
const mostAsked = 100;

/**
 * Whether each identity that sends is asked about by itself, as `check` does, though nothing is wrong with it as far as
 * batches and DNS tell: they do not show a default configuration set that is gone or paused, nor a policy that denies. So many are asked
 * beside the batches; where there are more, those are open questions (`--deep` asks all). `wanted`: the identities to look at.
 */
export const asksEachOf = ({ find }: Listing, wanted: readonly string[]): boolean =>
  wanted.filter((name) => find(name)?.sendingEnabled === true).length <= mostAsked;

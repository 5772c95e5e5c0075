/**
 * What the records tell of the mail of one publisher on one day: nothing that a share could be of; its Deliveries; its
 * Sends; both. A share is of mail of which the records tell. Of mail that was sent before the first record, nothing can be;
 * of mail to the mailbox simulator, nothing is (`apart`): AWS counts it in no rate ("Using the mailbox simulator").
 */
export const told = { apart: -2, before: -1, nothing: 0, deliveries: 1, sends: 2, both: 3 } as const;
export type Told = (typeof told)[keyof typeof told];

/**
 * Added to what is told of a publisher that tells nothing on some days, where others are told of on all of theirs: beside the
 * others, its mail would come and go, and a share with it. It is part of every share, and of no comparison of days.
 */
const unsteady = 10;

/** Added where bounces would not be told of (see unheard.ts): the mail is in no share of bounces. */
const unheard = 20;

/** A value of `known` of the queries. */
export interface Known {
  told: Told;
  /** Days may be compared by it. */
  isSteady: boolean;
  /** A bounce of it would be in the records. */
  tellsBounces: boolean;
}

/** As a number of the queries. */
export const knownOf = ({ told: of, isSteady, tellsBounces }: Known): number =>
  of <= told.nothing ? of : of + (isSteady ? 0 : unsteady) + (tellsBounces ? 0 : unheard);

/** The number of a query, read. */
export const toldOf = (known: number): Known => ({
  // Made by `knownOf`.
  told: (known <= told.nothing ? known : known % unsteady) as Told,
  isSteady: known % unheard < unsteady,
  tellsBounces: known < unheard,
});

/** All numbers of what is told, for SQL. */
export const knownAs = (...some: readonly Told[]): string =>
  some.flatMap((one) => [0, unsteady, unheard, unsteady + unheard].map((more) => one + more)).join(', ');

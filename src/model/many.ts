/** A number as people read it: `12,345`. The first use of a locale takes 16 ms, and most numbers need none. */
export const grouped = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1000 ? String(value) : value.toLocaleString('en-US');

/** A count with its noun: `1 identity`, `2 identities`. */
export const many = (value: number, one: string, more = `${one}s`): string =>
  `${grouped(value)} ${value === 1 ? one : more}`;

/** Identities, counted. */
export const identitiesOf = (value: number): string => many(value, 'identity', 'identities');

/** Accounts in a Region each, counted. */
export const placesOf = (value: number): string => many(value, 'account and Region', 'accounts and Regions');

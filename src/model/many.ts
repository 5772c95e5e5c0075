/**
 * A number as people read it: `12,345`, with three decimals at most. By hand, since the first use of a locale takes 20 ms,
 * a thirtieth of a cold check. What is not finite stays as it is.
 */
export function grouped(value: number, mostDecimals = 3): string {
  // From 10²¹ on toFixed writes an exponent (ECMA-262 21.1.3.3), which has no digits to group.
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21) return String(value);
  const [whole = '', decimals = ''] = value.toFixed(mostDecimals).split('.');
  const fraction = decimals.replace(/0+$/, '');
  const text = whole.replace(/\B(?=(?:\d{3})+$)/g, ',') + (fraction === '' ? '' : `.${fraction}`);
  return text === '-0' ? '0' : text;
}

/** A count with its noun: `1 identity`, `2 identities`. */
export const many = (value: number, one: string, more = `${one}s`): string =>
  `${grouped(value)} ${value === 1 ? one : more}`;

/** Identities, counted. */
export const identitiesOf = (value: number): string => many(value, 'identity', 'identities');

/** Accounts in a Region each, counted. */
export const placesOf = (value: number): string => many(value, 'account and Region', 'accounts and Regions');

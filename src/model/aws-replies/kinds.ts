import * as v from 'valibot';

/**
 * What members of replies are made of. A member that is listed plainly has to be there. One in `maybe` may be absent,
 * and the fact that reads it says what that means. One that is not listed is not read, whatever it holds.
 */
export const text = v.string();
export const flag = v.boolean();
/** Neither NaN nor infinite. */
export const number = v.pipe(v.number(), v.finite());
/** A moment that exists: 1e300 seconds after the epoch does not. */
export const time = v.date();

/** A word of an enumeration. A word that is new is no fault of the reply: AWS adds them without notice. */
export const word = <T extends string>(): v.CustomSchema<T, undefined> =>
  v.custom<T>((value) => typeof value === 'string');

/** A member that real replies leave out. */
export const maybe = <S extends v.GenericSchema>(schema: S): v.OptionalSchema<S, undefined> =>
  v.optional(schema);

/** The token of the next page; absent, or empty, on the last. */
export const next = { NextToken: maybe(text) };

/*
 * Takes the place of joi in the bundle (see bundle.ts). mailauth asks one thing of it, whether a DKIM key is base64, and
 * joi is 250 KB.
 */

/** Groups of four; the padding of the last one may be missing (RFC 4648 4). */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** As in joi: nothing is fine, an empty text is not. */
function validate(value: unknown): { error?: Error } {
  if (value === undefined || (typeof value === 'string' && value !== '' && base64.test(value))) return {};
  return { error: new Error('must be a valid base64 string') };
}

export const string = (): { base64: () => { validate: typeof validate } } => ({
  base64: () => ({ validate }),
});

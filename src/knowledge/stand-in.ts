/** The identity that a command names where nobody knows the reader's. */
export const standInIdentity = 'example.com';

/** What the words beside such a command say. */
export const standInHint = `(yours in place of ${standInIdentity})`;

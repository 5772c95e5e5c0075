/** How a failure shows when another one caused it. */
interface Consequence {
  code: string;
  /** What causes it, where both were read in one thing pasted. */
  of: readonly string[];
}

const consequences: readonly Consequence[] = [
  // A connection that ends is how a failed TLS handshake shows (RFC 8446 6.2): the alert says why.
  {
    code: 'smtp/connection-reset',
    of: [
      'smtp/certificate-expired',
      'smtp/certificate-name-mismatch',
      'smtp/certificate-untrusted',
      'smtp/tls-handshake-failed',
      'smtp/tls-mode-mismatch',
      'smtp/tls-version-too-old',
    ],
  },
];

/** Whether one of the other codes that were read in the same thing caused this one. */
export const isConsequence = (code: string, others: readonly string[]): boolean =>
  consequences.some((one) => one.code === code && one.of.some((cause) => others.includes(cause)));

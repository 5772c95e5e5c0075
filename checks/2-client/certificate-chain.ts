import type { Evidence } from '../../src/model/check.ts';
import type { CertificateSeen } from '../../src/model/https.ts';

/** The chain that a server showed, leaf first. */
export const chainEvidence = (chain: readonly CertificateSeen[]): readonly Evidence[] =>
  chain.map(({ subject, issuer, validFrom, validTo, sha256 }, index) => ({
    what: index === 0 ? 'certificate of the server' : `certificate ${index + 1} of the chain`,
    expected: null,
    actual: `${subject === '' ? '(no subject)' : subject}; issued by ${issuer}; valid ${validFrom.slice(0, 10)} to ${validTo.slice(0, 10)}; SHA-256 ${sha256}`,
    source: 'TLS handshake',
  }));

import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { CertificateSeen } from '../../model/https.ts';

const mostCertificates = 8;
const mostNames = 40;

/** The certificates that a server sent, leaf first. A root that was not sent is not in it. */
export function chainOf(socket: TLSSocket): readonly CertificateSeen[] {
  const seen: CertificateSeen[] = [];
  let certificate: X509Certificate | undefined = socket.getPeerX509Certificate();
  while (certificate !== undefined && seen.length < mostCertificates) {
    const { fingerprint256 } = certificate;
    if (seen.some(({ sha256 }) => sha256 === fingerprint256)) break;
    seen.push(describe(certificate));
    certificate = certificate.issuerCertificate;
  }
  return seen;
}

function describe(certificate: X509Certificate): CertificateSeen {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    validFrom: isoTime(certificate.validFrom),
    validTo: isoTime(certificate.validTo),
    sha256: certificate.fingerprint256,
    altNames: (certificate.subjectAltName ?? '')
      .split(', ')
      .filter((name) => name !== '')
      .map((name) => name.replace(/^(?:DNS|IP Address):/, '').slice(0, 255))
      .slice(0, mostNames),
  };
}

/** `C=US\nO=Amazon` becomes `C=US, O=Amazon`. A name in a certificate may be anything of any length. */
const oneLine = (name: string | undefined): string => (name ?? '').split('\n').join(', ').slice(0, 300);

/** OpenSSL prints `Nov 21 20:00:00 2026 GMT`. */
function isoTime(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text.slice(0, 40) : date.toISOString();
}

import type net from 'node:net';
import { patientTimer } from './patient-timer.ts';
import tls from 'node:tls';
import { ipFamily } from './ip-family.ts';
import { chainOf } from './certificate-chain.ts';
import { codeOf } from './dial.ts';
import type { CertificateSeen } from '../../model/https.ts';

export interface HandshakeOptions {
  /** The name that the certificate must carry. */
  host: string;
  /** See `trustContext`. */
  context: tls.SecureContext;
  timeoutMs: number;
  signal: AbortSignal;
}

/** How a handshake ended. `secured` may still carry a certificate that is not to be trusted. */
export type Handshake =
  | {
      kind: 'secured';
      socket: tls.TLSSocket;
      version: string;
      cipher: string;
      certificates: readonly CertificateSeen[];
      distrust: Distrust | null;
    }
  | { kind: 'failed'; failure: TlsFailure; message: string };

export type TlsFailure =
  'timeout' | 'reset' | 'closed' | 'tls-version' | 'tls-plain-text' | 'tls-handshake' | 'interrupted';

export interface Distrust {
  kind: 'untrusted' | 'name-mismatch' | 'expired';
  message: string;
}

/** Puts TLS 1.2 or 1.3 on a connection, the only versions SES speaks, and judges the certificate without hanging up on it. */
export function handshake(
  socket: net.Socket,
  { host, context, timeoutMs, signal }: HandshakeOptions,
): Promise<Handshake> {
  return new Promise((resolve) => {
    const name = host.replace(/^\[(.*)\]$/, '$1');
    const secure = tls.connect({
      socket,
      host: name,
      ...(ipFamily(name) === 0 ? { servername: name } : {}), // RFC 6066 3: no addresses in SNI
      secureContext: context,
      // What is wrong with a certificate is for the report to say, with the chain as evidence. Nothing secret is
      // sent until `distrust` was looked at.
      rejectUnauthorized: false,
    });
    const finish = (result: Handshake): void => {
      stopClock();
      signal.removeEventListener('abort', onAbort);
      if (result.kind === 'failed') secure.destroy();
      resolve(result);
    };
    const fail = (failure: TlsFailure, message: string): void => {
      finish({ kind: 'failed', failure, message });
    };
    const onAbort = (): void => {
      fail('interrupted', 'interrupted during the TLS handshake');
    };
    const stopClock = patientTimer(timeoutMs, () => {
      fail('timeout', `the TLS handshake was not finished after ${timeoutMs / 1000} s`);
    });
    signal.addEventListener('abort', onAbort, { once: true });
    secure.once('secureConnect', () => {
      finish({
        kind: 'secured',
        socket: secure,
        version: secure.getProtocol() ?? 'unknown',
        cipher: secure.getCipher().name,
        certificates: chainOf(secure),
        distrust: secure.authorized ? null : distrustOf(String(secure.authorizationError), name),
      });
    });
    secure.once('close', () => {
      fail('closed', 'the connection was closed in the middle of the TLS handshake');
    });
    secure.on('error', (error: Error) => {
      // A server without a cipher in common says so before it shows its certificate (RFC 5246 7.4.1.3, 7.4.6).
      const shown = secure.getPeerX509Certificate() !== undefined;
      if (shown && codeOf(error).includes('ALERT_HANDSHAKE_FAILURE'))
        fail('tls-handshake', certificateWanted);
      else fail(...failureOf(error));
    });
    if (signal.aborted) onAbort();
  });
}

function failureOf(error: Error): [TlsFailure, string] {
  const code = codeOf(error);
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    // Node gives an orderly end the code of a reset; what the system reports names its call.
    return 'syscall' in error
      ? ['reset', 'the connection was reset in the middle of the TLS handshake']
      : ['closed', 'the connection was closed in the middle of the TLS handshake'];
  }
  // What OpenSSL calls a version it cannot read, when what arrives is not TLS at all.
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/.test(code)) {
    return ['tls-plain-text', 'the server answered the TLS handshake with plain text'];
  }
  if (/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|NO_PROTOCOLS/.test(code)) {
    return ['tls-version', 'the server speaks neither TLS 1.2 nor TLS 1.3'];
  }
  if (wantsCertificate(error)) return ['tls-handshake', certificateWanted];
  return ['tls-handshake', reasonOf(error, code)];
}

/** Servers that authenticate their clients by certificate; SES never does. */
export const certificateWanted = 'the server asks for a client certificate, which SES never does';

/** TLS alerts certificate_required (116) and bad_certificate (42), to a client that has none (RFC 8446 6.2). */
export const wantsCertificate = (error: Error): boolean =>
  /ALERT_(?:CERTIFICATE_REQUIRED|BAD_CERTIFICATE)/.test(codeOf(error));

/** OpenSSL's reason, as `sslv3 alert handshake failure`, bounded. */
function reasonOf(error: Error, code: string): string {
  const reason = 'reason' in error && typeof error.reason === 'string' ? error.reason : code || error.message;
  return `OpenSSL says: ${reason.slice(0, 120)}`;
}

/** The names are those of OpenSSL's X509_V_ERR codes, without the prefix, and Node's own for the name. */
function distrustOf(code: string, host: string): Distrust {
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return { kind: 'name-mismatch', message: `the certificate is not for ${host}` };
    case 'CERT_HAS_EXPIRED':
      return { kind: 'expired', message: 'a certificate of the chain has expired' };
    case 'CERT_NOT_YET_VALID':
      return { kind: 'expired', message: 'a certificate of the chain is not valid yet' };
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return { kind: 'untrusted', message: 'the certificate is self-signed' };
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return { kind: 'untrusted', message: 'the chain ends in a root that is not trusted here' };
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return { kind: 'untrusted', message: 'the chain does not end in a root that is trusted here' };
    default:
      return { kind: 'untrusted', message: `the certificate was not accepted (${code.slice(0, 60)})` };
  }
}

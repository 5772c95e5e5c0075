/** How far a request came. */
export type WireStep = 'dns' | 'connect' | 'tls' | 'timeout' | 'html' | 'proxy';

/** A request that was not answered by AWS. */
export class WireFailure extends Error {
  override readonly name = 'WireFailure';
  readonly step: WireStep;
  /** `refused`, `timeout`, `untrusted` … */
  readonly kind: string;
  /** Host and port that were asked; empty when unknown. */
  readonly host: string;
  /** The proxy, without its password, or null. */
  readonly proxy: string | null;
  /** HTTP status of what answered instead, or null. */
  readonly status: number | null;
  /** What happened, to be put behind the host. */
  readonly what: string;

  constructor(
    step: WireStep,
    kind: string,
    host: string,
    proxy: string | null,
    what: string,
    status: number | null = null,
  ) {
    super(what);
    this.step = step;
    this.kind = kind;
    this.host = host;
    this.proxy = proxy;
    this.what = what;
    this.status = status;
  }

  /** A dropped connection and a server's own failure may go away; the rest is there to stay. */
  get mayPass(): boolean {
    return this.kind === 'reset' || (this.step === 'html' && this.status !== null && this.status >= 500);
  }
}

type Kind = readonly [step: WireStep, kind: string, what: string];

const byCode: Readonly<Record<string, Kind>> = {
  ENOTFOUND: ['dns', 'name-not-resolved', 'its name does not exist in DNS'],
  ENODATA: ['dns', 'name-not-resolved', 'its name has no address in DNS'],
  EAI_NONAME: ['dns', 'name-not-resolved', 'its name does not exist in DNS'],
  EAI_AGAIN: ['dns', 'resolver-failed', 'the DNS resolver did not answer'],
  EAI_FAIL: ['dns', 'resolver-failed', 'the DNS resolver failed'],
  ECONNREFUSED: ['connect', 'refused', 'the connection was refused'],
  ETIMEDOUT: ['connect', 'timeout', 'the connection timed out'],
  EHOSTUNREACH: ['connect', 'no-route', 'there is no route to it'],
  ENETUNREACH: ['connect', 'no-route', 'there is no route to it'],
  EADDRNOTAVAIL: ['connect', 'no-route', 'there is no route to it'],
  ECONNRESET: ['connect', 'reset', 'the connection was dropped'],
  EMFILE: ['connect', 'too-many-files', 'this process may open no more files (EMFILE; raise ulimit -n)'],
  ENFILE: ['connect', 'too-many-files', 'this computer may open no more files (ENFILE)'],
  EPIPE: ['connect', 'reset', 'the connection was dropped'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['tls', 'name-mismatch', 'its certificate is for another name'],
  CERT_HAS_EXPIRED: ['tls', 'expired', 'its certificate has expired'],
  CERT_NOT_YET_VALID: [
    'tls',
    'expired',
    'its certificate is not yet valid, or the clock of this computer is slow',
  ],
  EPROTO: ['tls', 'handshake', 'the TLS handshake failed'],
};

const timedOut: Kind = ['connect', 'timeout', 'the connection timed out'];

const untrusted: Kind = ['tls', 'untrusted', 'its certificate comes from an issuer that is not trusted here'];

/** What a request failed of, or null when that is no failure on the wire. `host` may carry a port. */
export function wireFailureOf(error: unknown, host: string, proxy: string | null): WireFailure | null {
  if (error instanceof WireFailure) return error;
  if (!(error instanceof Error) || error.name === 'AbortError') return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const kind = kindOf(code, error.message) ?? (error.name === 'TimeoutError' ? timedOut : null);
  if (kind === null) return null;
  const [step, name, what] = kind;
  // Through a proxy we look up and dial nothing but the proxy; TLS is spoken with AWS.
  if (proxy === null || step === 'tls') return new WireFailure(step, name, host, proxy, what);
  return new WireFailure('proxy', name, host, proxy, `of the proxy: ${what}`);
}

function kindOf(code: string, message: string): Kind | null {
  if (/before secure TLS connection/i.test(message))
    return ['tls', 'reset', 'the connection was dropped during the TLS handshake'];
  // The SDK's handler gives up without a code; its wording has changed once.
  if (/without establishing a connection|did not establish a connection/i.test(message))
    return ['connect', 'timeout', 'the connection timed out'];
  if (/proxy connection ended/i.test(message)) return ['connect', 'reset', 'the connection was dropped'];
  // Node's HTTP parser: a header that is too long, two lengths, or another protocol altogether.
  if (code === 'HPE_HEADER_OVERFLOW') return ['html', 'too-long', 'the headers of its answer are too long'];
  if (code.startsWith('HPE_')) return ['html', 'not-http', `its answer is not valid HTTP (${code})`];
  const known = byCode[code];
  if (known !== undefined) return known;
  if (/^ERR_SSL_|^ERR_TLS_/.test(code)) return ['tls', 'handshake', 'the TLS handshake failed'];
  if (/CERT|ISSUER|SELF_SIGNED|VERIFY/.test(code)) return untrusted;
  if (/socket hang up|other side closed/i.test(message))
    return ['connect', 'reset', 'the connection was dropped'];
  return /^E[A-Z_]+$/.test(code) ? ['connect', 'failed', `the connection failed (${code})`] : null;
}

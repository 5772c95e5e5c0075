/** One certificate of the chain a server sent, leaf first. */
export interface CertificateSeen {
  subject: string;
  issuer: string;
  /** ISO times. */
  validFrom: string;
  validTo: string;
  sha256: string;
  altNames: readonly string[];
}

/** How a host was reached, address families apart. */
export interface Dialled {
  ipv4: FamilyOutcome;
  ipv6: FamilyOutcome;
}

export interface FamilyOutcome {
  addresses: readonly string[];
  /** `connected`, `not-tried` (no address, or not needed), or the kind of failure. */
  outcome:
    | 'connected'
    | 'not-tried'
    | 'timeout'
    | 'refused'
    | 'reset'
    | 'no-route'
    | 'not-resolved'
    | 'resolver-failed';
}

/** The head of an answer to a request that was asked for. */
export interface HttpReply {
  status: number;
  /** The header Server, cut; null when there is none. */
  server: string | null;
  /** The answer is a test for browsers, and says nothing of the page. */
  challenged: boolean;
}

/** How far an HTTPS connection to a host went. No request is sent beyond the handshake unless one is asked for. */
export interface HttpsSession {
  host: string;
  port: number;
  /** The proxy it went through, without its password; null for a direct connection. */
  proxy: string | null;
  dialled: Dialled;
  tls: { version: string } | null;
  certificates: readonly CertificateSeen[];
  /** The answer to the request; null when there was none, or no request. */
  reply: HttpReply | null;
  durationMs: number;
  failure: {
    step: 'dns' | 'connect' | 'proxy' | 'tls';
    kind:
      | 'name-not-resolved'
      | 'resolver-failed'
      | 'timeout'
      | 'refused'
      | 'reset'
      | 'closed'
      | 'no-route'
      | 'proxy-refused'
      | 'tls-handshake'
      | 'tls-version'
      | 'tls-plain-text'
      | 'untrusted'
      | 'name-mismatch'
      | 'expired'
      | 'interrupted';
    message: string;
  } | null;
}

/** Name, connect, TLS, certificate; through HTTPS_PROXY where that applies. */
export type HttpsProbe = (host: string, port?: number, request?: HttpRequest) => Promise<HttpsSession>;

/** A GET at the end of the connection. `plain`: without TLS, and not through a proxy. */
export interface HttpRequest {
  path: string;
  plain?: boolean;
}

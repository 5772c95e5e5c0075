import type { SmtpPort } from './target.ts';
import type { CertificateSeen, Dialled } from './https.ts';

/** How far a session went, and how it ended. Never holds a credential. */
export interface SmtpSession {
  host: string;
  port: SmtpPort;
  steps: readonly SmtpStep[];
  /** The greeting, bounded to 512 characters; null when none came. */
  banner: string | null;
  /** EHLO keywords after TLS (before, if TLS was not reached), upper case, each with its parameters. */
  extensions: readonly string[];
  tls: { version: string; cipher: string } | null;
  certificates: readonly CertificateSeen[];
  dialled: Dialled;
  /** Null when every step that was tried worked. */
  failure: SmtpFailure | null;
  /** The reply to AUTH, or null when it was not tried. */
  auth: { mechanism: string; code: number; text: string } | null;
  /** Plain text that came behind the reply to STARTTLS, bounded: SES sends none. Absent when there was none. */
  injected?: string;
}

export type SmtpStepName =
  'dns' | 'connect' | 'banner' | 'ehlo' | 'starttls' | 'tls' | 'ehlo-tls' | 'auth' | 'quit';

export interface SmtpStep {
  step: SmtpStepName;
  durationMs: number;
}

export interface SmtpFailure {
  step: SmtpStepName;
  kind:
    | 'name-not-resolved'
    | 'resolver-failed'
    | 'timeout'
    | 'refused'
    | 'reset'
    /** The server, or something in its place, ended the connection in an orderly way. */
    | 'closed'
    | 'no-route'
    | 'silent'
    | 'banner-unexpected'
    | 'starttls-missing'
    | 'tls-handshake'
    | 'tls-version'
    /** The handshake was answered in plain text: what listens there does not start with TLS. */
    | 'tls-plain-text'
    | 'untrusted'
    | 'name-mismatch'
    | 'expired'
    | 'flood'
    | 'slow'
    | 'reply-unexpected'
    | 'switched-off'
    | 'interrupted';
  /** In plain words. */
  message: string;
  /** The reply asks to come again: 4xx is a transient failure (RFC 5321 4.2.1). Absent: it does not. */
  transient?: true;
}

/** Opens a session: connects, EHLO, STARTTLS, AUTH when `authenticate` is set and credentials are in the environment, QUIT. Never MAIL FROM. */
export type SmtpProbe = (
  host: string,
  port: SmtpPort,
  options?: { authenticate?: boolean },
) => Promise<SmtpSession>;

import { isSesBanner, regionOfSmtpHost } from '../knowledge/smtp-ports.ts';
import type { CertificateSeen, Dialled } from '../model/https.ts';
import type { SmtpFailure, SmtpSession, SmtpStepName } from '../model/smtp.ts';
import type { SmtpPort } from '../model/target.ts';
import { mechanismOf } from '../model/smtp-mechanism.ts';

/** How one port of the SMTP endpoint fared. */
export interface PortOutcome {
  port: SmtpPort;
  /**
   * `works`: a session came through TLS to the end and was offered AUTH PLAIN or LOGIN, which SES offers on every port;
   * `login-not-offered`: it came to the end without that offer.
   */
  kind: 'works' | 'login-not-offered' | SmtpFailure['kind'];
  step: SmtpStepName | null;
  /** Why it does not work, or the TLS version that was agreed on. */
  message: string;
  /** The server asks to come again: nothing is known of what it does then. */
  transient?: true;
  /** Milliseconds of the whole session, without QUIT. */
  durationMs: number;
  banner: string | null;
  /** Plain text behind the reply to STARTTLS, or null. */
  injected: string | null;
  certificates: readonly CertificateSeen[];
  dialled: Dialled;
  /** The step that took longest. */
  slowest: { step: SmtpStepName; durationMs: number } | null;
}

/** A session in the few values that findings are about. */
export function outcomeOf({
  port,
  failure,
  tls,
  steps,
  banner,
  certificates,
  dialled,
  injected,
  extensions,
}: SmtpSession): PortOutcome {
  const timed = steps.filter(({ step }) => step !== 'quit');
  const noLogin = failure === null && mechanismOf(extensions) === null;
  return {
    port,
    kind: noLogin ? 'login-not-offered' : (failure?.kind ?? 'works'),
    step: noLogin ? 'ehlo-tls' : (failure?.step ?? null),
    ...(failure?.transient === true && { transient: true as const }),
    message: noLogin ? offerOf(extensions) : (failure?.message ?? tls?.version ?? ''),
    durationMs: timed.reduce((sum, { durationMs }) => sum + durationMs, 0),
    banner,
    injected: injected ?? null,
    certificates,
    dialled,
    slowest: timed.toSorted((one, other) => other.durationMs - one.durationMs)[0] ?? null,
  };
}

/** What EHLO says about AUTH, where neither PLAIN nor LOGIN is among it. */
function offerOf(extensions: readonly string[]): string {
  const offered = extensions
    .filter((line) => /^AUTH[ =]/.test(line))
    .flatMap((line) => line.split(/[ =]/).slice(1));
  const names = [...new Set(offered)]
    .filter((name) => name !== '')
    .join(' ')
    .slice(0, 120);
  return names === '' ? 'no AUTH is offered' : `only AUTH ${names} is offered`;
}

/** The outcomes of all ports: the table that every finding about them shows. */
export interface PortTable {
  host: string;
  /** Somebody sends by SMTP. */
  evident: boolean;
  /** The proxy that HTTPS takes from here, or null. */
  proxy: string | null;
  outcomes: readonly PortOutcome[];
}

/** Ports that work, best first: what is not SES is none of them, however far a session comes. */
export const workingPorts = ({ host, outcomes }: PortTable): readonly PortOutcome[] =>
  outcomes.filter((outcome) => outcome.kind === 'works' && !isStranger(host, outcome));

/** Whether what answers for a host of SES is not SES, by its greeting or by what it says unasked. A host of one's own may greet as it likes. */
export function isStranger(host: string, { kind, step, banner }: PortOutcome): boolean {
  if (kind === 'banner-unexpected' || (kind === 'flood' && step === 'banner')) return true;
  return kind !== 'slow' && step !== 'banner' && greetsAsOther(host, banner);
}

/** The greeting of a host of SES is not that of SES. */
export const greetsAsOther = (host: string, banner: string | null): boolean =>
  regionOfSmtpHost(host) !== null && banner !== null && !isSesBanner(banner);

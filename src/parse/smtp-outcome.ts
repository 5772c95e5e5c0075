import type { CertificateSeen, Dialled } from '../model/https.ts';
import type { SmtpFailure, SmtpSession, SmtpStepName } from '../model/smtp.ts';
import type { SmtpPort } from '../model/target.ts';

/** How one port of the SMTP endpoint fared. */
export interface PortOutcome {
  port: SmtpPort;
  /** `works`: a session came through TLS to the end. */
  kind: 'works' | SmtpFailure['kind'];
  step: SmtpStepName | null;
  /** Why it does not work, or the TLS version that was agreed on. */
  message: string;
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
}: SmtpSession): PortOutcome {
  const timed = steps.filter(({ step }) => step !== 'quit');
  return {
    port,
    kind: failure?.kind ?? 'works',
    step: failure?.step ?? null,
    message: failure?.message ?? tls?.version ?? '',
    durationMs: timed.reduce((sum, { durationMs }) => sum + durationMs, 0),
    banner,
    injected: injected ?? null,
    certificates,
    dialled,
    slowest: timed.toSorted((one, other) => other.durationMs - one.durationMs)[0] ?? null,
  };
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

/** Ports that work, best first. */
export const workingPorts = ({ outcomes }: PortTable): readonly PortOutcome[] =>
  outcomes.filter(({ kind }) => kind === 'works');

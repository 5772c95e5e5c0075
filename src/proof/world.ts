import type { Stage } from '../model/check.ts';
import type { Probes } from '../model/probes.ts';
import type { SendingAws, SmtpSend } from '../model/sending-calls.ts';
import type { TimeLimit } from './time-limit.ts';

/** All that a test takes from outside. */
export interface TestWorld {
  version: string;
  checklist: readonly Stage[];
  /** The stage `proof`. */
  stage: Stage;
  probes: Probes;
  aws: SendingAws;
  /** The SMTP endpoint; null without SMTP credentials. */
  smtp: SmtpSend | null;
  /** SIGINT and SIGTERM. */
  interrupted: AbortSignal;
  /** Those, and the end of --wait. */
  signal: AbortSignal;
  limit: TimeLimit;
  clock: () => number;
  pause: (milliseconds: number) => Promise<void>;
  progress: (text: string) => void;
  nonce: string;
}

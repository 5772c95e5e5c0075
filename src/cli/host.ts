import type { AnyHistoryCheck } from '../history/check.ts';
import type { Start } from '../history/duckdb/install.ts';
import type { AwsProbe } from '../model/aws.ts';
import type { Stage } from '../model/check.ts';
import type { Probes } from '../model/probes.ts';
import type { CredentialProvider } from '../probes/aws/credential-chain.ts';
import type { SendingAws, SmtpSend } from '../model/sending-calls.ts';
import type { Target } from '../model/target.ts';
import type { EventFile } from '../symptom/events/file.ts';

/** What the live probes need to know. */
export interface ProbeSettings {
  target: Target;
  /** `--resolver`; empty: the system's. */
  resolvers: readonly { host: string; port: number }[];
  /** For any single question with its retries. */
  timeoutMs: number;
  /** Text of --ca-file, or null. */
  caPem: string | null;
  /** Aborted on the deadline, SIGINT and SIGTERM. */
  signal: AbortSignal;
  /** For runs of thousands of questions: steady calls, and only the latest answers of DNS are kept. */
  many?: { dnsInFlight: number; credentials: CredentialProvider | null };
}

/** What a probe of AWS alone needs to know. */
export interface AwsSettings {
  region: string;
  profile: string | null;
  endpointUrl: string | null;
  timeoutMs: number;
  signal: AbortSignal;
}

/** Says on the terminal what is being asked. */
export interface Progress {
  /** Names the fact that is being asked for. */
  update: (text: string) => void;
  /** Says something else, as it stands. */
  show: (text: string) => void;
  stop: () => void;
}

/** All that the command line takes from the process it runs in. */
export interface Host {
  version: string;
  /** Loaded when a command needs it. */
  checklist: () => Promise<readonly Stage[]>;
  /** The stages of the checklist that hold the words of some codes: all that `explain` needs. */
  stagesOf: (codes: readonly string[]) => Promise<readonly Stage[]>;
  probesFor: (settings: ProbeSettings) => Promise<Probes>;
  /** The Region as the AWS CLI finds it without a flag, or null. */
  regionOf: (profile: string | null) => Promise<{ region: string; source: 'environment' | 'profile' } | null>;
  /** The SMTP password of the configured AWS secret key for a Region; throws `Unavailable`. For --derive-smtp-password only. */
  deriveSmtpPassword: (profile: string | null, region: string) => Promise<string>;
  env: Readonly<Record<string, string | undefined>>;
  /** The bytes of a file from one of them on, or of standard input for `-`; ends early when `interrupted` fires. Rejects when it cannot be read. */
  read: (path: string, from?: number) => AsyncIterable<Uint8Array>;
  /** A large regular file, read by several threads; null for every other. Hosts without threads have none. */
  eventFile?: (path: string) => Promise<EventFile | null>;
  /** The regular files in a folder and below it, by name; null for what is no folder. Hosts without folders have none. */
  filesIn?: (path: string) => Promise<readonly string[] | null>;
  /** Whether there is such a file. */
  exists: (path: string) => Promise<boolean>;
  /** Whether what is there is a folder. Hosts without folders have none. */
  isFolder?: (path: string) => Promise<boolean>;
  /** Whether a file can be written: rejects with the reason where it cannot, and leaves it as it is. */
  tryWrite: (path: string) => Promise<void>;
  write: (path: string, text: string) => Promise<void>;
  /** Like `write`, for what only the caller may read (mode 0600). */
  writePrivate: (path: string, text: string) => Promise<void>;
  append: (path: string, text: string) => Promise<void>;
  /** Nobody types at standard input: it is a pipe or a file. */
  stdinIsPiped: boolean;
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /** Stdout is a terminal. */
  terminal: boolean;
  /** Columns of the terminal on stdout; 80 where there is none. */
  columns: number;
  /** 0 no colour, 1 sixteen, 2 of 256, 3 all. */
  colorLevel: 0 | 1 | 2 | 3;
  /** Null when stderr is no terminal, or in CI. */
  progress: (() => Promise<Progress>) | null;
  now: () => Date;
  /** What `history` needs of the process. */
  history: {
    stage: () => Promise<Stage & { checks: readonly AnyHistoryCheck[] }>;
    start: Start;
    temporaryFolder: string;
    /** The calls of AWS, for tables and buckets. */
    aws: (settings: AwsSettings) => Promise<AwsProbe>;
  };
  /** For locks: the number of this process, and whether another one lives. */
  ownProcess: { pid: number; isAlive: (pid: number) => boolean };
  /**
   * For runs about many: holds less that nobody needs (`garbagePercent` of what is alive), and compiles less. What is loaded later is compiled
   * anew: call it late.
   */
  sparing: (garbagePercent: number) => Promise<void>;
  /** What `test` needs beyond what checks need; nothing of it is loaded by another command. */
  sending: {
    stage: () => Promise<Stage>;
    /** The doors that send and make things. `agreed`: the only address beyond the simulator, or null. */
    doors: (
      settings: ProbeSettings & { agreed: string | null },
    ) => Promise<{ aws: SendingAws; smtp: SmtpSend | null }>;
    /** A mark that no other run has: lower-case letters and digits. */
    nonce: () => string;
    /** Asks on the terminal; null where nobody types. */
    ask: ((question: string) => Promise<string>) | null;
  };
  /** Milliseconds, rising. */
  clock: () => number;
  /** Waits; ends early when `interrupted` fires. */
  pause: (milliseconds: number) => Promise<void>;
  /** Aborted by SIGINT or SIGTERM; the reason is the name of the signal. Made when it is first asked for: a line to explain needs none. */
  readonly interrupted: AbortSignal;
  /** The signal that has come; null for none. The same as `interrupted` tells. */
  signalCame: () => 'SIGINT' | 'SIGTERM' | null;
}

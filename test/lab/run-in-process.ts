import { readFile } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { stagesOf } from '../../checks/by-code.ts';
import { checklist } from '../../checks/index.ts';
import { liveAws, liveProbes, regionOf } from '../../bin/live-probes.ts';
import { liveSending } from '../../bin/live-sending.ts';
import { signalOf } from './signal-of.ts';
import type { Host, ProbeSettings } from '../../src/cli/host.ts';
import type { Probes } from '../../src/model/probes.ts';
import { main } from '../../src/cli/main.ts';
import { dnsProbe } from '../../src/probes/dns/probe.ts';
import { isPrivateInLab } from './dns/server.ts';
import { historyHost } from '../support/history-host.ts';
import { sendingHost } from '../support/sending-host.ts';
import { standingInHttps, standingInSmtp, type StandIns } from './stand-ins.ts';

/** What a run wrote and how it ended. */
export interface Ran {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** By name; `-` is standard input. */
  files?: Readonly<Record<string, string>>;
  /** Where the lab's zone servers listen. */
  authoritativePort: number;
  /** What the lab has in the place of hosts that loopback cannot be. */
  standIns?: StandIns;
  interrupted?: AbortSignal;
  /** The mark of a test, where two run at a time. */
  nonce?: string;
  /** Seconds that a poll of a queue waits for messages in the place of those the product asks for. */
  pollSeconds?: number;
  /** Milliseconds for a question to DNS, in the place of those that `--timeout` gives. */
  dnsTimeoutMs?: number;
  /** What is different about the process this time: its pause, its files, its terminal. */
  host?: Partial<Host>;
}

/** Runs a command line in this process, with the real probes; only the port of zone servers differs from `bin/`. */
export async function runInProcess({
  args,
  env,
  files = {},
  authoritativePort,
  standIns = { web: new Map(), smtpAddress: null },
  interrupted,
  nonce = sendingHost.nonce(),
  pollSeconds,
  dnsTimeoutMs,
  host: given = {},
}: RunOptions): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const host: Host = {
    version: '0.0.0-lab',
    checklist: async () => checklist,
    stagesOf,
    probesFor: async (settings) =>
      withStandIns(
        settings.resolvers.length === 0
          ? liveProbes(settings, env)
          : liveProbes(
              settings,
              env,
              labDns({ ...settings, timeoutMs: dnsTimeoutMs ?? settings.timeoutMs }, authoritativePort),
            ),
        standIns,
      ),
    regionOf: async (profile) => regionOf(env, profile),
    deriveSmtpPassword: async () => {
      throw new Error('run it through the built program');
    },
    history: { ...historyHost, aws: async (settings) => liveAws(settings, env) },
    ownProcess: { pid: 1, isAlive: () => true },
    sparing: () => Promise.resolve(),
    sending: {
      ...sendingHost,
      nonce: () => nonce,
      doors: async (settings) => pollingFor(pollSeconds, liveSending(settings, env)),
    },
    env,
    read: (path) => contentOf(path, files),
    exists: async (path) => path in files,
    write: async () => undefined,
    // A test that keeps what is written keeps what is written for the caller alone as well.
    tryWrite: async () => undefined,
    writePrivate: given.write ?? (async () => undefined),
    append: async () => undefined,
    stdinIsPiped: '-' in files,
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    terminal: false,
    columns: 100,
    colorLevel: 0,
    progress: null,
    now: () => new Date(),
    clock: () => performance.now(),
    pause: (milliseconds) => setTimeout(milliseconds),
    interrupted: interrupted ?? new AbortController().signal,
    signalCame() {
      return signalOf(this.interrupted);
    },
    ...given,
  };
  const exitCode = await main(args, host);
  return { exitCode, stdout, stderr };
}

const labDns = (
  { resolvers, timeoutMs, signal, many }: ProbeSettings,
  authoritativePort: number,
): Probes['dns'] =>
  dnsProbe({
    controlled: true,
    servers: resolvers,
    timeoutMs: many === undefined ? timeoutMs : Math.min(timeoutMs, 5000),
    signal,
    authoritativePort,
    isPrivate: isPrivateInLab,
    // A resolver on loopback answers at once or not at all.
    tryMs: Math.min(1000, timeoutMs / 2),
    sparing: many !== undefined,
    ...(many === undefined ? {} : { maxInFlight: many.dnsInFlight }),
  });

type Doors = ReturnType<typeof liveSending>;

const pollingFor = (seconds: number | undefined, doors: Doors): Doors =>
  seconds === undefined
    ? doors
    : {
        ...doors,
        aws: (action, input, options) =>
          doors.aws(
            action,
            'WaitTimeSeconds' in input ? { ...input, WaitTimeSeconds: seconds } : input,
            options,
          ),
      };

const withStandIns = (probes: Probes, standIns: StandIns): Probes => ({
  ...probes,
  https: standingInHttps(probes.https, standIns),
  smtp: standingInSmtp(probes.smtp, standIns),
});

async function* contentOf(path: string, files: Readonly<Record<string, string>>): AsyncIterable<Uint8Array> {
  const text = files[path];
  if (text !== undefined) yield Buffer.from(text);
  // The lab's own files (its CA) are real ones.
  else if (isAbsolute(path)) yield await readFile(path);
  else throw new Error(`ENOENT: no such file or directory, open '${path}'`);
}

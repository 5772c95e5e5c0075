import { signalOf } from '../lab/signal-of.ts';
import { stagesOf } from '../../checks/by-code.ts';
import { checklist } from '../../checks/index.ts';
import type { Host } from '../../src/cli/host.ts';
import { main } from '../../src/cli/main.ts';
import { historyHost } from '../support/history-host.ts';
import { sendingHost } from '../support/sending-host.ts';

const never = (): never => {
  throw new Error('this command line must not reach the world');
};

/** Runs a command line that asks nobody but `more`, in this process. */
export async function runOffline(
  args: readonly string[],
  more: Partial<Host> = {},
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  const host = {
    version: '0.0.0-test',
    checklist: async () => checklist,
    stagesOf,
    probesFor: never,
    regionOf: async () => null,
    deriveSmtpPassword: never,
    history: historyHost,
    ownProcess: { pid: 1, isAlive: () => true },
    sparing: () => Promise.resolve(),
    sending: sendingHost,
    env: {},
    read: never,
    exists: async () => false,
    write: never,
    tryWrite: async () => undefined,
    writePrivate: never,
    append: never,
    pause: never,
    stdinIsPiped: false,
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: (text: string) => {
      stderr += text;
    },
    terminal: false,
    columns: 80,
    colorLevel: 0,
    progress: null,
    now: () => new Date('2026-11-21T20:00:00Z'),
    clock: () => 0,
    interrupted: new AbortController().signal,
    signalCame() {
      return signalOf(this.interrupted);
    },
    ...more,
  } satisfies Host;
  const exitCode = await main(args, host);
  return { exitCode, stdout, stderr };
}

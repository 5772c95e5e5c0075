import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync, promises as files } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { isatty } from 'node:tty';
import type { Readable } from 'node:stream';
import { unzipped } from './unzipped.ts';
import { standardOutput, type StandardOutput } from './standard-output.ts';
import { start } from '../src/cli/start.ts';
import type { Host } from '../src/cli/host.ts';
import { progressLine } from './progress.ts';

/**
 * Runs a command line in this process: the only place that knows argv, stdio, signals and the environment. `ready` is
 * called once signals are handled here, `onFlags` before flags of V8 are changed.
 */
export async function run(
  args: readonly string[],
  version: string,
  { ready, onFlags }: { ready: () => void; onFlags: () => void },
): Promise<void> {
  const signals = interruptions();
  // A signal that came while this file was loaded is delivered in the next turn: then it still ends the process at once.
  await turn();
  ready();
  const stdout = standardOutput(1, () => process.stdout);
  const stderr = standardOutput(2, () => process.stderr);
  const line = progressLine();
  const host: Host = {
    version,
    checklist: async () => (await import('../checks/index.ts')).checklist,
    stagesOf: async (codes) => await (await import('../checks/by-code.ts')).stagesOf(codes),
    probesFor: async (settings) => (await import('./live-probes.ts')).liveProbes(settings, process.env),
    regionOf: async (profile) => (await import('./live-probes.ts')).regionOf(process.env, profile),
    deriveSmtpPassword: async (profile, region) =>
      (await import('./live-probes.ts')).deriveSmtpPassword(process.env, profile, region),
    history: {
      stage: async () => (await import('../checks/history.ts')).history,
      start: {
        program: process.argv[1] ?? '',
        workingFolder: process.cwd(),
        platform: process.platform,
        arch: process.arch,
      },
      get temporaryFolder() {
        return tmpdir();
      },
      aws: async (settings) => (await import('./live-probes.ts')).liveAws(settings, process.env),
    },
    ownProcess: { pid: process.pid, isAlive },
    sparing: async (garbagePercent) => {
      onFlags();
      const { setFlagsFromString } = await import('node:v8');
      for (const flag of sparingFlags(garbagePercent)) setFlagsFromString(flag);
    },
    sending: {
      stage: async () => (await import('../checks/proof.ts')).proofStage,
      doors: async (settings) => {
        // A terminal that was closed must not leave behind what a test made; under nohup nobody wants to be told of it.
        if (!(await ignoresHangup())) process.on('SIGHUP', signals.interrupt('SIGTERM', 143));
        return (await import('./live-sending.ts')).liveSending(settings, process.env);
      },
      nonce: () => randomBytes(6).toString('hex'),
      get ask() {
        return isatty(0) && stderr.isTerminal()
          ? (question: string) => ask(question, signals.aborted())
          : null;
      },
    },
    env: process.env,
    read: (path, start = 0) => bytesOf(path, start, signals.aborted()),
    eventFile: async (path) => await (await import('./event-threads.ts')).eventFile(path),
    filesIn,
    // Its asynchronous kin takes two milliseconds to load.
    exists: (path) => Promise.resolve(existsSync(path)),
    isFolder: async (path) => (await files.stat(path)).isDirectory(),
    tryWrite,
    write: async (path, text) => {
      await files.writeFile(path, text);
    },
    writePrivate,
    append: async (path, text) => {
      await files.appendFile(path, text);
    },
    // Asked of the descriptor: process.stdin would load what reads it.
    get stdinIsPiped() {
      return !isatty(0);
    },
    stdout: stdout.isTerminal() ? line.beside(stdout.write) : stdout.write,
    stderr: line.beside(stderr.write),
    terminal: stdout.isTerminal(),
    columns: stdout.columns() > 0 ? stdout.columns() : (columnsNamed(process.env['COLUMNS']) ?? 80),
    colorLevel: colorLevel(stdout),
    progress: stderr.isTerminal() && (process.env['CI'] ?? '') === '' ? line.start : null,
    now: () => new Date(),
    clock: () => performance.now(),
    pause: (milliseconds) => pause(milliseconds, signals.aborted()),
    get interrupted() {
      return signals.aborted();
    },
    signalCame: signals.came,
  };
  process.once('beforeExit', unfinished(stderr));
  const code = await start(args, host);
  await stdout.flushed();
  const lost = stdout.failure();
  if (lost !== null) stderr.write(`ses-doctor: cannot write to standard output: ${lost}\n`);
  await stderr.flushed();
  // Sockets and timers of questions that nobody waits for any more must not keep the process alive.
  process.exit(lost === null || signals.came() !== null ? code : 2);
}

/** A promise that nobody settles would end the process as if all were well. */
const unfinished =
  ({ write }: StandardOutput) =>
  (): void => {
    write('ses-doctor: internal error (a bug in ses-doctor): it ended before it was done\n');
    process.exit(4);
  };

/** A pipe has no place to begin at, not even the first: whoever names one is refused (ESPIPE). */
const from = (start: number): { start?: number } => (start === 0 ? {} : { start });

/** The files of a folder and of those in it, in order of their names; null for what is no folder. */
async function filesIn(path: string): Promise<readonly string[] | null> {
  if (!(await files.stat(path)).isDirectory()) return null;
  const entries = await files.readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Writes a file that its owner alone may read. */
async function writePrivate(path: string, text: string): Promise<void> {
  await files.writeFile(path, text, { mode: 0o600 });
  // The mode holds for a new file alone. A pipe or a device keeps its own.
  if ((await files.stat(path)).isFile()) await files.chmod(path, 0o600);
}

/** One turn of the event loop: what has come meanwhile is delivered. */
const turn = (): Promise<void> =>
  new Promise((done) => {
    setImmediate(done);
  });

/** Rejects with the reason where a file cannot be written, and leaves it as it is. */
async function tryWrite(path: string): Promise<void> {
  try {
    await (await files.open(path, 'ax')).close();
    await files.unlink(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    // A pipe without a reader would wait here; it is tried when it is written.
    const file = await files.stat(path);
    if (file.isFile() || file.isDirectory()) await (await files.open(path, 'r+')).close();
  }
}

/** The bytes of a file, or of standard input, from one of them on. */
const bytesOf = (path: string, start: number, interrupted: AbortSignal): AsyncIterable<Uint8Array> =>
  unzipped(
    untilInterrupted(
      // Larger pieces are read no faster, and their texts are such that V8 lets hundreds of megabytes of them lie about.
      () =>
        path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 64 * 1024, ...from(start) }),
      interrupted,
    ),
  );

/** The chunks of a stream up to its end, or to the signal: somebody who pressed Ctrl-C waits for no more input. */
async function* untilInterrupted(open: () => Readable, interrupted: AbortSignal): AsyncGenerator<Uint8Array> {
  const isOver = (): boolean => interrupted.aborted;
  // The end of the input must not overtake a signal that came before anything was read.
  await turn();
  if (isOver()) return;
  // Opened where its error is listened for: one that comes before that would end the process.
  const stream = open();
  const stop = (): void => {
    stream.destroy();
  };
  interrupted.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
    // Nor one that came with it.
    await turn();
  } catch (error) {
    if (!isOver()) throw error;
  } finally {
    interrupted.removeEventListener('abort', stop);
  }
}

/**
 * Flags of V8 for a run about many identities; it reads them each time that it decides something. It lets garbage grow to three
 * times what is alive before it collects: the first says to how much of it instead. The others are for Node 20 alone, as later ones have no
 * such flags, or other ones. It compiles for speed what was run so much that it pays in a run of seconds, where it does so after a seventh
 * of that by itself; a fifth of such a run went into it. To optimise nothing would cost more (docs/design.md 19). And it collects what
 * is young when there is no place left, not at four fifths: more of it is over by then.
 */
const sparingFlags = (garbagePercent: number): readonly string[] => [
  `--heap-growing-percent=${garbagePercent}`,
  ...(process.versions.node.startsWith('20.') ? ['--interrupt-budget=500000', '--no-minor-gc-task'] : []),
];

/** Signal 0 reaches nobody: it only tells whether somebody is there (kill(2)); somebody else's process is one too. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Waits, at most until the signal. */
async function pause(milliseconds: number, interrupted: AbortSignal): Promise<void> {
  const { setTimeout } = await import('node:timers/promises');
  try {
    await setTimeout(milliseconds, undefined, { signal: interrupted });
  } catch {
    // Interrupted: the wait is over.
  }
}

/** Asks for a line on the terminal. */
async function ask(question: string, interrupted: AbortSignal): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question, { signal: interrupted });
  } catch {
    return '';
  } finally {
    lines.close();
  }
}

type Signal = 'SIGINT' | 'SIGTERM';

/** The first signal ends the run in order, the second at once. */
function interruptions(): {
  /** The one that has come. */
  came: () => Signal | null;
  /** Aborted by it. */
  aborted: () => AbortSignal;
  /** What ends the run as this signal does. */
  interrupt: (as: Signal, code: number) => () => void;
} {
  let came: Signal | null = null;
  // To make one takes a twentieth of a start that needs none.
  let controller: AbortController | null = null;
  const interrupt = (as: Signal, code: number) => (): void => {
    if (came !== null) process.exit(code);
    came = as;
    controller?.abort(as);
  };
  const aborted = (): AbortSignal => {
    if (controller === null) {
      controller = new AbortController();
      if (came !== null) controller.abort(came);
    }
    return controller.signal;
  };
  process.on('SIGINT', interrupt('SIGINT', 130)).on('SIGTERM', interrupt('SIGTERM', 143));
  return { came: () => came, aborted, interrupt };
}

/** Whether this process was started to outlive its terminal (nohup): signal 1 is ignored (proc(5), SigIgn). */
async function ignoresHangup(): Promise<boolean> {
  const status = await files.readFile('/proc/self/status', 'utf8').catch(() => '');
  const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  return mask !== undefined && Number.parseInt(mask.slice(-1), 16) % 2 === 1;
}

/** What `COLUMNS` says: where standard output is no terminal, nothing else tells how wide its reader is. */
function columnsNamed(text: string | undefined): number | null {
  return /^[1-9]\d{0,3}$/.test(text ?? '') ? Number(text) : null;
}

/** NO_COLOR (no-color.org), then FORCE_COLOR, then whether stdout is a terminal. */
function colorLevel(stdout: StandardOutput): 0 | 1 | 2 | 3 {
  const { NO_COLOR = '', FORCE_COLOR } = process.env;
  if (NO_COLOR !== '') return 0;
  if (FORCE_COLOR !== undefined) {
    if (FORCE_COLOR === '0' || FORCE_COLOR === 'false') return 0;
    return FORCE_COLOR === '2' ? 2 : FORCE_COLOR === '3' ? 3 : 1;
  }
  return stdout.isTerminal() && process.env['TERM'] !== 'dumb' ? 1 : 0;
}

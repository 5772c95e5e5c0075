import type { Host } from '../../src/cli/host.ts';
import type { Report } from '../../src/model/report.ts';
import { isSilentFault } from './dns/faults.ts';
import { healthyWorld } from './healthy-world.ts';
import { type Lab, startLab } from './lab.ts';
import { runBuilt } from './run-built.ts';
import { quickTime } from './quick-time.ts';
import { type Ran, runInProcess } from './run-in-process.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** A story that was run, with all that can be said about it afterwards. */
export interface Played extends Ran {
  /** Null when stdout held no JSON report. */
  report: Report | null;
  lab: Lab;
}

/** The world of a scenario: the healthy one, changed by the story. */
export function worldOf(story: Scenario): World {
  const world = healthyWorld();
  story.world?.(world);
  return world;
}

/** Whether a question to DNS waits in vain for somebody in this world. */
export const isSilent = ({ dns }: World): boolean =>
  dns.faults.some(isSilentFault) ||
  Object.values(dns.zones).some(({ servers }) =>
    Object.values(servers).some(({ broken }) => broken === 'dead' || broken === 'silent'),
  );

/** What a story is run with beside its own command: not with the built program. */
export interface PlayOptions {
  flags?: readonly string[];
  host?: Partial<Host>;
  /**
   * Milliseconds for a question to DNS where somebody in the world is silent, in the place of those that `--timeout` gives.
   * Where every answer comes, a busy machine has all the time there is.
   */
  silenceMs?: number;
}

/** Starts the lab, runs the story's command with `--format json` in it, and closes the lab. */
export async function play(
  story: Scenario,
  { flags = [], host = {}, silenceMs }: PlayOptions = {},
): Promise<Played> {
  const built = story.through === 'built';
  const world = worldOf(story);
  const lab = await startLab(world, { authoritativePort: built ? 53 : 0 });
  try {
    const args = commandLine(story, lab, ['--format', 'json', ...flags]);
    const common = {
      args,
      env: { ...lab.env, ...story.env },
      ...(story.files === undefined ? {} : { files: story.files }),
    };
    const ran = built
      ? await runBuilt(common)
      : await runInProcess({
          ...common,
          authoritativePort: lab.dns.authoritativePort,
          standIns: lab.standIns,
          ...(silenceMs !== undefined && isSilent(world) && { dnsTimeoutMs: silenceMs }),
          host: { ...(story.command[0] === 'test' && quickTime()), ...host },
        });
    return { ...ran, report: reportOf(ran.stdout), lab };
  } finally {
    await lab.close();
  }
}

/** The story's command with the flags that lead into the lab before its own; `explain` and the like stay offline. */
export function commandLine(
  { command }: Scenario,
  lab: Lab,
  more: readonly string[] = [],
): readonly string[] {
  const [first = '', ...rest] = command;
  const intoLab = leadingInto(lab, command);
  if (first === 'survey') return ['survey', ...withoutSmtp(intoLab), ...rest, ...more];
  if (first === 'check') return ['check', ...intoLab, ...rest, ...more];
  // A test speaks SMTP only where it is told to.
  if (first === 'test') return ['test', ...intoLab.filter((word) => word !== '--no-smtp'), ...rest, ...more];
  if (first !== '' && !first.startsWith('-')) return [...command, ...more];
  return [...intoLab, ...command, ...more];
}

/** A survey speaks no SMTP. */
const withoutSmtp = (args: readonly string[]): readonly string[] => {
  const at = args.findIndex((word) => /^--(?:no-)?smtp|^--ca-file$/.test(word));
  return at === -1 ? args : args.slice(0, at);
};

/** The lab's flags; its endpoint only where the story names none, since two of them are an error. */
function leadingInto({ args }: Lab, command: readonly string[]): readonly string[] {
  const flag = '--endpoint-url';
  if (!command.some((word) => word === flag || word.startsWith(`${flag}=`))) return args;
  const at = args.indexOf(flag);
  return args.filter((_, index) => index !== at && index !== at + 1);
}

function reportOf(stdout: string): Report | null {
  try {
    return JSON.parse(stdout) as Report;
  } catch {
    return null;
  }
}

import { resolve } from 'node:path';
import { buildIfNeeded } from './build-if-needed.ts';
import { startLab } from './lab.ts';
import { commandLine, worldOf } from './play.ts';
import { showBuilt } from './run-built.ts';
import type { Scenario } from './scenario.ts';
import { standInsUnseen } from './stand-ins.ts';
import { allStories, storyCalled } from './stories.ts';
import { zonePort, zonePortRefused } from './zone-port.ts';

/** What `npm run demo` shows without a name: several things wrong at once. */
const showpiece = 'showpiece/broken-account';

/** What to try after the first look. */
const more = `
More to try:
  npm run demo -- joined/two-faults    an error that was pasted, joined with the live state
  npm run demo -- healthy/domain       what a healthy sender looks like
  npm run demo -- --list               all scenarios
`;

const help = `npm run demo                            a broken account, seen by the built program
npm run demo -- <scenario> [flags]      another scenario; the flags are those of ses-doctor,
                                        such as -v, -q, --format json or -o report.html
npm run demo -- --list                  all scenarios
`;

/** Where the demo writes: the texts of its own, not those of the program that it shows. */
export interface DemoOutput {
  stdout: (text: string) => unknown;
  stderr: (text: string) => unknown;
}

/** `npm run demo -- <words>`; returns the exit code. */
export async function demo(words: readonly string[], output: DemoOutput): Promise<number> {
  const { name, flags } = asked(words);
  if (words.includes('--list')) return await list(output);
  if (!words.includes('--help') && !words.includes('-h')) return await show(name, flags, output);
  output.stdout(help);
  return 0;
}

async function list({ stdout }: DemoOutput): Promise<number> {
  const stories = [...(await allStories())];
  const width = Math.max(...stories.map(([one]) => one.length));
  for (const [one, { title }] of stories) stdout(`${one.padEnd(width)}  ${title}\n`);
  return 0;
}

async function show(name: string, flags: readonly string[], { stderr }: DemoOutput): Promise<number> {
  const story = await storyCalled(name);
  if (typeof story === 'string') {
    stderr(`${story}\n`);
    return 2;
  }
  buildIfNeeded();
  const port = await zonePort();
  if (port === null) stderr(`${zonePortRefused}\n`);
  const unseen = standInsUnseen(worldOf(story));
  if (unseen !== null) stderr(`${unseen}\n`);
  const command = [...story.command, ...flags].map(quoted).join(' ');
  stderr(
    `${story.title}\nIn your account you would type:\n  ses-doctor ${command}\n(here it is run against the lab, with flags that lead there: npm run lab -- ${name} prints them)\n\n`,
  );
  await runInLab(story, port ?? 0, hereFrom(flags), stderr);
  if (name === showpiece) stderr(more);
  return 0;
}

/** A word of a command line as a shell takes it. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** A test waits for what CloudWatch counts, minutes of it: in the lab that takes no time. */
const quickClock = { NODE_OPTIONS: `--import=${new URL('quick-clock.js', import.meta.url).href}` };

/** Files to write, as flags: the program runs in a folder of its own, and they are meant to be in this one. */
function hereFrom(flags: readonly string[]): readonly string[] {
  return flags.map((flag, index) => {
    const joined = /^(--output=)(.+)$/s.exec(flag);
    if (joined !== null) return `${joined[1] ?? ''}${resolve(joined[2] ?? '')}`;
    return ['-o', '--output', '--save-facts'].includes(flags[index - 1] ?? '') ? resolve(flag) : flag;
  });
}

async function runInLab(
  story: Scenario,
  authoritativePort: number,
  flags: readonly string[],
  stderr: DemoOutput['stderr'],
): Promise<void> {
  const lab = await startLab(worldOf(story), { authoritativePort });
  try {
    const code = await showBuilt({
      args: commandLine(story, lab, flags),
      env: { ...lab.env, ...story.env, ...(story.command[0] === 'test' && quickClock) },
      ...(story.files === undefined ? {} : { files: story.files }),
    });
    stderr(`\nexit code ${code}\n`);
  } finally {
    await lab.close();
  }
}

/** The scenario and what follows it; without a name the showpiece, whatever flags there are. */
function asked(words: readonly string[]): { name: string; flags: readonly string[] } {
  const [first = ''] = words;
  return first === '' || first.startsWith('-')
    ? { name: showpiece, flags: words }
    : { name: first, flags: words.slice(1) };
}

import process from 'node:process';
import { buildIfNeeded } from './build-if-needed.ts';
import { startLab } from './lab.ts';
import { commandLine, worldOf } from './play.ts';
import { showBuilt } from './run-built.ts';
import type { Scenario } from './scenario.ts';
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

async function list(): Promise<number> {
  const stories = [...(await allStories())];
  const width = Math.max(...stories.map(([one]) => one.length));
  // `--list | head` closes the pipe early: that is no failure.
  process.stdout.on('error', () => process.exit(0));
  for (const [one, { title }] of stories) process.stdout.write(`${one.padEnd(width)}  ${title}\n`);
  return 0;
}

async function show(name: string): Promise<number> {
  const story = await storyCalled(name);
  if (typeof story === 'string') {
    process.stderr.write(`${story}\n`);
    return 2;
  }
  buildIfNeeded();
  const port = await zonePort();
  if (port === null) process.stderr.write(`${zonePortRefused}\n`);
  process.stderr.write(`${story.title}\n$ ses-doctor ${story.command.join(' ')}\n\n`);
  await runInLab(story, port ?? 0);
  if (name === showpiece) process.stderr.write(more);
  return 0;
}

/** A test waits for what CloudWatch counts, minutes of it: in the lab that takes no time. */
const quickClock = { NODE_OPTIONS: `--import=${new URL('quick-clock.js', import.meta.url).href}` };

async function runInLab(story: Scenario, authoritativePort: number): Promise<void> {
  const lab = await startLab(worldOf(story), { authoritativePort });
  try {
    const code = await showBuilt({
      args: commandLine(story, lab),
      env: { ...lab.env, ...story.env, ...(story.command[0] === 'test' && quickClock) },
      ...(story.files === undefined ? {} : { files: story.files }),
    });
    process.stderr.write(`\nexit code ${code}\n`);
  } finally {
    await lab.close();
  }
}

// Last: what stands above is ready only now.
const [name = showpiece] = process.argv.slice(2);
process.exitCode = name === '--list' ? await list() : await show(name);

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { startLab } from './lab.ts';
import { commandLine, worldOf } from './play.ts';
import { storyCalled } from './stories.ts';
import { zonePort, zonePortRefused } from './zone-port.ts';

const [name = 'showpiece/broken-account'] = process.argv.slice(2);
const story = name === '--help' || name === '-h' ? null : await storyCalled(name);
if (story === null) {
  process.stdout.write(`${help()}\n`);
} else if (typeof story === 'string') {
  process.stderr.write(`${story}\n`);
  process.exitCode = 2;
} else {
  const port = await zonePort();
  if (port === null) process.stderr.write(`${zonePortRefused}\n`);
  const lab = await startLab(worldOf(story), { authoritativePort: port ?? 0 });
  const [args, input] = await withFiles(commandLine(story, lab), story.files ?? {});
  const lines = [
    `# ${story.title}`,
    ...Object.entries({ ...lab.env, ...story.env }).map(([key, value]) =>
      value === undefined ? `unset ${key}` : `export ${key}=${quoted(value)}`,
    ),
    `export AWS_ENDPOINT_URL=${lab.aws.url}`,
    `alias lab-dig='dig @127.0.0.1 -p ${lab.dns.resolver.split(':')[1] ?? ''}'`,
    `node dist/ses-doctor.cjs ${args.map(quoted).join(' ')}${input === null ? '' : ` < ${quoted(input)}`}`,
    '# Ctrl-C stops the lab.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.once('SIGINT', () => {
    void lab.close();
  });
}

/** The command line with the files of the story where they can be read, and the one that is standard input, or null. */
async function withFiles(
  args: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<readonly [readonly string[], string | null]> {
  const names = Object.keys(files);
  if (names.length === 0) return [args, null];
  const folder = await mkdtemp(join(tmpdir(), 'ses-doctor-lab-'));
  const paths = new Map(names.map((name) => [name, join(folder, name === '-' ? 'input' : basename(name))]));
  await Promise.all([...paths].map(([name, path]) => writeFile(path, files[name] ?? '')));
  const input = paths.get('-') ?? null;
  return [args.map((word) => (word === '-' ? word : (paths.get(word) ?? word))), input];
}

/** What this command does. */
function help(): string {
  return [
    'npm run lab -- [scenario]     keeps the small world of a scenario running, and prints what to type',
    'npm run lab                   the same with showpiece/broken-account',
    'npm run demo -- --list        names the scenarios',
    '',
    'Paste the lines that it prints into another terminal; Ctrl-C ends the world.',
  ].join('\n');
}

/** For a shell: plain words as they are, anything else in quotes. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

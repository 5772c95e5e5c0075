import { readFileSync } from 'node:fs';
import { checklist } from '../../checks/index.ts';
import { readStatements } from '../../src/model/policy.ts';
import { renderPolicy } from '../../src/render/policy.ts';
import { select } from '../../src/model/select.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { commandLine, worldOf } from '../lab/play.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { storyCalled } from '../lab/stories.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** `<!-- output: scenario flags -->` up to `<!-- /output -->`. */
const block = /<!-- (output|policy): ?([^>]*?) -->[\s\S]*?<!-- \/\1 -->/g;

/**
 * The text with every marked block filled in again: `output` holds what a scenario of the lab prints (with more flags,
 * if any stand behind its name), `policy` the IAM policy for some flags (`-` for none).
 */
export async function withOutputs(markdown: string): Promise<string> {
  const filled: string[] = [];
  let from = 0;
  for (const match of markdown.matchAll(block)) {
    const [whole, kind = '', words = ''] = match;
    const content = kind === 'policy' ? policyBlock(words) : await outputBlock(words);
    filled.push(
      markdown.slice(from, match.index),
      `<!-- ${kind}: ${words} -->\n\n${content}\n\n<!-- /${kind} -->`,
    );
    from = match.index + whole.length;
  }
  return [...filled, markdown.slice(from)].join('');
}

function policyBlock(words: string): string {
  const only = words === '-' ? [] : words.split(' ').filter((word) => word !== '--only');
  return fenced('json', renderPolicy(readStatements(select(checklist, only, [])), 'json'));
}

async function outputBlock(words: string): Promise<string> {
  const [name = '', ...more] = words.split(' ');
  const story = await storyCalled(name);
  if (typeof story === 'string') throw new Error(story);
  const lab = await startLab(worldOf(story), { authoritativePort: 0 });
  try {
    const { exitCode, stdout, stderr } = await runInProcess({
      args: commandLine(story, lab, more),
      env: { ...lab.env, ...story.env },
      ...(story.files === undefined ? {} : { files: story.files }),
      authoritativePort: lab.dns.authoritativePort,
    });
    if (stderr !== '') throw new Error(`${name}: ${stderr}`);
    const typed = ['ses-doctor', ...story.command, ...more].map(quoted).join(' ');
    return fenced('text', `$ ${typed}\n\n${asOutside(stdout, lab)}\n\n$ echo $?\n${exitCode}`);
  } finally {
    await lab.close();
  }
}

/** What the lab's own addresses and the hour of the run put into a report. */
function asOutside(text: string, lab: Lab): string {
  return text
    .replaceAll(lab.aws.url, 'http://127.0.0.1:4566')
    .replace(
      /^ses-doctor \S+ {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/,
      `ses-doctor ${version}  2026-11-21 20:00:00 UTC`,
    )
    .trimEnd();
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** For a shell: plain words as they are, anything else in quotes. */
const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

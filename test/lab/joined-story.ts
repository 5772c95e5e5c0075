import { expect } from 'vitest';
import { healthyWorld } from './healthy-world.ts';
import { play } from './play.ts';
import type { World } from './world.ts';

/** A pasted text, the world it is looked at in, and what must come of both. */
export interface JoinedStory {
  text: string;
  world?: (world: World) => void;
  /** Beside `--symptom -`. */
  flags?: readonly string[];
  env?: Readonly<Record<string, string | undefined>>;
  exitCode: number;
  /** The first cause; null: there is none. */
  first?: string | null;
  /** Codes that some finding has. */
  has?: readonly string[];
  /** Codes that no finding has. */
  hasNot?: readonly string[];
  /** Codes that the live state must be said to rule out. */
  refuted?: readonly string[];
  /** Codes that it must not be said to rule out. */
  standing?: readonly string[];
  /** Words of a first step, a summary or a note. */
  says?: readonly string[];
}

/** Silence ends sooner than for users, and whoever answers beside it has the time of a busy machine. */
function impatience({ world }: JoinedStory): readonly string[] {
  const made = healthyWorld();
  world?.(made);
  const ports = Object.values(made.smtp?.ports ?? {});
  return ports.includes('black-hole') ? ['--timeout', '5s'] : [];
}

/** Runs a story in this process and compares what it expects. */
export async function tellJoined(title: string, story: JoinedStory): Promise<void> {
  const { report, exitCode, stderr } = await play({
    title,
    ...(story.world !== undefined && { world: story.world }),
    ...(story.env !== undefined && { env: story.env }),
    command: ['--symptom', '-', ...(story.flags ?? []), ...impatience(story)],
    files: { '-': story.text },
    expect: { exitCode: 0 },
  });
  if (report === null) throw new Error(`no report; exit ${String(exitCode)}: ${stderr}`);
  const codes = report.problems.map(({ code }) => code);
  const ruledOut = report.refuted.map(({ code }) => code);
  const said = [
    ...report.notes,
    ...report.problems.flatMap(({ summary, fix }) => [summary, ...fix.map(({ text }) => text)]),
  ].join('\n');
  const [first = null] = report.causes;
  const all = { first, codes, ruledOut, said };
  expect({ exitCode, ...(story.first !== undefined && { first }) }, JSON.stringify(all, null, 1)).toEqual({
    exitCode: story.exitCode,
    ...(story.first !== undefined && { first: story.first }),
  });
  expect(codes).toEqual(expect.arrayContaining([...(story.has ?? [])]));
  expect(codes.filter((code) => story.hasNot?.includes(code) === true)).toEqual([]);
  expect(ruledOut).toEqual(expect.arrayContaining([...(story.refuted ?? [])]));
  expect(ruledOut.filter((code) => story.standing?.includes(code) === true)).toEqual([]);
  for (const words of story.says ?? []) expect(said).toContain(words);
}

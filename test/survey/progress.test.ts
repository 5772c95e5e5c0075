import { describe, expect, it } from 'vitest';
import { surveyProgress } from '../../src/cli/survey/progress.ts';
import { surveyIn, worldOfSenders } from './surveyed.ts';

/** What is shown of identities that end at these times (milliseconds), of so many. */
function shown(count: number, times: readonly number[]): readonly string[] {
  const lines: string[] = [];
  let now = 0;
  const progress = surveyProgress(
    { show: (text) => void lines.push(text), update: () => undefined, stop: () => undefined },
    { clock: () => now },
  );
  progress.expect(count);
  for (const time of times) {
    now = time;
    progress.ended();
  }
  return lines;
}

describe('the line of progress', () => {
  it.each([
    ['of one', 1, [500], '1 of 1 identity, 2.0 a second, about 0 s left'],
    [
      'in minutes, from a minute and a half on',
      100,
      [1000],
      '1 of 100 identities, 1.0 a second, about 2 min left',
    ],
    ['in less than a minute and a half', 61, [1000], '1 of 61 identities, 1.0 a second, about 60 s left'],
    ['in minutes', 3000, [500], '1 of 3,000 identities, 2.0 a second, about 25 min left'],
    ['in hours', 10_000, [1000], '1 of 10,000 identities, 1.0 a second, about 2.8 h left'],
    ['before any time has passed', 5, [0], '1 of 5 identities, 1000.0 a second, about 1 s left'],
  ] as const)('tells what is done, the rate and what is left: %s', (_, count, times, last) => {
    expect(shown(count, times).at(-1)).toBe(last);
  });

  it('changes four times a second at most', () => {
    const lines = shown(
      10_000,
      Array.from({ length: 1000 }, (_, nth) => nth),
    );
    expect(lines).toHaveLength(1 + 4);
  });

  it('counts what several Regions list together', () => {
    const lines: string[] = [];
    const progress = surveyProgress(
      { show: (text) => void lines.push(text), update: () => undefined, stop: () => undefined },
      { clock: () => 0 },
    );
    progress.expect(300);
    progress.expect(700);
    expect(lines).toEqual(['300 identities listed', '1,000 identities listed']);
  });

  const run = async (args: readonly string[], isTerminal: boolean) => {
    const lines: string[] = [];
    let stopped = 0;
    const progress = {
      show: (text: string) => void lines.push(text),
      update: () => undefined,
      stop: () => {
        stopped += 1;
      },
    };
    const ran = await surveyIn(worldOfSenders({ sound: 5 }), [...args, '--json'], {
      host: isTerminal ? { progress: async () => progress } : {},
    });
    return { ...ran, lines, stopped };
  };

  it('is there on a terminal, and is gone before the report', async () => {
    const { lines, stopped, stderr } = await run([], true);
    expect(lines).toContain('5 identities listed');
    expect(lines.some((line) => /^\d of 5 identities, [\d.]+ a second, about \d+ s left$/.test(line))).toBe(
      true,
    );
    expect([stopped > 0, stderr]).toEqual([true, '']);
  });

  it.each([
    ['where there is no terminal', [], false],
    ['with --quiet', ['--quiet'], true],
  ] as const)('is not there %s', async (_, args, isTerminal) => {
    const { lines, stderr } = await run(args, isTerminal);
    expect([lines, stderr]).toEqual([[], '']);
  });
});

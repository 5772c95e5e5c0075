import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { history } from './asked.ts';
import type { HistoryReport } from '../../src/history/document.ts';

/** Files whose pieces were cut off: nothing of them is lost in silence. */
const lines = (from: number): Buffer =>
  Buffer.from(
    Array.from(
      { length: 300 },
      (_, nth) =>
        `${JSON.stringify({
          eventType: 'Send',
          mail: {
            timestamp: '2026-11-01T10:00:00.000Z',
            messageId: `m${from + nth}-${((from + nth) * 7919) % 104_729}`,
            destination: [`u${from + nth}@gmail.com`],
          },
          send: {},
        })}\n`,
    ).join(''),
  );
const zstd = (input: Buffer): Buffer => execFileSync('zstd', ['-q', '-c'], { input });
const half = (of: Buffer): Buffer => of.subarray(0, of.length >> 1);
const broken = (of: Buffer): Buffer => {
  const copy = Buffer.from(of);
  copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 0xff;
  return copy;
};

const cases = ([['gz', gzipSync] as const, ['zst', zstd] as const] as const).flatMap(([ending, pack]) => {
  const [first, second] = [pack(lines(0)), pack(lines(300))];
  return [
    // Ending, what it is, its parts, how many records are read at least, whether it is whole.
    [ending, 'is whole, of two parts', [first, second], 600, true],
    [ending, 'is whole, with an empty part', [first, pack(Buffer.alloc(0)), second], 600, true],
    [ending, 'ends within a part', [first, half(second)], 300, false],
    [ending, 'ends within its only part', [half(first)], 0, false],
    [ending, 'ends within the beginning of a part', [first, second.subarray(0, 5)], 300, false],
    [ending, 'ends within the sum of its last part', [first, second.subarray(0, -3)], 300, false],
    [ending, 'was cut off in the middle', [half(first), second], 300, false],
    // Whose frames are whole by their lengths, the engine finds damaged: it is named, and not read.
    [ending, 'is damaged in the middle', [broken(first), second], ending === 'gz' ? 300 : 0, false],
  ] as const;
});

describe('a packed file that', () => {
  it.each(cases)('(%s) %s: what is lost is counted', async (ending, _, content, atLeast, isWhole) => {
    const name = `events.${ending}`;
    const { exitCode, stdout, stderr } = await history({ [name]: Buffer.concat(content) }, [
      ...[`{folder}/${name}`, '--question', 'deferrals', '--json'],
    ]);
    // A part whose beginning alone is there may hold no record at all.
    if (stdout === '') {
      expect([exitCode, atLeast, stderr]).toEqual([
        2,
        0,
        expect.stringMatching(/no event record of SES|it was cut off or is damaged/),
      ]);
      return;
    }
    const { records } = JSON.parse(stdout) as HistoryReport;
    expect(records.read).toBeGreaterThanOrEqual(atLeast);
    expect(records.unreadable > 0).toBe(!isWhole);
    if (!isWhole) expect(exitCode).toBe(3);
  });
});

describe('files of records without line breaks', () => {
  const runOn = (from: number): Buffer => Buffer.from(lines(from).toString().replaceAll('\n', ''));

  it('are read together, and what is broken in one is told of that one', async () => {
    const [whole, cut] = [runOn(0), runOn(300)];
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, nth) => [
        `part-${String(nth).padStart(2, '0')}.json`,
        nth === 5
          ? half(cut)
          : nth === 7
            ? gzipSync(runOn(600))
            : nth === 9
              ? half(gzipSync(runOn(900)))
              : nth === 0
                ? whole
                : runOn(1200 + 300 * nth),
      ]),
    );
    const { stdout, exitCode } = await history(files, ['{folder}', '--question', 'overview', '--json']);
    const { records } = JSON.parse(stdout) as HistoryReport;
    // Ten whole files, half of one, and what can be unpacked of another.
    expect(records.read).toBeGreaterThanOrEqual(10 * 300 + 149);
    expect(records.unreadable).toBeGreaterThanOrEqual(2);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('part-05.json');
    expect(stdout).toContain('part-09.json');
    expect(stdout).not.toContain('part-07.json');
  });
});

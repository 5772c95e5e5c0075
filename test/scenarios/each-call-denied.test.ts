import { describe, expect, it } from 'vitest';
import { isRecorded } from '../record/replays.ts';
import { play } from '../lab/play.ts';
import type { Scenario } from '../lab/scenario.ts';
import { allStories } from '../lab/stories.ts';
import type { Report } from '../../src/model/report.ts';

/**
 * Each call of AWS denied alone, in a part of all worlds: nothing is worse than it was but that a call is denied, and no check that saw
 * a fault gets a tick. What a text tells stands again where the call had ruled it out, and is left aside.
 */
const sound = [...(await allStories())].filter(
  ([, story]) => isRecorded(story) && (story.expect.exitCode === 0 || story.expect.exitCode === 1),
);
/** One world in so many: enough to meet each area, and few enough to take half a minute. By name, so that a new world moves no other. */
const part = 13;
const isInPart = (name: string): boolean =>
  Array.from(name).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7) % part === 0;
/** What of the mail is tracked says how grave a broken tracking domain is: without it that is a warning, beside what is unknown. */
const graver = [
  'configuration-set/healthy-tracking-unused',
  'configuration-set/healthy-tracking-unused-https',
];

const findingsIn = (report: Report): readonly string[] =>
  report.problems.flatMap(({ code, severity, stage, check }) => {
    const isRead = report.stages
      .filter(({ id }) => id === stage)
      .flatMap(({ checks }) => checks.filter(({ id }) => id === check))
      .some(({ findings }) => findings.some((one) => one.code === code && one.basis === 'read'));
    return (severity === 'error' || severity === 'warning') && !isRead ? [`${severity} ${code}`] : [];
  });

const statusesIn = (report: Report): ReadonlyMap<string, string> =>
  new Map(
    report.stages.flatMap(({ checks }) =>
      checks.map(({ id, subject, status }) => [`${id} ${subject ?? ''}`, status] as const),
    ),
  );

/** A fault whose gravity rests on the call may be a warning then. */
const codeOf = (finding: string): string => finding.slice(finding.indexOf(' ') + 1);

async function reportOf(story: Scenario): Promise<{ report: Report; calls: readonly string[] }> {
  const { report, stderr, lab } = await play(story, { flags: ['--timeout', '5'] });
  if (report === null) throw new Error(`no report: ${stderr}`);
  return { report, calls: [...new Set(lab.aws.calls.map(({ op }) => op))] };
}

describe('each call denied alone', () => {
  it.each(sound.filter(([name]) => isInPart(name) && !graver.includes(name)))(
    '%s',
    { timeout: 120_000 },
    async (_, story) => {
      const { report: seen, calls } = await reportOf(story);
      const before = findingsIn(seen);
      const told: string[] = [];
      for (const op of calls) {
        const { report: blind } = await reportOf({
          ...story,
          world: (world) => {
            story.world?.(world);
            world.aws.faults.unshift({ op, kind: 'deny' });
          },
        });
        const now = findingsIn(blind);
        const harder = now.filter(
          (one) =>
            !before.includes(one) && !(one.startsWith('warning') && before.includes(`error ${codeOf(one)}`)),
        );
        const after = statusesIn(blind);
        const ticks = [...statusesIn(seen)].filter(
          ([key, status]) =>
            (status === 'fail' || status === 'warn' || status === 'unknown') && after.get(key) === 'pass',
        );
        told.push(
          ...harder.map((one) => `without ${op}: ${one}`),
          ...ticks.map(([key, status]) => `without ${op}: ${key} was ${status} and passes`),
          ...(blind.exitCode === 2 || blind.exitCode === 4 ? [`without ${op}: exit ${blind.exitCode}`] : []),
        );
      }
      expect(told).toEqual([]);
    },
  );
});

import { afterEach } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import type { AwsFault } from '../lab/aws/faults.ts';
import { emptyLake, type LakeWorld } from '../lab/aws/lake-world.ts';
import { type EventRecord, eventsOf } from '../lab/history/events.ts';
import { deliver, tableOfDdl } from '../lab/history/lake.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { type Ran, runInProcess } from '../lab/run-in-process.ts';
import type { RunOptions } from '../lab/run-in-process.ts';

/** Where the table of the lab has its records, put there by the hour. */
export const location = 's3://events/ses/';
export const records = [
  ...eventsOf({
    seed: 5,
    days: 20,
    perDay: 150,
    incidents: [
      { kind: 'rise', cause: 'spam', fromDay: 17, days: 2, share: 0.5, receiver: 'gmail.com' },
      { kind: 'deferral', receiver: 'outlook.com', fromDay: 15, share: 0.4 },
      { kind: 'complaints', campaign: 'winback', share: 0.03 },
      { kind: 'dead', count: 4 },
    ],
  }),
];
export const range = ['--since', '2026-10-16', '--until', '2026-10-21'];

export const text = (events: readonly EventRecord[]): string =>
  events.map((event) => JSON.stringify(event)).join('\n');

const open: Lab[] = [];
afterEach(async () => {
  for (const lab of open.splice(0)) await lab.close();
});

/** The objects as Firehose leaves them: the same for every run. */
const delivered: LakeWorld = emptyLake();
deliver(delivered, 'events', 'ses/', records);

export interface World {
  lake: LakeWorld;
  faults: AwsFault[];
}

/** Runs `history` in a lab with the table of --print-ddl over the records. */
export async function asked(
  args: readonly string[],
  change: (world: World) => unknown = () => undefined,
  more: Partial<RunOptions> = {},
): Promise<Ran & { lake: LakeWorld; lab: Lab }> {
  const world = healthyWorld();
  const { lake } = world.region;
  lake.tables['ses.events'] = tableOfDdl('ses', 'events', location);
  lake.buckets['events'] = { ...delivered.buckets['events'] };
  change({ lake, faults: world.aws.faults });
  const lab = await startLab(world);
  open.push(lab);
  const ran = await runInProcess({
    args: ['history', 'athena:ses.events', '--endpoint-url', lab.aws.url, ...args],
    env: lab.env,
    authoritativePort: 0,
    ...more,
    host: { pause: async () => undefined, now: () => new Date('2026-11-21T20:00:00Z'), ...more.host },
  });
  return { ...ran, lake, lab };
}

export const report = ({ stdout, stderr }: Ran): HistoryReport => {
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as HistoryReport;
};

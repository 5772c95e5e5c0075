import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/cli/host.ts';
import type { HistoryReport } from '../../src/history/document.ts';
import { fetched } from '../../src/history/s3/objects.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { liveAws } from '../../bin/live-probes.ts';
import type { AwsWorld } from '../lab/aws/world.ts';
import { eventsOf } from '../lab/history/events.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { type Ran, runInProcess } from '../lab/run-in-process.ts';
import { historyHost } from '../support/history-host.ts';
import { documentOf } from './asked.ts';

/** Objects of a bucket, fetched through the lab's S3. */
const lines = [...eventsOf({ seed: 3, days: 16, perDay: 60 })].map((event) => JSON.stringify(event));
const third = Math.ceil(lines.length / 3);
const part = (from: number): string => lines.slice(from * third, (from + 1) * third).join('\n');

const open: Lab[] = [];
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 's3-test-'));
});
afterEach(async () => {
  for (const lab of open.splice(0)) await lab.close();
  rmSync(folder, { recursive: true, force: true });
});

async function asked(
  args: readonly string[],
  change: (aws: AwsWorld) => unknown = () => undefined,
  host: Partial<Host> = {},
): Promise<Ran & { lab: Lab }> {
  const world = healthyWorld();
  world.region.lake.buckets['my-events'] = {
    'ses/2026/10/01/00/part-1': part(0),
    'ses/2026/10/06/00/part-2.gz': gzipSync(part(1)),
    // As Firehose writes it: nothing between two records.
    'ses/2026/10/11/00/part 3?': lines.slice(2 * third).join(''),
    'ses/_SUCCESS': 'done',
    'ses/empty': '',
    'other/part': 'nothing of SES',
  };
  world.aws.pageSize = 2;
  change(world.aws);
  const lab = await startLab(world);
  open.push(lab);
  const ran = await runInProcess({
    args: ['history', ...args, '--endpoint-url', lab.aws.url],
    env: lab.env,
    authoritativePort: 0,
    host: {
      history: {
        ...historyHost,
        temporaryFolder: folder,
        aws: async (settings) => liveAws(settings, lab.env),
      },
      ...host,
    },
  });
  return { ...ran, lab };
}

describe('s3://bucket/prefix', () => {
  it('answers as the same files do, and leaves nothing behind', async () => {
    const { stdout, stderr, lab } = await asked(['s3://my-events/ses/', '--json']);
    const report = JSON.parse(stdout === '' ? stderr : stdout) as HistoryReport;
    const files = await documentOf(lines.join('\n'));
    expect(report.tables).toEqual(files.tables);
    expect(report.records).toEqual(files.records);
    expect(report.source).toEqual(['s3://my-events/ses/']);
    expect(readdirSync(folder)).toEqual([]);
    expect(lab.aws.complaints).toEqual([]);
    expect(lab.aws.calls.filter(({ op }) => op === 'GetObject')).toHaveLength(3);
  });

  it('is fetched once with --cache: an object that changed is fetched again', async () => {
    const cache = join(folder, 'cache');
    const args = ['s3://my-events/ses/', '--json', '--cache', cache];
    const first = await asked(args);
    const second = await asked(args);
    expect(JSON.parse(second.stdout)).toMatchObject({
      tables: (JSON.parse(first.stdout) as HistoryReport).tables,
    });
    expect(second.lab.aws.calls.map(({ op }) => op)).not.toContain('GetObject');
    expect(readdirSync(folder)).toEqual(['cache']);
    const third = await asked(args, (aws) => {
      const bucket = aws.regions['eu-west-1']?.lake.buckets['my-events'] ?? {};
      bucket['ses/2026/10/01/00/part-1'] = part(0).split('\n').slice(1).join('\n');
    });
    expect(third.lab.aws.calls.map(({ op }) => op)).toContain('GetObject');
    expect((JSON.parse(third.stdout) as HistoryReport).records.read).toBe(lines.length - 1);
  });

  it('says how far it is', async () => {
    const said: string[] = [];
    await asked(['s3://my-events/ses/', '--question', 'overview'], undefined, {
      progress: async () => ({
        update: () => undefined,
        show: (text) => said.push(text),
        stop: () => undefined,
      }),
    });
    expect(said[0]).toBe('listing s3://my-events/ses/');
    expect(said.filter((one) => one.startsWith('fetching')).at(-1)).toMatch(
      /^fetching: 3 of 3 objects, ([\d.]+ [KM]B) of \1$/,
    );
  });

  it.each<[string, readonly string[], (aws: AwsWorld) => unknown, RegExp]>([
    [
      'a bucket that may not be listed',
      ['s3://my-events/ses/'],
      ({ faults }) => faults.push({ op: 'ListObjectsV2', kind: 'deny' }),
      /s3:\/\/my-events: these credentials are not allowed to call s3:ListBucket/,
    ],
    [
      'objects that may not be read',
      ['s3://my-events/ses/'],
      ({ faults }) => faults.push({ op: 'GetObject', kind: 'deny' }),
      /s3:\/\/my-events: these credentials are not allowed to call s3:GetObject/,
    ],
    [
      'a bucket that is not there',
      ['s3://no-such-bucket/x'],
      () => undefined,
      /s3:\/\/no-such-bucket: The specified bucket does not exist/,
    ],
    [
      'a prefix of nothing',
      ['s3://my-events/none/'],
      () => undefined,
      /there is no object in s3:\/\/my-events\/none\//,
    ],
    [
      'objects that are no events',
      ['s3://my-events/other/'],
      () => undefined,
      /no event record of SES in "s3:\/\/my-events\/other\/part"/,
    ],
    ['no bucket at all', ['s3://B/x'], () => undefined, /is no s3:\/\/bucket\/prefix/],
  ])('%s: a line, and nothing is left behind', async (_, args, change, words) => {
    const { exitCode, stdout, stderr } = await asked(args, change);
    expect(stderr).toMatch(words);
    expect([exitCode, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is left by Ctrl-C without a trace', async () => {
    const controller = new AbortController();
    const { exitCode, stdout } = await asked(['s3://my-events/ses/'], undefined, {
      interrupted: controller.signal,
      progress: async () => ({
        update: () => undefined,
        show: (text) => {
          if (text.startsWith('fetching: 1')) controller.abort('SIGINT');
        },
        stop: () => undefined,
      }),
    });
    expect([exitCode, stdout]).toEqual([130, '']);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('fetching', () => {
  const object = { bucket: 'b', key: 'k', size: 9 * 1024 * 1024, etag: '"1"' };

  it('takes a large object in parts, and keeps it for its owner alone', async () => {
    const ranges: unknown[] = [];
    const aws = async (_: string, input: { Range?: string }) => {
      const [from = 0, to = 0] = (input.Range?.match(/\d+/g) ?? []).map(Number);
      ranges.push(input);
      return { Body: Buffer.alloc(to - from + 1, 'x') };
    };
    const [path = ''] = await fetched(aws as never, [object], folder, () => undefined);
    expect(ranges).toHaveLength(3);
    expect(ranges[2]).toMatchObject({ Range: 'bytes=8388608-9437183', IfMatch: '"1"' });
    expect(statSync(path).size).toBe(object.size);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('refuses what the disk has no room for, before a byte is fetched', async () => {
    const huge = { ...object, size: 1e18 };
    await expect(fetched(neverAsked as never, [huge], folder, () => undefined)).rejects.toThrow(
      /are to be fetched and the disk of .* has room for/,
    );
  });

  it('says that an object changed while it was read', async () => {
    const aws = async () => {
      throw new Unavailable('bad-reply', 'x', { detail: { name: 'PreconditionFailed' } });
    };
    await expect(fetched(aws as never, [object], folder, () => undefined)).rejects.toThrow(
      /changed while it was read/,
    );
  });
});

const neverAsked = (): never => {
  throw new Error('nothing is asked');
};

it('the policy of history names its calls, and the buckets to fill in', async () => {
  const { exitCode, stdout, stderr } = await runInProcess({
    args: ['policy', '--for', 'history'],
    env: {},
    authoritativePort: 0,
  });
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/your-events-bucket and your-athena-results-bucket/);
  expect(JSON.parse(stdout)).toMatchSnapshot();
  expect(existsSync(folder)).toBe(true);
});

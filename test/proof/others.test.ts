import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { remains, sendingWorld } from '../lab/aws/sending/world.ts';
import { writesTo } from '../lab/event-channels.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { commandLine } from '../lab/play.ts';
import { quickTime } from '../lab/quick-time.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { sendingPaths } from '../lab/sending-paths.ts';
import type { World } from '../lab/world.ts';

async function inLab<T>(world: World, work: (lab: Lab) => Promise<T>): Promise<T> {
  const lab = await startLab(world);
  try {
    return await work(lab);
  } finally {
    await lab.close();
  }
}

/** Runs a command of `test` in a lab that others use as well. */
async function run(
  lab: Lab,
  command: readonly string[],
  more: Partial<Parameters<typeof runInProcess>[0]> = {},
): Promise<{ exitCode: number; report: Report }> {
  const { exitCode, stdout } = await runInProcess({
    args: commandLine({ title: '', command, expect: { exitCode: 0, codes: [] } }, lab, ['--format', 'json']),
    ...{ env: lab.env, authoritativePort: lab.dns.authoritativePort, host: quickTime(), ...more },
  });
  return { exitCode, report: JSON.parse(stdout) as Report };
}

const checkOf = ({ stages }: Report, id: string) =>
  stages.flatMap(({ checks }) => checks).find((check) => check.id === id);

const sqs = 'https://sqs.eu-west-1.amazonaws.com/111122223333';
const topic = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';

/** What is there beside what a test left: names that only look alike, without our tag. */
function crowded(): World {
  const world = healthyWorld();
  const sending = sendingWorld();
  const queue = (name: string, tags: Record<string, string>): void => {
    sending.queues.set(`${sqs}/${name}`, { name, tags, messages: [] });
    sending.subscriptions.set(`${topic}:${name}`, {
      ...{ topic, endpoint: `arn:aws:sqs:eu-west-1:111122223333:${name}` },
    });
  };
  queue('ses-doctor-test-old', { 'ses-doctor': 'old' });
  queue('ses-doctor-test-of-somebody', { team: 'mail' });
  queue('production-mail', { 'ses-doctor': 'not by its name' });
  sending.subscriptions.set(`${topic}:crashed`, {
    ...{ topic, endpoint: 'arn:aws:sqs:eu-west-1:111122223333:ses-doctor-test-gone' },
  });
  for (const [name, tags] of [
    ['ses-doctor-test-old', [{ Key: 'ses-doctor', Value: 'old' }]],
    ['ses-doctor-test-of-somebody', []],
    ['nightly', []],
  ] as const)
    sending.rules.set(name, { pattern: '{}', targets: new Map(), tags: [...tags] });
  world.region.sending = sending;
  return world;
}

const notOurs = [
  `${sqs}/ses-doctor-test-of-somebody`,
  `${sqs}/production-mail`,
  'ses-doctor-test-of-somebody',
  'nightly',
  `${topic}:ses-doctor-test-of-somebody`,
  `${topic}:production-mail`,
];

describe('--cleanup among the things of others', () => {
  it('takes away what has our name and our tag, and what was subscribed for a queue that is gone', async () => {
    const world = crowded();
    const { exitCode } = await inLab(world, (lab) => run(lab, ['test', '--cleanup']));
    expect(exitCode).toBe(0);
    expect(world.region.sending === null ? [] : remains(world.region.sending)).toEqual(notOurs);
  });

  it.each(['ListQueues', 'ListQueueTags', 'ListTagsForResource'])(
    'leaves what it cannot tell from that of others, and says so: %s is denied',
    async (op) => {
      const world = crowded();
      world.aws.faults.push({ kind: 'deny', op });
      const { exitCode, report } = await inLab(world, (lab) => run(lab, ['test', '--cleanup']));
      expect(exitCode).toBe(3);
      expect(checkOf(report, 'proof-left')?.unanswered).not.toEqual([]);
      const left = world.region.sending === null ? [] : remains(world.region.sending);
      expect(notOurs.filter((name) => !left.includes(name))).toEqual([]);
    },
  );

  it('finds things on the second page of a list', async () => {
    const world = crowded();
    world.aws.pageSize = 1;
    const { exitCode } = await inLab(world, (lab) => run(lab, ['test', '--cleanup']));
    expect(exitCode).toBe(0);
    expect(world.region.sending === null ? [] : remains(world.region.sending)).toEqual(notOurs);
  });
});

describe('two tests at the same time', () => {
  it.each(['topic', 'bus'] as const)('hear each their own events alone: %s', async (path) => {
    const world = sendingPaths[path]();
    const both = await inLab(world, (lab) =>
      Promise.all(
        ['a1a1a1a1a1a1', 'b2b2b2b2b2b2'].map((nonce) =>
          run(lab, ['test', 'example.com', '--tap', '--wait', '2m'], { nonce }),
        ),
      ),
    );
    for (const { exitCode, report } of both) {
      expect(exitCode, JSON.stringify(report.problems)).toBe(0);
      expect(checkOf(report, 'proof-arrival')?.status).toBe('pass');
    }
    expect(world.region.sending === null ? [] : remains(world.region.sending)).toEqual([]);
  });

  it('of which one cleans up: the other says that its queue is gone', async () => {
    const world = sendingPaths.topic();
    const sending = world.region.sending ?? sendingWorld();
    sending.mute.push('Complaint');
    await inLab(world, async (lab) => {
      const running = run(lab, ['test', 'example.com', '--tap', '--wait', '20s'], {
        host: { pause: () => setTimeout(5) },
      });
      while (!lab.aws.calls.some(({ op, ended }) => op === 'ReceiveMessage' && ended !== null))
        await setTimeout(1);
      expect((await run(lab, ['test', '--cleanup'])).exitCode).toBe(0);
      const { exitCode, report } = await running;
      expect(exitCode).toBe(3);
      expect(checkOf(report, 'proof-arrival')?.status).toBe('unknown');
      expect(checkOf(report, 'proof-left')?.status).toBe('pass');
    });
    expect(remains(sending)).toEqual([]);
  });
});

describe('a bucket with thousands of objects of others', () => {
  const busy = (count: number): World => {
    const world = healthyWorld();
    world.region.sending = sendingWorld();
    writesTo(world.region, { Prefix: 'all/!{firehose:random-string}/', ErrorOutputPrefix: 'bad/' });
    const objects = (world.region.lake.buckets['events'] ??= {});
    const longAgo = new Date('2026-01-01T00:00:00Z');
    for (let number = 0; number < count; number += 1) {
      const key = `all/${String(number).padStart(6, '0')}`;
      objects[key] = '{"eventType":"Delivery"}\n';
      world.region.lake.writtenAt[`events/${key}`] = longAgo;
    }
    return world;
  };
  const command = ['test', 'example.com', '--tap', '--read-bucket'];

  it('is searched for the new ones, of which alone any is read', { timeout: 120_000 }, async () => {
    const world = busy(3000);
    await inLab(world, async (lab) => {
      const { exitCode, report } = await run(lab, command);
      expect(exitCode, JSON.stringify(report.problems)).toBe(0);
      expect(checkOf(report, 'proof-buckets')?.status).toBe('pass');
      const read = lab.aws.calls.flatMap(({ op, input }) =>
        op === 'GetObject' ? [String(input['Key'])] : [],
      );
      expect(read.filter((key) => /^all\/\d{6}$/.test(key))).toEqual([]);
      expect(read.length).toBeGreaterThan(0);
    });
  });

  it('that holds more than is listed makes the bucket unknown', { timeout: 120_000 }, async () => {
    const world = busy(300);
    world.aws.pageSize = 10;
    world.region.sending = { ...sendingWorld(), writing: 'nothing' };
    const { exitCode, report } = await inLab(world, (lab) => run(lab, command));
    expect(exitCode).toBe(3);
    expect(checkOf(report, 'proof-buckets')?.because).toContain('holds more than');
  });
});

describe('the mark of a test in what others send', () => {
  it('is no event of the test, whatever it tells', { timeout: 120_000 }, async () => {
    const world = healthyWorld();
    world.region.sending = { ...sendingWorld(), writing: 'nothing' };
    writesTo(world.region, { Prefix: 'all/!{firehose:random-string}/', CompressionFormat: 'UNCOMPRESSED' });
    const objects = (world.region.lake.buckets['events'] ??= {});
    for (const [index, record] of [
      // An answer to the test, whose subject holds the mark.
      {
        eventType: 'Delivery',
        mail: { destination: ['a@b.example'], commonHeaders: { subject: 'a1b2c3d4e5f6' } },
      },
      // The mark as a label of somebody else's address.
      { eventType: 'Bounce', mail: { destination: ['bounce+a1b2c3d4e5f6@receiver.example'] }, bounce: {} },
      { eventType: 'Complaint', mail: { destination: 'complaint+a1b2c3d4e5f6@simulator.amazonses.com' } },
    ].entries())
      objects[`all/x${String(index)}`] = `${JSON.stringify(record)}\n`;
    const { report } = await inLab(world, (lab) =>
      run(lab, ['test', 'example.com', '--tap', '--read-bucket']),
    );
    expect(checkOf(report, 'proof-buckets')?.status).not.toBe('pass');
    expect(report.notes.join(' ')).not.toMatch(/Seen: .*(?:DELIVERY|BOUNCE|COMPLAINT) after/);
  });
});

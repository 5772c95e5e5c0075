import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { remains, type SendingWorld, sendingWorld } from '../lab/aws/sending/world.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { commandLine } from '../lab/play.ts';
import { quickTime } from '../lab/quick-time.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import type { World } from '../lab/world.ts';

process.env['AWS_EC2_METADATA_DISABLED'] = 'true';

const url = (name: string): string => `https://sqs.eu-west-1.amazonaws.com/111122223333/${name}`;
const topic = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';

const leaves = (
  sending: SendingWorld,
  name: string,
  tags: Record<string, string> = { 'ses-doctor': 'x' },
): void => {
  sending.queues.set(url(name), { name, tags, messages: [] });
};

const cases: Readonly<
  Record<
    string,
    {
      left: (sending: SendingWorld, world: World) => void;
      /** What a clean-up removes, and a dry run names. */
      named: readonly string[];
      exitCode?: number;
    }
  >
> = {
  'a queue': {
    left: (sending) => {
      leaves(sending, 'ses-doctor-test-old');
    },
    named: [url('ses-doctor-test-old')],
  },
  'a queue, its rule and its subscription': {
    left: (sending) => {
      leaves(sending, 'ses-doctor-test-old');
      sending.rules.set('ses-doctor-test-old', {
        ...{ pattern: '{}', targets: new Map(), tags: [{ Key: 'ses-doctor', Value: 'old' }] },
      });
      sending.subscriptions.set(`${topic}:old`, {
        ...{ topic, endpoint: 'arn:aws:sqs:eu-west-1:111122223333:ses-doctor-test-old' },
      });
    },
    named: [url('ses-doctor-test-old'), 'ses-doctor-test-old', `${topic}:old`],
  },
  'a subscription whose queue is gone': {
    left: (sending) => {
      sending.subscriptions.set(`${topic}:orphan`, {
        ...{ topic, endpoint: 'arn:aws:sqs:eu-west-1:111122223333:ses-doctor-test-gone' },
      });
    },
    named: [`${topic}:orphan`],
  },
  'somebody else has a queue of such a name': {
    left: (sending) => {
      leaves(sending, 'ses-doctor-test-mine', {});
      leaves(sending, 'ses-doctor-test-old');
    },
    named: [url('ses-doctor-test-old')],
  },
  'nothing at all': { left: () => undefined, named: [] },
  'the queues may not be listed': {
    left: (sending, { aws }) => {
      leaves(sending, 'ses-doctor-test-old');
      aws.faults.push({ kind: 'deny', op: 'ListQueues' });
    },
    named: [],
    exitCode: 3,
  },
};

async function cleanUp(lab: Lab, flags: readonly string[]): Promise<{ report: Report; exitCode: number }> {
  const command = ['test', '--cleanup', ...flags];
  const { stdout, exitCode } = await runInProcess({
    args: commandLine({ title: '', command, expect: { exitCode: 0, codes: [] } }, lab, ['--format', 'json']),
    ...{ env: lab.env, authoritativePort: lab.dns.authoritativePort, host: quickTime() },
  });
  return { report: JSON.parse(stdout) as Report, exitCode };
}

const namedIn = ({ notes }: Report, verb: string): readonly string[] =>
  notes
    .filter((note) => note.startsWith(`${verb}: `))
    .map((note) => /^[^:]*: \w+ (\S+) in eu-west-1\.$/.exec(note)?.[1] ?? note)
    .toSorted();

describe('what --cleanup --dry-run names is what --cleanup removes', () => {
  it.each(Object.keys(cases))('%s', async (name) => {
    const { left, named, exitCode: expected = 0 } = cases[name] ?? { left: () => undefined, named: [] };
    const world = healthyWorld();
    const sending = sendingWorld();
    world.region.sending = sending;
    left(sending, world);
    const there = remains(sending);
    const lab = await startLab(world);
    try {
      const dry = await cleanUp(lab, ['--dry-run']);
      expect({ exitCode: dry.exitCode, named: namedIn(dry.report, 'Would remove') }).toEqual({
        ...{ exitCode: expected, named: named.toSorted() },
      });
      expect(remains(sending), 'nothing was removed').toEqual(there);
      const real = await cleanUp(lab, []);
      expect({ exitCode: real.exitCode, named: namedIn(real.report, 'Removed') }).toEqual({
        ...{ exitCode: expected, named: named.toSorted() },
      });
      expect(remains(sending)).toEqual(there.filter((one) => !named.includes(one)));
    } finally {
      await lab.close();
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { sendingWorld } from '../lab/aws/sending/world.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine } from '../lab/play.ts';
import { quickTime } from '../lab/quick-time.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import type { World } from '../lab/world.ts';

process.env['AWS_EC2_METADATA_DISABLED'] = 'true';

const topic = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
const all = ['Send', 'Delivery', 'Bounce', 'Complaint'];
const real = ['--yes', '--to', 'someone@receiver.example'];

interface Story {
  /** So many answers of SES are lost. */
  lost: number;
  flags?: readonly string[];
  world?: (region: World['region'] & { sending: NonNullable<World['region']['sending']> }) => void;
  exitCode: number;
  verdict: Report['verdict'];
  says?: RegExp;
  /** Status of proof-sending, and of proof-arrival. */
  statuses: readonly [string, string];
}

const stories: Readonly<Record<string, Story>> = {
  'one answer, and the queue of our own hears its events': {
    ...{ lost: 1, flags: ['--tap'], exitCode: 0, verdict: 'pass', statuses: ['pass', 'pass'] },
    says: /SES took bounce|SES took success/,
  },
  'every answer, and the queue of our own hears all events': {
    ...{ lost: 3, flags: ['--tap'], exitCode: 0, verdict: 'pass', statuses: ['pass', 'pass'] },
    says: /SES took success, bounce, complaint/,
  },
  'every answer, and no event comes: no hop is accused': {
    ...{ lost: 3, flags: ['--tap'], exitCode: 3, verdict: 'unknown', statuses: ['unknown', 'skipped'] },
    world: ({ sending }) => void sending.mute.push(...all),
    says: /whether SES took the messages is not known/,
  },
  'every answer, and one event of a message is missing': {
    ...{ lost: 3, flags: ['--tap'], exitCode: 1, verdict: 'fail', statuses: ['pass', 'fail'] },
    world: ({ sending }) => void sending.mute.push('Complaint'),
    says: /COMPLAINT of complaint did not come/,
  },
  'every answer, and nobody listens': {
    ...{ lost: 3, exitCode: 3, verdict: 'unknown', statuses: ['unknown', 'skipped'] },
    says: /Counted on the path since: ses-feedback 7 taken, 7 delivered\. Nothing had passed/,
  },
  'every answer, nobody listens, and nothing is counted': {
    ...{ lost: 3, exitCode: 3, verdict: 'unknown', statuses: ['unknown', 'skipped'] },
    world: ({ sending }) => void sending.mute.push(...all),
    says: /It may have gone out(?!.*Counted on the path since)/s,
  },
  'the answer about a real address, whose events carry the tag of the run': {
    ...{ lost: 1, flags: ['--tap', ...real], exitCode: 0, verdict: 'pass', statuses: ['pass', 'pass'] },
  },
  'the answer about a real address, whose notifications carry no tag': {
    ...{ lost: 1, flags: ['--tap', ...real], exitCode: 3, verdict: 'unknown' },
    statuses: ['unknown', 'skipped'],
    world: ({ identities, identityNotifications }) => {
      for (const identity of Object.values(identities)) delete identity.ConfigurationSetName;
      identityNotifications['example.com'] = {
        ...{ BounceTopic: topic, ComplaintTopic: topic, DeliveryTopic: topic, ForwardingEnabled: false },
      };
    },
  },
};

describe('answers of SES that are lost', () => {
  it.each(Object.keys(stories))('%s', async (name) => {
    const story = stories[name];
    if (story === undefined) throw new Error('no such story');
    const world = healthyWorld();
    const sending = sendingWorld();
    world.region.sending = sending;
    story.world?.({ ...world.region, sending });
    world.aws.faults.push({ kind: 'drop', op: 'SendEmail', times: story.lost });
    const lab = await startLab(world);
    try {
      const command = ['test', 'example.com', ...(story.flags ?? [])];
      const { exitCode, stdout } = await runInProcess({
        args: commandLine({ title: '', command, expect: { exitCode: 0, codes: [] } }, lab, [
          ...['--format', 'json'],
        ]),
        ...{ env: lab.env, authoritativePort: lab.dns.authoritativePort, host: quickTime() },
      });
      const report = JSON.parse(stdout) as Report;
      const statusOf = (id: string): string | undefined =>
        report.stages.flatMap(({ checks }) => checks).find((check) => check.id === id)?.status;
      expect({
        ...{ exitCode, verdict: report.verdict },
        statuses: [statusOf('proof-sending'), statusOf('proof-arrival')],
      }).toEqual({ exitCode: story.exitCode, verdict: story.verdict, statuses: story.statuses });
      if (story.says !== undefined) expect(stdout).toMatch(story.says);
      // Nothing was sent twice.
      expect(sending.sent).toHaveLength(command.includes('--to') ? 1 : 3);
    } finally {
      await lab.close();
    }
  });
});

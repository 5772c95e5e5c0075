import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { sendingWorld } from '../lab/aws/sending/world.ts';
import { anybody, publishesTo } from '../lab/event-channels.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine } from '../lab/play.ts';
import { quickTime } from '../lab/quick-time.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import type { World } from '../lab/world.ts';

process.env['AWS_EC2_METADATA_DISABLED'] = 'true';

export const topic = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
export const all = ['Send', 'Delivery', 'Bounce', 'Complaint'];
export const real = ['--yes', '--to'];

export type Sending = World & { region: { sending: NonNullable<World['region']['sending']> } };
export type Change = (world: Sending) => void;

export interface Story {
  /** The sender; default: example.com. */
  identity?: string;
  world?: Change;
  flags?: readonly string[];
  interrupted?: boolean;
  verdict: Report['verdict'];
  exitCode: number;
  codes?: readonly string[];
  says?: RegExp;
  sent?: number;
}

export const policy =
  (condition: object): Change =>
  ({ region }) => {
    const statement = { Effect: 'Allow', Principal: { Service: 'ses.amazonaws.com' }, Action: 'SNS:Publish' };
    const found = region.topics[topic];
    if (found !== undefined)
      found.attributes['Policy'] = JSON.stringify({
        Statement: [{ ...statement, Resource: topic, Condition: condition }],
      });
  };
/** The topic is in another account, and its policy lets in mail of one. */
export const central =
  (sender: string): Change =>
  (world) => {
    const { topics, configurationSets } = world.region;
    const arn = 'arn:aws:sns:eu-west-1:999999999999:central';
    policy({ StringEquals: { 'AWS:SourceAccount': sender } })(world);
    const found = topics[topic];
    if (found === undefined) return;
    found.attributes['Owner'] = '999999999999';
    found.attributes['Policy'] = found.attributes['Policy']?.replaceAll(topic, arn) ?? '';
    topics[arn] = found;
    for (const queue of Object.values(world.region.queues)) queue['Policy'] = anybody;
    for (const one of configurationSets['transactional']?.eventDestinations ?? [])
      one.SnsDestination = { TopicArn: arn };
  };
export const takes =
  (...types: string[]): Change =>
  ({ region }) => {
    for (const one of region.configurationSets['transactional']?.eventDestinations ?? [])
      one.MatchingEventTypes = types as NonNullable<typeof one.MatchingEventTypes>;
  };
export const filter =
  (text: string): Change =>
  ({ region }) => {
    const found = region.topics[topic];
    const arn = found?.subscriptions[0]?.SubscriptionArn ?? '';
    if (found !== undefined)
      found.subscriptionAttributes = { [arn]: { FilterPolicyScope: 'MessageBody', FilterPolicy: text } };
  };
export const rule =
  (EventPattern: string): Change =>
  ({ region }) => {
    publishesTo(region, 'eventbridge');
    const Arn = 'arn:aws:lambda:eu-west-1:111122223333:function:bounces';
    region.rules.push({ rule: { Name: 'ses', EventPattern }, targets: [{ Id: '1', Arn }] });
  };
export const another = ({ region }: Sending, Name: string, EventPattern: string): void => {
  const Arn = 'arn:aws:lambda:eu-west-1:111122223333:function:others';
  region.rules.push({ rule: { Name, EventPattern }, targets: [{ Id: '1', Arn }] });
};
/** The queue of the user behind the topic. */
export const readerOf = ({ topics }: Sending['region']): string =>
  topics[topic]?.subscriptions[0]?.Endpoint ?? '';
/** SES mails no bounces and complaints. */
export const unmailed = ({ region }: Sending): void => {
  for (const identity of Object.values(region.identities)) identity.FeedbackForwardingStatus = false;
};
/** No set is in force, and the identity has topics for its notifications. */
export const notifies = (region: Sending['region'], name: string): void => {
  for (const identity of Object.values(region.identities)) delete identity.ConfigurationSetName;
  region.identityNotifications[name] = {
    ...{ BounceTopic: topic, ComplaintTopic: topic, DeliveryTopic: topic, ForwardingEnabled: false },
  };
};
/** Beside the topic, events are counted by what SES alone knows. */
export const hidden = ({ region }: Sending, types: string[]): void => {
  region.configurationSets['transactional']?.eventDestinations?.push({
    ...{ Name: 'hidden', Enabled: true, MatchingEventTypes: types as 'BOUNCE'[] },
    CloudWatchDestination: {
      DimensionConfigurations: [
        {
          ...{ DimensionName: 'ses:source-ip', DimensionValueSource: 'MESSAGE_TAG' },
          DefaultDimensionValue: 'none',
        },
      ],
    },
  });
};
export const denied =
  (op: string): Change =>
  ({ aws }) => {
    aws.faults.push({ kind: 'deny', op });
  };

/** Plays every story in a lab of its own, in one process, and holds what came out against what it expects. */
export function describeStories(title: string, stories: Readonly<Record<string, Story>>): void {
  describe(title, () => {
    let ran: Map<string, { report: Report; exitCode: number; text: string; sent: number }>;
    beforeAll(async () => {
      ran = new Map();
      for (const [
        name,
        { identity = 'example.com', world: change, flags = [], interrupted = false },
      ] of Object.entries(stories)) {
        const world = healthyWorld();
        const sending = sendingWorld();
        world.region.sending = sending;
        change?.(world as Sending);
        const lab = await startLab(world);
        const stop = new AbortController();
        if (interrupted) stop.abort('SIGINT');
        try {
          const command = ['test', identity, ...flags];
          const { exitCode, stdout } = await runInProcess({
            args: commandLine({ title: '', command, expect: { exitCode: 0, codes: [] } }, lab, [
              ...['--format', 'json'],
            ]),
            ...{ env: lab.env, authoritativePort: lab.dns.authoritativePort, host: quickTime() },
            ...(interrupted && { interrupted: stop.signal }),
          });
          ran.set(name, {
            ...{ report: JSON.parse(stdout) as Report, text: stdout, exitCode, sent: sending.sent.length },
          });
        } finally {
          await lab.close();
        }
      }
    }, 120_000);
    afterAll(() => {
      ran.clear();
    });

    it.each(Object.keys(stories))('%s', (name) => {
      const story = stories[name];
      const run = ran.get(name);
      if (story === undefined || run === undefined) throw new Error(`${name} did not run`);
      const worst = run.report.problems.filter(
        ({ severity }) => severity === 'error' || severity === 'warning',
      );
      expect({
        verdict: run.report.verdict,
        exitCode: run.exitCode,
        codes: worst.map(({ code }) => code),
      }).toEqual({
        ...{ verdict: story.verdict, exitCode: story.exitCode, codes: story.codes ?? [] },
      });
      if (story.says !== undefined) expect(run.text).toMatch(story.says);
      if (story.sent !== undefined) expect(run.sent).toBe(story.sent);
    });
  });
}

import { sendingWorld } from './aws/sending/world.ts';
import { anybody, publishesTo, writesTo } from './event-channels.ts';
import { healthyWorld } from './healthy-world.ts';
import type { World } from './world.ts';

/** The ways that events of a test may take in the lab, each whole: everything on it is there, and works. */
export const sendingPaths = {
  topic: () => {
    const world = withSending();
    const dead = 'arn:aws:sqs:eu-west-1:111122223333:ses-dead';
    const topic = world.region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    const arn = topic?.subscriptions[0]?.SubscriptionArn ?? '';
    if (topic !== undefined)
      topic.subscriptionAttributes = {
        [arn]: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead }) },
      };
    world.region.queues[dead] = { Policy: anybody };
    return world;
  },
  bus: () => {
    const world = withSending();
    const queue = 'arn:aws:sqs:eu-west-1:111122223333:events';
    publishesTo(world.region, 'eventbridge');
    world.region.rules.push({
      rule: { Name: 'ses', EventPattern: '{"source": ["aws.ses"]}' },
      targets: [{ Id: 'queue', Arn: queue }],
    });
    world.region.queues[queue] = { Policy: anybody };
    return world;
  },
  stream: () => {
    const world = withSending();
    writesTo(world.region);
    return world;
  },
} satisfies Record<string, () => World>;

export type SendingPath = keyof typeof sendingPaths;

function withSending(): World {
  const world = healthyWorld();
  world.region.sending = sendingWorld();
  return world;
}

import type { Subscription } from '@aws-sdk/client-sns';
import { sendingWorld } from './aws/sending/world.ts';
import { anybody } from './event-channels.ts';
import { emptyRegion, type RegionWorld } from './aws/world.ts';
import type { World } from './world.ts';

/** The topic of us-east-1. */
export const farTopic = 'arn:aws:sns:us-east-1:111122223333:central-feedback';

/** The set of the healthy world publishes to a topic in us-east-1, which has a reader there. */
export function publishesElsewhere({ region, aws }: World): RegionWorld {
  const far = { ...emptyRegion(), sending: sendingWorld() };
  const subscription: Subscription = {
    SubscriptionArn: `${farTopic}:reader`,
    Protocol: 'sqs',
    Endpoint: 'arn:aws:sqs:us-east-1:111122223333:feedback',
  };
  const statement = {
    ...{ Effect: 'Allow', Principal: { Service: 'ses.amazonaws.com' }, Action: 'SNS:Publish' },
    Resource: farTopic,
  };
  far.topics[farTopic] = {
    attributes: { Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) },
    subscriptions: [subscription],
  };
  far.queues['arn:aws:sqs:us-east-1:111122223333:feedback'] = { Policy: anybody };
  aws.regions['us-east-1'] = far;
  region.sending = { ...sendingWorld(), elsewhere: { 'us-east-1': far } };
  const [destination] = region.configurationSets['transactional']?.eventDestinations ?? [];
  if (destination !== undefined) destination.SnsDestination = { TopicArn: farTopic };
  return far;
}

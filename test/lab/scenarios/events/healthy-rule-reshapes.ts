import { channels } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

const topic = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'A rule gives the queue the record alone, as the subscription beside it does',
  world({ region }) {
    const set = region.configurationSets['transactional'];
    const [first] = set?.eventDestinations ?? [];
    if (set === undefined || first === undefined) throw new Error('the healthy world has a destination');
    const { SnsDestination: _sns, ...rest } = first;
    set.eventDestinations = [first, { ...rest, Name: 'bus', ...channels.eventbridge }];
    region.rules = [
      {
        rule: { Name: 'ses', EventPattern: '{"source":["aws.ses"]}' },
        targets: [{ Id: '1', Arn: queue, InputPath: '$.detail' }],
      },
    ];
    const attributes = region.topics[topic];
    if (attributes !== undefined)
      attributes.subscriptionAttributes = {
        [`${topic}:4f1b2c3d-0000-4000-8000-000000000001`]: { RawMessageDelivery: 'true' },
      };
    // EventBridge may write to it as well.
    region.queues[queue] = {
      Policy: JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: ['sns.amazonaws.com', 'events.amazonaws.com'] },
            Action: 'sqs:SendMessage',
            Resource: queue,
          },
        ],
      }),
    };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});

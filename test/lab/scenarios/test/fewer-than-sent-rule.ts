import { sendingWorld } from '../../aws/sending/world.ts';
import { anybody, publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The complaint never comes to the bus: its rule took fewer events than these messages bring',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), mute: ['Complaint'] };
    region.queues['arn:aws:sqs:eu-west-1:111122223333:events'] = { Policy: anybody };
    publishesTo(region, 'eventbridge');
    region.rules.push({
      rule: { Name: 'ses', EventPattern: '{"source": ["aws.ses"]}' },
      targets: [{ Id: 'queue', Arn: 'arn:aws:sqs:eu-west-1:111122223333:events' }],
    });
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/fewer-than-sent'], says: ['EventBridge rule ses took 6'] },
});

import { sendingWorld } from '../../aws/sending/world.ts';
import { anybody, publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The target of the rule takes nothing: EventBridge counts failed invocations',
  world: ({ region }) => {
    const queue = 'arn:aws:sqs:eu-west-1:111122223333:events';
    region.sending = { ...sendingWorld(), failing: [queue] };
    region.queues['arn:aws:sqs:eu-west-1:111122223333:events'] = { Policy: anybody };
    publishesTo(region, 'eventbridge');
    region.rules.push({
      rule: { Name: 'ses', EventPattern: '{"source": ["aws.ses"]}' },
      targets: [{ Id: 'queue', Arn: queue }],
    });
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/lost-at-subscriber'] },
});

import { anybody, publishesTo } from '../../event-channels.ts';
import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'EventBridge does not take our queue as a target of the rule: that hop is unknown, and the rule is taken away',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    publishesTo(region, 'eventbridge');
    region.rules.push({
      rule: { Name: 'ses', EventPattern: '{"source": ["aws.ses"]}' },
      targets: [{ Id: 'queue', Arn: 'arn:aws:sqs:eu-west-1:111122223333:events' }],
    });
    region.queues['arn:aws:sqs:eu-west-1:111122223333:events'] = { Policy: anybody };
    aws.overrides['PutTargets'] = [
      {
        reply: {
          FailedEntryCount: 1,
          FailedEntries: [{ TargetId: 'queue', ErrorCode: 'LimitExceeded', ErrorMessage: 'no more targets' }],
        },
      },
    ];
  },
  command: ['test', 'example.com', '--tap', '--wait', '2m'],
  expect: { exitCode: 3, codes: [], statuses: { 'proof-arrival': 'unknown', 'proof-left': 'pass' } },
});

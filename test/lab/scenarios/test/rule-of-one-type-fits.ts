import { sendingWorld } from '../../aws/sending/world.ts';
import { anybody, publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A rule for each type of event: each has to take its own events, and no more',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.queues['arn:aws:sqs:eu-west-1:111122223333:events'] = { Policy: anybody };
    publishesTo(region, 'eventbridge');
    for (const [name, type] of [
      ['bounces', 'Email Bounced'],
      ['complaints', 'Email Complaint Received'],
      ['deliveries', 'Email Delivered'],
    ])
      region.rules.push({
        rule: {
          Name: name ?? '',
          EventPattern: JSON.stringify({ source: ['aws.ses'], 'detail-type': [type] }),
        },
        targets: [{ Id: 'queue', Arn: 'arn:aws:sqs:eu-west-1:111122223333:events' }],
      });
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-counts': 'pass' } },
});

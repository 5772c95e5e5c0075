import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A rule for bounces and complaints alone',
  world({ region }) {
    publishesTo(region, 'eventbridge');
    region.rules = [
      {
        rule: {
          Name: 'ses',
          EventPattern: '{"source":["aws.ses"],"detail-type":["Email Bounced","Email Complaint Received"]}',
        },
        targets: [{ Id: '1', Arn: 'arn:aws:logs:eu-west-1:111122223333:log-group:ses' }],
      },
    ];
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], infos: ['events/no-rule'] },
});

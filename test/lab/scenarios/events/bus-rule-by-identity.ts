import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The rule asks for the ARN of an identity among the resources',
  world({ region }) {
    publishesTo(region, 'eventbridge');
    region.rules = [
      {
        rule: {
          Name: 'ses',
          EventPattern:
            '{"source":["aws.ses"],"resources":["arn:aws:ses:eu-west-1:111122223333:identity/example.com"]}',
        },
        targets: [{ Id: '1', Arn: 'arn:aws:logs:eu-west-1:111122223333:log-group:ses' }],
      },
    ];
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/no-rule'] },
});

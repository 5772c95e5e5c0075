import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The target of the rule fails',
  world({ region }) {
    publishesTo(region, 'eventbridge');
    region.rules = [
      {
        rule: { Name: 'ses', EventPattern: '{"source":["aws.ses"]}' },
        targets: [{ Id: '1', Arn: 'arn:aws:logs:eu-west-1:111122223333:log-group:ses' }],
      },
    ];
    const common = { namespace: 'AWS/Events', dimensions: { RuleName: 'ses' } };
    region.metrics.push(
      { ...common, name: 'Invocations', points: [{ daysAgo: 0.1, value: 40 }] },
      { ...common, name: 'FailedInvocations', points: [{ daysAgo: 0.1, value: 40 }] },
    );
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/delivery-failing'] },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The rule of the event bus looks for another source than SES has',
  world(world) {
    const { region } = world;
    const set = region.configurationSets['transactional'];
    if (set !== undefined)
      set.eventDestinations = [
        {
          Name: 'bus',
          Enabled: true,
          MatchingEventTypes: [
            'BOUNCE',
            'COMPLAINT',
            'DELIVERY',
            'REJECT',
            'RENDERING_FAILURE',
            'DELIVERY_DELAY',
          ],
          EventBridgeDestination: { EventBusArn: 'arn:aws:events:eu-west-1:111122223333:event-bus/default' },
        },
      ];
    region.rules = [
      {
        rule: {
          Name: 'mail-events',
          State: 'ENABLED',
          EventBusName: 'default',
          EventPattern: '{"source": ["ses.amazonaws.com"]}',
        },
        targets: [{ Id: 'fn', Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:events' }],
      },
    ];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, firstCause: 'events/no-rule' },
});

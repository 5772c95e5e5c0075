import { sendingWorld } from '../../aws/sending/world.ts';
import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'No rule takes the events but that of a test that crashed: it is nobody who reads',
  world: ({ region }) => {
    region.sending = sendingWorld();
    publishesTo(region, 'eventbridge');
    region.sending.rules.set('ses-doctor-test-old', {
      pattern: '{"source":["aws.ses"],"detail":{"mail":{"destination":["x@simulator.amazonses.com"]}}}',
      targets: new Map([['queue', 'arn:aws:sqs:eu-west-1:111122223333:ses-doctor-test-old']]),
    });
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/lost-at-rule'] },
});

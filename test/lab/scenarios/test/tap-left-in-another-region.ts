import { publishesElsewhere } from '../../topic-elsewhere.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The subscription to a topic in another Region may not be taken away: the command names that Region',
  world: (world) => {
    publishesElsewhere(world);
    world.aws.faults.push({ kind: 'deny', op: 'Unsubscribe' });
  },
  command: ['test', 'example.com', '--tap', '--wait', '20s'],
  expect: {
    exitCode: 1,
    codes: ['proof/left-behind'],
    says: ['sns unsubscribe', '--cleanup --region us-east-1'],
  },
});

import { scenario } from '../../scenario.ts';
import { twoSenders } from '../../two-senders.ts';

export default scenario({
  title: 'Neither of two senders may be looked up: no name is singled out',
  world(world) {
    twoSenders(world);
    world.aws.faults = [{ op: 'GetEmailIdentity', kind: 'deny' }];
  },
  command: [
    '--identity',
    'example.com',
    '--identity',
    'two.example',
    '--only',
    'access',
    '--only',
    'identity',
  ],
  expect: {
    exitCode: 3,
    codes: ['access/denied'],
    says: ['cannot call ses:GetEmailIdentity.'],
    saysNot: ['for two.example', 'its Resource'],
  },
});

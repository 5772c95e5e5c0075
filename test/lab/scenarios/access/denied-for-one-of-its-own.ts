import { scenario } from '../../scenario.ts';
import { twoSenders } from '../../two-senders.ts';

export default scenario({
  title: 'Of two senders one may not be looked up, and the other one has a fault: both are told apart',
  world(world) {
    twoSenders(world);
    world.aws.faults = [{ op: 'GetEmailIdentity', kind: 'deny', when: { EmailIdentity: 'two.example' } }];
  },
  command: [
    '--identity',
    'example.com',
    '--identity',
    'two.example',
    '--identity',
    'three.example',
    '--only',
    'access',
    '--only',
    'identity',
  ],
  expect: {
    exitCode: 1,
    codes: ['access/denied', 'identity/domain-takes-no-mail', 'identity/not-found'],
    says: ['for two.example', 'its Resource'],
  },
});

import { scenario } from '../../scenario.ts';
import { twoSenders } from '../../two-senders.ts';

export default scenario({
  title: 'Of two senders one has no answer (unreadable): the report says which',
  world(world) {
    twoSenders(world);
    world.aws.faults = [{ op: 'GetEmailIdentity', kind: 'garbage', when: { EmailIdentity: 'two.example' } }];
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
    '--timeout',
    '2',
  ],
  expect: {
    exitCode: 3,
    codes: ['access/endpoint-unreachable'],
    statuses: { 'identity example.com': 'pass', 'identity two.example': 'unknown' },
    says: ['ses:GetEmailIdentity for two.example'],
  },
});

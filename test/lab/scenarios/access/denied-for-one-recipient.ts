import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'Of two recipients one may not be looked up: the report says which, and asks for no resource that the action has not',
  world({ aws }) {
    aws.faults = [
      { op: 'GetSuppressedDestination', kind: 'deny', when: { EmailAddress: 'bob@receiver.example' } },
    ];
  },
  command: [
    ...['--identity', 'example.com', '--recipient', 'ann@receiver.example'],
    ...['--recipient', 'bob@receiver.example', '--only', 'access', '--only', 'suppression'],
  ],
  expect: {
    exitCode: 3,
    codes: ['access/denied'],
    says: ['cannot call ses:GetSuppressedDestination for bob@receiver.example'],
    saysNot: ['its Resource'],
  },
});

import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The policy allows recipients of one domain alone, and this is one',
  world({ region }) {
    region.principals[role] = [
      { effect: 'Allow', actions: ['ses:Send*'], resources: ['*'], recipients: '*@receiver.example' },
    ];
  },
  command: [
    ...['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
    ...['--principal', role, '--only', 'send'],
  ],
  expect: { exitCode: 0, codes: [] },
});

import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The policy allows recipients of one domain alone, and this one is elsewhere',
  world({ region }) {
    region.principals[role] = [
      { effect: 'Allow', actions: ['ses:Send*'], resources: ['*'], recipients: '*@elsewhere.example' },
    ];
  },
  command: [
    ...['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
    ...['--principal', role, '--only', 'send'],
  ],
  expect: { exitCode: 1, codes: ['send/access-denied'] },
});

import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The policy asks for an address, and only a domain is given',
  world({ region }) {
    region.principals[role] = [
      { effect: 'Allow', actions: ['ses:Send*'], resources: ['*'], from: '*@example.com' },
    ];
  },
  command: ['--identity', 'example.com', '--principal', role],
  expect: { exitCode: 0, codes: ['send/access-denied'] },
});

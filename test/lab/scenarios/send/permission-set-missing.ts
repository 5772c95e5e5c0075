import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The policy allows the identity, and not its default configuration set',
  world({ region }) {
    region.principals[role] = [
      {
        effect: 'Allow',
        actions: ['ses:SendEmail', 'ses:SendRawEmail'],
        resources: ['arn:aws:ses:eu-west-1:111122223333:identity/example.com'],
      },
    ];
  },
  command: ['--identity', 'info@example.com', '--principal', role],
  expect: { exitCode: 1, codes: ['send/access-denied'] },
});

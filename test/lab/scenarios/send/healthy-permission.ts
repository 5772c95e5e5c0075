import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The policy allows the identity and the configuration set, from one address',
  world({ region }) {
    region.principals[role] = [
      {
        effect: 'Allow',
        actions: ['ses:SendEmail', 'ses:SendRawEmail'],
        resources: ['arn:aws:ses:*:111122223333:*'],
        from: '*@example.com',
      },
    ];
  },
  command: ['--identity', 'info@example.com', '--principal', role],
  expect: { exitCode: 0, codes: [], statuses: { 'send-permission info@example.com': 'pass' } },
});

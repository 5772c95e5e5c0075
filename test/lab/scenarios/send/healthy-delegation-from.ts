import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The policy of the owner allows this From address',
  world({ region }) {
    const identity = region.identities['example.com'];
    if (identity === undefined) throw new Error('the healthy world has an identity');
    identity.Policies = {
      partner: JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: '444455556666' },
            Action: ['ses:SendEmail', 'ses:SendRawEmail'],
            Resource: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
            Condition: { StringLike: { 'ses:FromAddress': 'news@example.com' } },
          },
        ],
      }),
    };
  },
  command: [
    ...['--only', 'send*'],
    ...['--source-arn', 'arn:aws:ses:eu-west-1:111122223333:identity/example.com'],
    ...['--principal', 'arn:aws:iam::444455556666:role/mailer', '--identity', 'news@example.com'],
  ],
  expect: { exitCode: 0, codes: [], statuses: { 'send-delegation news@example.com': 'pass' } },
});

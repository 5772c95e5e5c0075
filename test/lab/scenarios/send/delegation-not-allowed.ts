import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The owner has no policy for who sends',
  world({ region }) {
    const identity = region.identities['example.com'];
    if (identity === undefined) throw new Error('the healthy world has an identity');
    identity.Policies = {
      partner: JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::444455556666:role/mailer' },
            Action: ['ses:SendEmail', 'ses:SendRawEmail'],
            Resource: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
          },
        ],
      }),
    };
  },
  command: [
    ...['--source-arn', 'arn:aws:ses:eu-west-1:111122223333:identity/example.com'],
    ...['--principal', 'arn:aws:iam::444455556666:role/campaigns'],
  ],
  expect: { exitCode: 1, codes: ['send/cross-account-identity'] },
});

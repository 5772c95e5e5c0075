import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The ARN is of this account, and the identity is not verified: that is told',
  world({ region }) {
    const identity = region.identities['example.com'];
    if (identity === undefined) throw new Error('the healthy world has an identity');
    identity.VerificationStatus = 'PENDING';
    identity.VerifiedForSendingStatus = false;
  },
  command: [
    ...['--source-arn', 'arn:aws:ses:eu-west-1:111122223333:identity/example.com'],
    ...['--only', 'identity', '--only', 'send-delegation'],
  ],
  expect: {
    exitCode: 1,
    codes: ['identity/verification-pending'],
    statuses: { 'send-delegation example.com': 'skipped' },
  },
});

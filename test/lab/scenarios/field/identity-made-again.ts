import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The identity was deleted and made again by a script: new tokens, and the old records in DNS',
  world(world) {
    const { region } = world;
    const identity = region.identities['example.com'];
    if (identity?.DkimAttributes === undefined) throw new Error('the healthy world has an identity');
    identity.VerificationStatus = 'PENDING';
    identity.VerifiedForSendingStatus = false;
    identity.DkimAttributes.Status = 'PENDING';
    identity.DkimAttributes.Tokens = ['x', 'y', 'z'].map((letter) => letter.repeat(32));
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, firstCause: 'dkim/record-missing' },
});

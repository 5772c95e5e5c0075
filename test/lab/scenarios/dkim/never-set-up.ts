import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Signing is on by default, and DKIM was never set up',
  world({ region }) {
    const identity = region.identities['example.com'];
    if (identity === undefined) return;
    identity.DkimAttributes = {
      SigningEnabled: true,
      Status: 'NOT_STARTED',
      SigningAttributesOrigin: 'AWS_SES',
    };
  },
  command: ['--identity', 'example.com', '--only', 'dkim*'],
  expect: { exitCode: 1, codes: ['dkim/not-enabled'] },
});

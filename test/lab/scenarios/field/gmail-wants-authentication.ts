import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'DKIM was never switched on and there is no MAIL FROM domain: Gmail refuses',
  world(world) {
    const { region } = world;
    const identity = region.identities['example.com'];
    if (identity?.DkimAttributes === undefined) throw new Error('the healthy world has an identity');
    identity.DkimAttributes.SigningEnabled = false;
    delete identity.MailFromAttributes;
  },
  command: ['--symptom', 'bounce.txt', '--identity', 'example.com'],
  files: {
    'bounce.txt':
      'smtp; 550-5.7.26 Your email has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM. DKIM = did not pass, SPF [eu-west-1.amazonses.com] = pass',
  },
  expect: { exitCode: 1, firstCause: 'dkim/not-enabled' },
});

import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The sub-domain is verified, and mail is sent from the domain above it',
  world(world) {
    const { region } = world;
    region.identities = { 'mail.example.com': verifiedDomain('mail.example.com') };
  },
  command: ['--symptom', 'error.txt'],
  files: {
    'error.txt':
      'Email address is not verified. The following identities failed the check in region EU-WEST-1: info@example.com, Info <info@example.com>',
  },
  expect: { exitCode: 1, firstCause: 'identity/not-found' },
});

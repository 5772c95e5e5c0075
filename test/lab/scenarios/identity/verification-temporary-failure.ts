import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The records of a verified domain vanished',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      VerificationStatus: 'TEMPORARY_FAILURE',
    };
  },
  command: ['--identity', 'example.com', '--only', 'account'],
  expect: { exitCode: 0, codes: ['identity/verification-temporary-failure'] },
});

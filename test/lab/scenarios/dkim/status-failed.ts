import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES has given up on records that are right now',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      DkimAttributes: {
        ...verifiedDomain('example.com').DkimAttributes,
        SigningEnabled: true,
        Status: 'FAILED',
      },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dkim'],
  expect: { exitCode: 1, codes: ['dkim/status-failed'] },
});

import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DKIM records had vanished',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      DkimAttributes: {
        ...verifiedDomain('example.com').DkimAttributes,
        SigningEnabled: true,
        Status: 'TEMPORARY_FAILURE',
      },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dkim'],
  expect: { exitCode: 0, codes: ['dkim/status-temporary-failure'] },
});

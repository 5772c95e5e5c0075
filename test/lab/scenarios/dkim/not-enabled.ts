import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'DKIM signing is switched off',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      DkimAttributes: {
        ...verifiedDomain('example.com').DkimAttributes,
        SigningEnabled: false,
        Status: 'SUCCESS',
      },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dkim'],
  expect: { exitCode: 1, codes: ['dkim/not-enabled'] },
});

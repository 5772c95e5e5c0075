import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES has not looked at the right records again',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      DkimAttributes: {
        ...verifiedDomain('example.com').DkimAttributes,
        SigningEnabled: true,
        Status: 'PENDING',
      },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dkim'],
  expect: { exitCode: 0, codes: ['dkim/status-pending'] },
});

import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A domain is ready to be the MAIL FROM domain and nobody uses it',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      MailFromAttributes: undefined,
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from'],
  expect: { exitCode: 0, codes: ['mail-from/not-started'] },
});

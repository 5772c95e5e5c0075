import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MAIL FROM domain belongs to somebody else',
  world({ dns, region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      MailFromAttributes: undefined,
    };
    delete dns.names['bounce.example.com'];
  },
  command: ['--identity', 'example.com', '--mail-from', 'bounce.example.net', '--only', 'mail-from'],
  expect: { exitCode: 1, codes: ['mail-from/not-a-subdomain'] },
});

import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MAIL FROM domain of SES',
  world({ dns, region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      MailFromAttributes: undefined,
    };
    delete dns.names['bounce.example.com'];
  },
  command: ['--identity', 'example.com', '--only', 'mail-from'],
  expect: { exitCode: 0, codes: [], infos: ['mail-from/default'] },
});

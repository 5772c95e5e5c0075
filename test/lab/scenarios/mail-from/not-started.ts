import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES was never told of the domain of --mail-from',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      MailFromAttributes: undefined,
    };
  },
  command: ['--identity', 'example.com', '--mail-from', 'bounce.example.com', '--only', 'mail-from'],
  expect: { exitCode: 1, codes: ['mail-from/not-started'] },
});

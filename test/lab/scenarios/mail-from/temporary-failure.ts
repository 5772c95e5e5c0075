import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MX of the MAIL FROM domain had vanished',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      MailFromAttributes: {
        MailFromDomain: 'bounce.example.com',
        MailFromDomainStatus: 'TEMPORARY_FAILURE',
        BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
      },
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from'],
  expect: { exitCode: 0, codes: ['mail-from/temporary-failure'] },
});

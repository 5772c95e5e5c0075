import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES has given up on a MAIL FROM domain that is right now',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      MailFromAttributes: {
        MailFromDomain: 'bounce.example.com',
        MailFromDomainStatus: 'FAILED',
        BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
      },
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from'],
  expect: { exitCode: 0, codes: ['mail-from/failed'] },
});

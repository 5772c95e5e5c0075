import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES refuses to send while the MAIL FROM domain does not work',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      MailFromAttributes: {
        MailFromDomain: 'bounce.example.com',
        MailFromDomainStatus: 'FAILED',
        BehaviorOnMxFailure: 'REJECT_MESSAGE',
      },
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from'],
  expect: {
    exitCode: 1,
    codes: ['mail-from/failed', 'mail-from/rejects-on-failure'],
    causes: ['mail-from/failed'],
  },
});

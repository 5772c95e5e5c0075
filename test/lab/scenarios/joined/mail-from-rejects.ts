import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'MailFromDomainNotVerified: the MX is gone, and SES was told to refuse then',
  world({ region, dns }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      MailFromAttributes: {
        MailFromDomain: 'bounce.example.com',
        MailFromDomainStatus: 'FAILED',
        BehaviorOnMxFailure: 'REJECT_MESSAGE',
      },
    };
    dns.names['bounce.example.com'] = { TXT: ['v=spf1 include:amazonses.com ~all'] };
  },
  command: ['--symptom', '-', '--identity', 'example.com', '--only', 'inbox', '--only', 'send'],
  files: { '-': 'MailFromDomainNotVerifiedException: Mail FROM domain is not verified' },
  expect: {
    exitCode: 1,
    codes: ['mail-from/mx-missing', 'mail-from/failed', 'mail-from/rejects-on-failure'],
    causes: ['mail-from/mx-missing'],
  },
});

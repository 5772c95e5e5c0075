import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Two Regions hold the identity, and each has a MAIL FROM domain of its own',
  world({ aws, dns }) {
    const region = healthyRegion();
    const identity = region.identities['example.com'];
    if (identity?.MailFromAttributes !== undefined)
      identity.MailFromAttributes.MailFromDomain = 'bounce-us-east-1.example.com';
    aws.regions['us-east-1'] = region;
    dns.names['bounce-us-east-1.example.com'] = {
      TXT: ['v=spf1 include:amazonses.com ~all'],
      MX: [{ preference: 10, exchange: 'feedback-smtp.us-east-1.amazonses.com' }],
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from-records'],
  expect: { exitCode: 0, codes: [] },
});

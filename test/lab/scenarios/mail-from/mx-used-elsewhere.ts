import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The MX of the MAIL FROM domain is that of another Region, which uses the domain too: there it works',
  world({ aws, dns }) {
    aws.regions['us-east-1'] = healthyRegion();
    dns.names['bounce.example.com'] = {
      TXT: ['v=spf1 include:amazonses.com ~all'],
      MX: [{ preference: 10, exchange: 'feedback-smtp.us-east-1.amazonses.com' }],
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from-records'],
  expect: { exitCode: 0, codes: ['mail-from/mx-wrong-region'] },
});

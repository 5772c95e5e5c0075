import { senderRecords } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The identity of another account: its MAIL FROM domain has lost the SPF record',
  world({ dns }) {
    Object.assign(dns.names, senderRecords('partner.example'));
    dns.names['bounce.partner.example'] = {
      MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
    };
  },
  command: [
    ...['--source-arn', 'arn:aws:ses:eu-west-1:444455556666:identity/partner.example'],
    ...['--identity', 'news@partner.example', '--mail-from', 'bounce.partner.example'],
  ],
  expect: { exitCode: 1, codes: ['mail-from/spf-missing'] },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MAIL FROM domain is a CNAME to a name with the records of SES',
  world({ dns }) {
    dns.names['bounce.example.com'] = { CNAME: ['records.example.com'] };
    dns.names['records.example.com'] = {
      MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
      TXT: ['v=spf1 include:amazonses.com ~all'],
    };
  },
  command: ['--only', 'mail-from', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MX of the MAIL FROM domain was put at the domain itself, where nobody reads mail now',
  world({ dns }) {
    dns.names['example.com'] = {
      ...dns.names['example.com'],
      MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['identity/domain-takes-no-mail'], says: ['where SES collects bounces'] },
});

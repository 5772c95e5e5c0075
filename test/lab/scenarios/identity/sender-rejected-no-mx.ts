import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A receiver names the sender that it refuses, whose domain has no mail server',
  world({ dns }) {
    const { TXT } = dns.names['example.com'] ?? {};
    dns.names['example.com'] = { ...(TXT !== undefined && { TXT }) };
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: { '-': '550 5.1.8 <info@example.com>: Sender address rejected: Domain not found' },
  expect: {
    exitCode: 1,
    codes: ['identity/domain-takes-no-mail', 'bounce/sender-domain'],
    causes: ['identity/domain-takes-no-mail'],
  },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A receiver wants an MX of the sender, which has an address alone',
  world({ dns }) {
    const { TXT, A } = dns.names['example.com'] ?? {};
    dns.names['example.com'] = { ...(TXT !== undefined && { TXT }), A: A ?? ['192.0.2.25'] };
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: { '-': 'smtp; 550 5.7.1 Sender domain example.com has no MX record' },
  expect: {
    exitCode: 1,
    codes: ['identity/domain-takes-no-mail', 'bounce/sender-domain'],
    causes: ['identity/domain-takes-no-mail'],
    says: ['the receiver wants an MX'],
  },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Exim asks the server of the sender before it accepts, and there is none',
  world({ dns }) {
    const { TXT } = dns.names['example.com'] ?? {};
    dns.names['example.com'] = { ...(TXT !== undefined && { TXT }) };
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: {
    '-': 'smtp; 550-Sender verify failed 550 Verification failed for <info@example.com>: The mail server could not deliver mail to info@example.com.',
  },
  expect: {
    exitCode: 1,
    codes: ['identity/domain-takes-no-mail', 'bounce/sender-domain'],
    causes: ['identity/domain-takes-no-mail'],
    notCodes: ['recipient/no-mail-server', 'bounce/domain-not-found'],
  },
});

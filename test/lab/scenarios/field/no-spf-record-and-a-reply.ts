import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A receiver refuses mail without SPF: the record of the MAIL FROM domain was never published',
  world({ dns }) {
    const { MX = [] } = dns.names['bounce.example.com'] ?? {};
    dns.names['bounce.example.com'] = { MX };
  },
  command: ['--symptom', 'reply.txt', '--identity', 'example.com'],
  files: {
    'reply.txt':
      '550 5.7.23 The message was rejected because of Sender Policy Framework violation -> 550 5.7.1 SPF check failed for bounce.example.com',
  },
  expect: { exitCode: 1, firstCause: 'mail-from/spf-missing' },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A receiver refuses mail over DMARC, which DKIM alone would pass: two SPF records are not why',
  world({ dns }) {
    const node = dns.names['bounce.example.com'];
    dns.names['bounce.example.com'] = {
      ...node,
      TXT: [...(node?.TXT ?? []), 'v=spf1 include:_spf.google.com ~all'],
    };
  },
  command: ['--symptom', 'reply.txt', '--identity', 'example.com'],
  files: { 'reply.txt': '550 5.7.1 Message rejected: DMARC check failed for example.com' },
  expect: {
    exitCode: 1,
    codes: ['bounce/authentication-failed', 'spf/multiple-records'],
    says: ['DKIM is on for example.com'],
  },
});

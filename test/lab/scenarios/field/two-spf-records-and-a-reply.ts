import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'One receiver answers "SPF fail" for hours: the MAIL FROM domain has two SPF records',
  world({ dns }) {
    const node = dns.names['bounce.example.com'];
    dns.names['bounce.example.com'] = {
      ...node,
      TXT: [...(node?.TXT ?? []), 'v=spf1 include:_spf.google.com ~all'],
    };
  },
  command: ['--symptom', 'bounce.json', '--identity', 'example.com'],
  files: {
    'bounce.json': JSON.stringify([
      {
        emailAddress: 'ann@receiver.example',
        action: 'failed',
        status: '4.4.7',
        diagnosticCode:
          'smtp; 554 4.4.7 Message expired: unable to deliver in 840 minutes.<450 ERROR-TO: SPF fail.>',
      },
    ]),
  },
  expect: { exitCode: 1, firstCause: 'spf/multiple-records' },
});

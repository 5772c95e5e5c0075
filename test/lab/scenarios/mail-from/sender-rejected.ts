import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The records of the MAIL FROM domain are gone, and a receiver finds no such sender',
  world({ dns }) {
    delete dns.names['bounce.example.com'];
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: {
    '-': '450 4.1.8 <0102018f-xyz@bounce.example.com>: Sender address rejected: Domain not found',
  },
  expect: {
    exitCode: 1,
    codes: ['mail-from/mx-missing', 'mail-from/spf-missing', 'bounce/sender-domain'],
    causes: ['mail-from/mx-missing'],
    notCodes: ['recipient/domain-not-found', 'bounce/policy-rejected'],
  },
});

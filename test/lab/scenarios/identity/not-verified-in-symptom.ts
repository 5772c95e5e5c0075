import { receiverRecords } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The pasted error names a sender that nobody verified',
  world({ dns }) {
    Object.assign(dns.names, receiverRecords('unheard-of.example'));
  },
  command: ['--identity', 'billing@unheard-of.example', '--only', 'account', '--symptom', '-'],
  files: {
    '-': 'MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: billing@unheard-of.example',
  },
  expect: { exitCode: 1, codes: ['identity/not-found', 'identity/not-verified'] },
});

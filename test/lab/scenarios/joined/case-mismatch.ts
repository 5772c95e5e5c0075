import { receiverRecords, verifiedAddress } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The address that failed was verified with a capital letter',
  world({ region, dns }) {
    Object.assign(dns.names, receiverRecords('shop.example'));
    region.identities = { 'News@shop.example': verifiedAddress() };
  },
  command: ['--symptom', '-', '--only', 'account'],
  files: {
    '-': '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: news@shop.example',
  },
  expect: {
    exitCode: 1,
    codes: ['identity/case-mismatch', 'identity/not-found', 'identity/not-verified'],
    causes: ['identity/case-mismatch'],
  },
});

import { verifiedAddress } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The sender that failed is spelled in another case, and another domain was given',
  world({ region, dns }) {
    dns.names['shop.example'] = { A: ['192.0.2.9'] };
    region.identities['News@shop.example'] = verifiedAddress();
  },
  command: ['--symptom', '-', '--identity', 'example.com', '--only', 'account', '--only', 'send'],
  files: {
    '-': '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: news@shop.example',
  },
  expect: {
    exitCode: 1,
    codes: ['identity/case-mismatch', 'identity/not-found', 'identity/not-verified'],
    causes: ['identity/case-mismatch'],
  },
});

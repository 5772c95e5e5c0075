import { receiverRecords, verifiedAddress } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The address was verified with a capital letter',
  world({ region, dns }) {
    Object.assign(dns.names, receiverRecords('shop.example'));
    region.identities = { 'News@shop.example': verifiedAddress() };
  },
  command: ['--identity', 'news@shop.example', '--only', 'account'],
  expect: {
    exitCode: 1,
    codes: ['identity/case-mismatch', 'identity/not-found'],
    causes: ['identity/case-mismatch'],
  },
});

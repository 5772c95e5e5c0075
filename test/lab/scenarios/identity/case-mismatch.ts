import { verifiedAddress } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The address was verified with a capital letter',
  world({ region }) {
    region.identities = { 'News@shop.example': verifiedAddress() };
  },
  command: ['--identity', 'news@shop.example', '--only', 'account'],
  expect: {
    exitCode: 1,
    codes: ['identity/case-mismatch', 'identity/not-found'],
    causes: ['identity/case-mismatch'],
  },
});

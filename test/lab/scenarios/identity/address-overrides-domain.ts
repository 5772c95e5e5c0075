import { verifiedAddress } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An address identity without DKIM shadows its domain',
  world({ region }) {
    region.identities['news@example.com'] = verifiedAddress();
  },
  command: ['--identity', 'news@example.com'],
  expect: { exitCode: 1, codes: ['identity/address-overrides-domain', 'dkim/not-enabled'] },
});

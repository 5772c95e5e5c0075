import { verifiedAddress } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Somebody verified the From address beside the domain, and Yahoo refuses its mail for DMARC',
  world(world) {
    const { region } = world;
    region.identities['orders@example.com'] = verifiedAddress();
  },
  command: ['--symptom', 'bounce.txt', '--identity', 'orders@example.com'],
  files: {
    'bounce.txt':
      'smtp; 554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes: the message failed DMARC',
  },
  expect: { exitCode: 1, firstCause: 'identity/address-overrides-domain' },
});

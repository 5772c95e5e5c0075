import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The domain is verified, and may not send',
  world({ region }) {
    region.identities['example.com'] = { ...verifiedDomain('example.com'), VerifiedForSendingStatus: false };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['identity/sending-disabled'] },
});

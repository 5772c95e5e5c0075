import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The sender of the message has an identity of its own that failed, and the one above it was given: both are looked at',
  world(world) {
    publishKeys(world);
    world.dns.names['shop.example.com'] = { MX: [{ preference: 10, exchange: 'mx.example.com' }] };
    const above = world.region.identities['example.com'];
    if (above !== undefined)
      world.region.identities['shop.example.com'] = {
        ...structuredClone(above),
        VerifiedForSendingStatus: false,
        VerificationStatus: 'FAILED',
      };
  },
  command: ['--identity', 'example.com', '--message', 'mail.eml', '--only', 'identity'],
  files: { 'mail.eml': receivedMail().replaceAll('news@example.com', 'news@shop.example.com') },
  expect: {
    exitCode: 0,
    codes: ['identity/own-not-verified'],
    statuses: { 'identity example.com': 'pass', 'identity news@shop.example.com': 'warn' },
  },
});

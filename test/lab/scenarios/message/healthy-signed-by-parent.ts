import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The mail of a sender below the verified domain, signed by that: this account sent it',
  world(world) {
    publishKeys(world);
    world.dns.names['shop.example.com'] = { MX: [{ preference: 10, exchange: 'mx.example.com' }] };
  },
  command: ['--message', 'mail.eml', '--only', 'identity', '--only', 'message-origin'],
  files: { 'mail.eml': receivedMail().replaceAll('news@example.com', 'news@shop.example.com') },
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { 'message-origin': 'skipped', 'identity news@shop.example.com': 'pass' },
  },
});

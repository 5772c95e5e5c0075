import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The sender of the message is covered by the identity that was given, and has none of its own: nothing is wrong with it',
  world(world) {
    publishKeys(world);
    world.dns.names['shop.example.com'] = { MX: [{ preference: 10, exchange: 'mx.example.com' }] };
  },
  command: [
    '--identity',
    'example.com',
    '--message',
    'mail.eml',
    '--only',
    'identity',
    '--only',
    'message-origin',
  ],
  files: { 'mail.eml': receivedMail().replaceAll('news@example.com', 'news@shop.example.com') },
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { 'identity example.com': 'pass', 'identity news@shop.example.com': 'pass' },
  },
});

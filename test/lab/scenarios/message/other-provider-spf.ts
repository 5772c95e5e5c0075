import { byAnotherProvider, otherProvider } from '../../other-provider.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'Another provider sent the message with the domain itself as envelope sender, whose SPF record does not name it',
  world(world) {
    otherProvider(world);
    world.dns.names['example.com'] = { TXT: ['v=spf1 include:amazonses.com -all'] };
  },
  command: ['--identity', 'example.com', '--message', 'mail.eml', '--only', 'message'],
  files: { 'mail.eml': byAnotherProvider([], 'news@example.com') },
  expect: {
    exitCode: 1,
    codes: ['message/dmarc-failed', 'message/spf-failed', 'message/unsigned'],
    says: ['Find which program of yours sends through o1.esp.example (203.0.113.9)'],
    saysNot: ['Easy DKIM', 'include:amazonses.com'],
  },
});

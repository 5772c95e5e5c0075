import { byAnotherProvider, otherProvider } from '../../other-provider.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'Another provider sent the message and signed with its own name: Easy DKIM, which is in order, has no part in it',
  world: otherProvider,
  command: ['--identity', 'example.com', '--message', 'mail.eml', '--only', 'dkim*', '--only', 'message*'],
  files: { 'mail.eml': byAnotherProvider([{ domain: 'esp.example', selector: 's1' }]) },
  expect: {
    exitCode: 1,
    codes: ['message/dkim-unaligned', 'message/dmarc-failed'],
    firstCause: 'message/dkim-unaligned',
    infos: ['message/not-through-ses'],
    says: ['o1.esp.example (203.0.113.9)', 'set up DKIM for example.com at that provider'],
    saysNot: ['Easy DKIM', 'signs now'],
  },
});

import { byAnotherProvider, otherProvider } from '../../other-provider.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Another provider sent the message without a signature',
  world: otherProvider,
  command: ['--identity', 'example.com', '--message', 'mail.eml', '--only', 'message*'],
  files: { 'mail.eml': byAnotherProvider([]) },
  expect: {
    exitCode: 1,
    codes: ['message/dmarc-failed', 'message/unsigned'],
    firstCause: 'message/unsigned',
    infos: ['message/not-through-ses'],
    says: ['did not go through SES'],
    saysNot: ['Easy DKIM', 'signs now'],
  },
});

import { byAnotherProvider, otherProvider } from '../../other-provider.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Another provider signed for the sender, and the body was changed since',
  world: otherProvider,
  command: ['--identity', 'example.com', '--message', 'mail.eml', '--only', 'message*'],
  files: {
    'mail.eml': `${byAnotherProvider([{ domain: 'example.com', selector: 'k1' }])}\r\nadded later\r\n`,
  },
  expect: {
    exitCode: 1,
    codes: ['message/dkim-invalid', 'message/dmarc-failed'],
    says: ['after it was signed'],
    saysNot: ['Easy DKIM', 'SES signed', 'BYODKIM'],
  },
});

import { byAnotherProvider, otherProvider } from '../../other-provider.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Another provider signed for the sender, and its key is not in DNS',
  world: otherProvider,
  command: ['--identity', 'example.com', '--message', 'mail.eml', '--only', 'message*'],
  files: {
    'mail.eml': byAnotherProvider([{ domain: 'example.com', selector: 'gone' }]).replace(
      'Received: ',
      'Authentication-Results: mx.receiver.example; dkim=fail (no key) header.d=example.com\r\nReceived: ',
    ),
  },
  expect: {
    exitCode: 1,
    codes: ['message/dkim-invalid', 'message/dmarc-failed'],
    firstCause: 'message/dkim-invalid',
    says: ['gone._domainkey.example.com', 'it is no key of SES'],
    saysNot: ['Easy DKIM', 'after SES signed'],
  },
});

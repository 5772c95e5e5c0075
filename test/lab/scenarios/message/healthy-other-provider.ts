import { byAnotherProvider, otherProvider } from '../../other-provider.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'Another provider sent the message and passes DMARC: nothing is wrong, and the report says that SES did not send it',
  world: otherProvider,
  command: ['--identity', 'example.com', '--message', 'mail.eml'],
  files: { 'mail.eml': byAnotherProvider([{ domain: 'example.com', selector: 'k1' }], 'b@em.example.com') },
  expect: { exitCode: 0, codes: [], infos: ['message/not-through-ses'] },
});

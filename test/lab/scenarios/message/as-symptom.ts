import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The whole message was given as a symptom',
  world: publishKeys,
  command: ['--symptom', '-', '--only', 'message*'],
  files: { '-': `${receivedMail()}\r\nadded later` },
  expect: { exitCode: 1, codes: ['message/dkim-invalid'] },
});

import { bounceMail } from '../../other-mail.ts';
import { publishKeys } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A bounce mail was given as the message: it is read like a symptom, and Amazon is no sender',
  world: publishKeys,
  command: ['--message', 'bounce.eml'],
  files: { 'bounce.eml': bounceMail() },
  expect: {
    exitCode: 1,
    codes: ['bounce/unknown-user'],
    statuses: { 'identity news@example.com': 'pass', message: 'skipped' },
  },
});

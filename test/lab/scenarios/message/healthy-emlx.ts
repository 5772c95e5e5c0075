import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

const mail = receivedMail();

export default scenario({
  title: 'A message that Apple Mail stored, with a count above it and a list behind it',
  world: publishKeys,
  command: ['--message', 'mail.emlx', '--only', 'message*'],
  files: {
    'mail.emlx': `${String(mail.length)}\n${mail}<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict></dict></plist>\n`,
  },
  expect: { exitCode: 0, codes: [], statuses: { 'message-dkim': 'pass' } },
});

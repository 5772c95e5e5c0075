import { keyRecord } from '../../../support/signed-message.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Beside a whole key stands another text',
  world({ dns }) {
    dns.names['mail2026._domainkey.example.com'] = { TXT: [keyRecord, 'a note of the panel'] };
  },
  command: ['--identity', 'example.com', '--no-aws', '--only', 'dkim', '--dkim-selector', 'mail2026'],
  expect: { exitCode: 0, codes: [] },
});

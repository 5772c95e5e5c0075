import { keyRecord } from '../../../support/signed-message.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A panel has split the key over two TXT records',
  world({ dns }) {
    dns.names['mail2026._domainkey.example.com'] = { TXT: [keyRecord.slice(0, 200), keyRecord.slice(200)] };
  },
  command: ['--identity', 'example.com', '--no-aws', '--only', 'dkim', '--dkim-selector', 'mail2026'],
  expect: { exitCode: 1, codes: ['dkim/key-malformed'], says: ['2 TXT records', 'in one TXT record'] },
});

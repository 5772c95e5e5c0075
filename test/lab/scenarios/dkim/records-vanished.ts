import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DKIM records have vanished, and SES has not noticed yet',
  world({ dns, region }) {
    for (const token of dkimTokens('example.com')) dns.names[`${token}._domainkey.example.com`] = {};
    delete region.identities['example.com']?.MailFromAttributes;
    delete dns.names['bounce.example.com'];
  },
  command: ['--identity', 'example.com', '--only', 'dkim*', '--only', 'alignment'],
  expect: {
    exitCode: 1,
    codes: ['dkim/record-missing', 'alignment/dmarc-fails'],
    causes: ['dkim/record-missing'],
    statuses: { dkim: 'pass', 'dkim-key': 'skipped' },
  },
});

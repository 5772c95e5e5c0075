import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DKIM records are right, and the keys behind them are gone',
  world({ dns, region }) {
    for (const token of dkimTokens('example.com')) dns.names[`${token}.dkim.amazonses.com`] = {};
    delete region.identities['example.com']?.MailFromAttributes;
    delete dns.names['bounce.example.com'];
  },
  command: ['--identity', 'example.com', '--only', 'dkim*', '--only', 'alignment'],
  expect: {
    exitCode: 1,
    codes: ['dkim/key-missing', 'alignment/dmarc-fails'],
    causes: ['dkim/key-missing'],
    statuses: { 'dkim-records': 'pass' },
  },
});

import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A provider answers with the key itself in place of the CNAME',
  world({ dns }) {
    for (const token of dkimTokens('example.com')) {
      const key = dns.names[`${token}.dkim.amazonses.com`];
      if (key !== undefined) dns.names[`${token}._domainkey.example.com`] = key;
    }
  },
  command: ['--identity', 'example.com', '--only', 'dkim*', '--only', 'alignment'],
  expect: { exitCode: 0, codes: [], infos: ['dkim/wrong-type'] },
});

import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const [first] = dkimTokens('example.com');

export default scenario({
  title: 'TXT stands where a DKIM CNAME belongs',
  world({ dns }) {
    dns.names[`${first}._domainkey.example.com`] = { TXT: [`${first}.dkim.amazonses.com`] };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 1, codes: ['dkim/wrong-type'] },
});

import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const [first] = dkimTokens('example.com');

export default scenario({
  title: 'A DKIM record takes a detour to the right key',
  world({ dns }) {
    dns.names[`${first}._domainkey.example.com`] = { CNAME: ['key.example.net'] };
    dns.names['key.example.net'] = { CNAME: [`${first}.dkim.amazonses.com`] };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 0, codes: [], infos: ['dkim/wrong-target'] },
});

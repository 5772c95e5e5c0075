import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const [first] = dkimTokens('example.com');

export default scenario({
  title: 'A DKIM name has an underscore too many',
  world({ dns }) {
    Reflect.deleteProperty(dns.names, `${first}._domainkey.example.com`);
    dns.names[`_${first}._domainkey.example.com`] = { CNAME: [`${first}.dkim.amazonses.com`] };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 1, codes: ['dkim/wrong-name'] },
});

import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const [first] = dkimTokens('example.com');

export default scenario({
  title: 'A wildcard swallows a DKIM name',
  world({ dns }) {
    Reflect.deleteProperty(dns.names, `${first}._domainkey.example.com`);
    dns.names['*.example.com'] = { CNAME: ['parking.example.net'] };
    dns.names['*._domainkey.example.com'] = { CNAME: ['parking.example.net'] };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 1, codes: ['dkim/wildcard-answers'] },
});

import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const [, second] = dkimTokens('example.com');

export default scenario({
  title: 'One of the three DKIM records is not in DNS',
  world({ dns }) {
    Reflect.deleteProperty(dns.names, `${second}._domainkey.example.com`);
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 1, codes: ['dkim/record-missing'] },
});

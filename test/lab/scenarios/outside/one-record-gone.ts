import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const tokens = dkimTokens('example.com');

export default scenario({
  title: 'From outside: one of three DKIM records is gone, and SES may sign with one of the others',
  world({ dns }) {
    Reflect.deleteProperty(dns.names, `${tokens[1]}._domainkey.example.com`);
  },
  command: ['--identity', 'example.com', ...tokens.slice(0, 3).flatMap((one) => ['--dkim-selector', one])],
  expect: {
    exitCode: 0,
    codes: ['dkim/record-missing'],
    says: ['If this is it, or once SES changes to it'],
  },
});

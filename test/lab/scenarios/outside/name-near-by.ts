import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'From outside: the record of a token is at the domain above',
  world({ dns }) {
    dns.names['shop.example.com'] = { MX: [{ preference: 10, exchange: 'mx.example.com' }] };
  },
  command: ['--identity', 'shop.example.com', '--dkim-selector', dkimTokens('example.com')[0]],
  expect: { exitCode: 1, codes: ['dkim/wrong-name'] },
});

import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const [first] = dkimTokens('example.com');

export default scenario({
  title: 'A proxying DNS provider answers with an address',
  world({ dns }) {
    dns.names[`${first}._domainkey.example.com`] = { A: ['192.0.2.104'] };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 1, codes: ['dkim/wrong-type'] },
});

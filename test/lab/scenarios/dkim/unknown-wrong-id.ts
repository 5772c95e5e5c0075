import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const [first] = dkimTokens('example.com');

export default scenario({
  title: 'The resolver meets a DKIM name with another id: unknown, not missing',
  world({ dns }) {
    dns.faults.push({ name: `${first}._domainkey.example.com`, at: 'resolver', kind: 'wrong-id' });
  },
  command: ['--identity', 'example.com', '--timeout', '8', '--only', 'dkim-records'],
  expect: { exitCode: 3, codes: [], statuses: { 'dkim-records example.com': 'unknown' } },
});

import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const lacking = Object.fromEntries(
  dkimTokens('example.com').map((token) => [`${token}._domainkey.example.com`, null]),
);

export default scenario({
  title: 'One of the name servers does not know the DKIM records',
  world({ dns }) {
    dns.zones['example.com'] = { servers: { 'ns1.new.example': {}, 'ns1.old.example': { names: lacking } } };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 1, codes: ['dkim/wrong-zone'] },
});

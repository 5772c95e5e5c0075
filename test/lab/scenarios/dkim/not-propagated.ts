import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const lacking = Object.fromEntries(
  dkimTokens('example.com').map((token) => [`${token}._domainkey.example.com`, null]),
);

export default scenario({
  title: 'The DKIM records are published, and the resolver still has the answer from before',
  world({ dns }) {
    // The resolver sees the first server's world, and that server is not heard itself.
    dns.zones['example.com'] = { servers: { 'ns0.old.example': { names: lacking }, 'ns1.new.example': {} } };
    dns.faults.push({ name: '*', at: 'ns0.old.example', kind: 'timeout' });
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 0, codes: [], infos: ['dkim/not-propagated'] },
});

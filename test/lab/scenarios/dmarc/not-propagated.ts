import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DMARC record is published, and the resolver still has the answer from before',
  world({ dns }) {
    // The resolver sees the first server's world, and that server is not heard itself.
    dns.zones['example.com'] = {
      servers: { 'ns0.old.example': { names: { '_dmarc.example.com': null } }, 'ns1.new.example': {} },
    };
    dns.faults.push({ name: '*', at: 'ns0.old.example', kind: 'timeout' });
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: { exitCode: 0, codes: [], infos: ['dmarc/not-propagated'] },
});

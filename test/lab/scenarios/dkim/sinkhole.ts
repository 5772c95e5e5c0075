import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const [first] = dkimTokens('example.com');

export default scenario({
  title: 'The resolver leads a DKIM name to a sinkhole, and the zone has the record',
  world({ dns }) {
    // The resolver sees the first server's world, and that server is not heard itself.
    dns.zones['example.com'] = {
      servers: {
        'ns0.sinkhole.example': { names: { [`${first}._domainkey.example.com`]: { A: ['0.0.0.0'] } } },
        'ns1.new.example': {},
      },
    };
    dns.faults.push({ name: '*', at: 'ns0.sinkhole.example', kind: 'timeout' });
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['dkim/split-horizon'],
    notCodes: ['dkim/wrong-type', 'dkim/not-propagated'],
    says: ['0.0.0.0'],
  },
});

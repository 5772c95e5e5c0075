import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'One of the name servers does not know the DMARC record',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: { 'ns1.new.example': {}, 'ns1.old.example': { names: { '_dmarc.example.com': null } } },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 0, codes: ['dmarc/wrong-zone'] },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The name servers cannot be asked on port 53',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: { 'ns1.a.example': { broken: 'silent' }, 'ns2.a.example': { broken: 'silent' } },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 0, codes: [], infos: ['dkim/authority-unreachable'] },
});

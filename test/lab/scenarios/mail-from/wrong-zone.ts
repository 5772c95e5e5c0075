import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'One of the name servers does not know the MAIL FROM domain',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: { 'ns1.new.example': {}, 'ns1.old.example': { names: { 'bounce.example.com': null } } },
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from*'],
  expect: { exitCode: 1, codes: ['mail-from/wrong-zone'] },
});

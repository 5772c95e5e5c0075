import { scenario } from '../../scenario.ts';

export default scenario({
  title: '_domainkey.example.com is given to other servers, which have the records',
  world({ dns }) {
    dns.zones['_domainkey.example.com'] = { servers: { 'ns1.vendor.example': {}, 'ns2.vendor.example': {} } };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});

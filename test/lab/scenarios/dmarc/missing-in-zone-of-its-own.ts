import { scenario } from '../../scenario.ts';

export default scenario({
  title: '_dmarc.example.com is given to the servers of a former vendor, which lack the record',
  world({ dns }) {
    delete dns.names['_dmarc.example.com'];
    dns.zones['_dmarc.example.com'] = { servers: { 'ns1.vendor.example': {}, 'ns2.vendor.example': {} } };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: {
    exitCode: 0,
    codes: ['dmarc/missing'],
    says: ['The zone is _dmarc.example.com, which has name servers of its own'],
  },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DMARC record is a CNAME into the zone of a service whose name servers are gone',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = { CNAME: ['example-com.dmarc-service.example'] };
    dns.zones['dmarc-service.example'] = {
      servers: { 'ns1.gone.example': { broken: 'no-address' }, 'ns2.gone.example': { broken: 'no-address' } },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: { exitCode: 1, codes: ['dmarc/delegation-broken'], says: ['dmarc-service.example'] },
});

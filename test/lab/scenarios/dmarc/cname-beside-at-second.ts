import { scenario } from '../../scenario.ts';

const name = '_dmarc.example.com';

export default scenario({
  title:
    'Two operators serve the zone, and the second has a CNAME in place of the DMARC record beside the same text',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: {
        'ns1.dns-host.net': {},
        'ns2.other-host.net': {
          names: {
            ...dns.names,
            [name]: { ...dns.names[name], CNAME: ['example-com.hosted-dmarc.example'] },
          },
        },
      },
    };
    dns.names['example-com.hosted-dmarc.example'] = { TXT: ['v=DMARC1; p=none; rua=mailto:r@example.com'] };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['dmarc/cname-beside'], says: ['ns2.other-host.net'] },
});

import { scenario } from '../../scenario.ts';

const name = 'bounce.example.com';

export default scenario({
  title:
    'Two operators serve the zone, and the second has a CNAME beside the records of the MAIL FROM domain',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: {
        'ns1.dns-host.net': {},
        'ns2.other-host.net': {
          names: { ...dns.names, [name]: { ...dns.names[name], CNAME: ['shop.hosting.example'] } },
        },
      },
    };
    dns.names['shop.hosting.example'] = { A: ['192.0.2.90'] };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from*'],
  expect: {
    exitCode: 0,
    codes: ['mail-from/cname-beside'],
    notCodes: ['mail-from/not-propagated'],
    says: ['ns2.other-host.net'],
  },
});

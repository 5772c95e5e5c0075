import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const name = `${dkimTokens('example.com')[0]}._domainkey.example.com`;

export default scenario({
  title: 'Two operators serve the zone, and the second has a text beside the CNAME of a DKIM record',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: {
        'ns1.dns-host.net': {},
        'ns2.other-host.net': {
          names: { ...dns.names, [name]: { ...dns.names[name], TXT: ['v=DKIM1; p='] } },
        },
      },
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['dkim/cname-beside'], says: ['ns2.other-host.net'] },
});

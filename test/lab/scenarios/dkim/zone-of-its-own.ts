import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: '_domainkey.example.com is given to other servers, which lack the records',
  world({ dns }) {
    const lack = Object.fromEntries(
      dkimTokens('example.com').map((token) => [`${token}._domainkey.example.com`, null]),
    );
    dns.zones['_domainkey.example.com'] = {
      servers: { 'ns1.vendor.example': { names: lack }, 'ns2.vendor.example': { names: lack } },
    };
    for (const name of Object.keys(lack)) Reflect.deleteProperty(dns.names, name);
  },
  command: ['--identity', 'example.com', '--only', 'dkim'],
  expect: {
    exitCode: 1,
    codes: ['dkim/record-missing'],
    says: [
      'The zone is _domainkey.example.com, which has name servers of its own (ns1.vendor.example, ns2.vendor.example)',
    ],
  },
});

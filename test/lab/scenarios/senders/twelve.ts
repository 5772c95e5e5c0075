import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nothing is named, and twelve domains can send: ten are looked at',
  world({ region, dns }) {
    for (let index = 1; index < 12; index += 1) {
      const name = `shop${String(index).padStart(2, '0')}.example`;
      region.identities[name] = verifiedDomain(name);
      Object.assign(dns.names, senderRecords(name));
    }
    // The eleventh and twelfth are not looked at, whatever is wrong with them.
    delete dns.names['_dmarc.shop11.example'];
    delete dns.names['_dmarc.shop10.example'];
  },
  command: [],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['identity/none-given'],
    statuses: { 'identity example.com': 'pass', 'identity shop09.example': 'pass', 'identity-list': 'pass' },
  },
});

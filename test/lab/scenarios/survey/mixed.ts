import { dkimTokens, senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A survey of forty senders: three without DKIM records, two never verified, one without DMARC',
  world({ region, dns }) {
    for (let number = 1; number <= 40; number++) {
      const name = `customer${String(number)}.example`;
      region.identities[name] = verifiedDomain(name);
      Object.assign(dns.names, senderRecords(name));
      const identity = region.identities[name];
      if (number <= 3)
        for (const token of dkimTokens(name))
          Reflect.deleteProperty(dns.names, `${token}._domainkey.${name}`);
      if (number === 4 || number === 5) {
        Object.assign(identity, { VerificationStatus: 'FAILED', VerifiedForSendingStatus: false });
        Object.assign(identity.DkimAttributes ?? {}, { Status: 'FAILED' });
      }
      if (number === 6) Reflect.deleteProperty(dns.names, `_dmarc.${name}`);
    }
  },
  command: ['survey'],
  expect: {
    exitCode: 1,
    codes: ['dkim/record-missing', 'dkim/status-failed', 'dmarc/missing'],
  },
});

import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const domain = 'staging.notify.example.com';

export default scenario({
  title: 'A sub-domain waits; its DKIM records are right, and those of its MAIL FROM domain lack a label',
  world({ region, dns }) {
    const waiting = verifiedDomain(domain);
    region.identities[domain] = {
      ...waiting,
      VerificationStatus: 'PENDING',
      VerifiedForSendingStatus: false,
      DkimAttributes: { ...waiting.DkimAttributes, Status: 'PENDING' },
    };
    const records = senderRecords(domain);
    dns.names['bounce.notify.example.com'] = records[`bounce.${domain}`] ?? {};
    Reflect.deleteProperty(records, `bounce.${domain}`);
    Object.assign(dns.names, records);
  },
  command: ['--identity', domain],
  expect: {
    exitCode: 0,
    codes: ['identity/own-not-verified'],
    says: [
      'Its MAIL FROM records are at another name, bounce.notify.example.com',
      'wait: SES looks by itself',
    ],
  },
});

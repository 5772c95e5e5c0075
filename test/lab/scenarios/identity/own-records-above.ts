import { dkimTokens, senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const domain = 'staging.notify.example.com';

export default scenario({
  title: 'The records of a sub-domain that waits lack a label of its name; the domain above it is verified',
  world({ region, dns }) {
    const waiting = verifiedDomain(domain);
    region.identities[domain] = {
      ...waiting,
      VerificationStatus: 'PENDING',
      VerifiedForSendingStatus: false,
      DkimAttributes: { ...waiting.DkimAttributes, Status: 'PENDING' },
      MailFromAttributes: {
        MailFromDomain: `bounce.${domain}`,
        MailFromDomainStatus: 'PENDING',
        BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
      },
    };
    for (const token of dkimTokens(domain))
      dns.names[`${token}._domainkey.notify.example.com`] = { CNAME: [`${token}.dkim.amazonses.com`] };
    for (const [name, records] of Object.entries(senderRecords(domain))) {
      if (name === domain || name.endsWith('.dkim.amazonses.com')) dns.names[name] = records;
      if (name === `bounce.${domain}`) dns.names['bounce.notify.example.com'] = records;
    }
  },
  command: ['--identity', domain],
  expect: {
    exitCode: 0,
    codes: ['identity/own-not-verified'],
    says: [
      'Its DKIM and MAIL FROM records are at another name',
      '_domainkey.notify.example.com',
      'which lacks a label of the domain',
      'delete it at bounce.notify.example.com unless something else uses it there',
    ],
  },
});

import { dkimTokens, senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DKIM records are at the MAIL FROM domain',
  world({ region, dns }) {
    region.identities = { 'staging.notify.example': verifiedDomain('staging.notify.example') };
    Object.assign(dns.names, senderRecords('staging.notify.example'));
    for (const token of dkimTokens('staging.notify.example')) {
      dns.names[`${token}._domainkey.bounce.staging.notify.example`] = {
        CNAME: [`${token}.dkim.amazonses.com`],
      };
      Reflect.deleteProperty(dns.names, `${token}._domainkey.staging.notify.example`);
    }
  },
  command: ['--identity', 'staging.notify.example', '--only', 'dkim-records'],
  expect: { exitCode: 1, codes: ['dkim/wrong-name'] },
});

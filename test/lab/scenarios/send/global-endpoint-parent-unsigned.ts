import { healthyRegion, senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The domain above the sub-domain, which covers it in the second Region, does not sign there',
  world({ region, aws, dns }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    region.identities['mail.example.com'] = verifiedDomain('mail.example.com');
    Object.assign(dns.names, senderRecords('mail.example.com'));
    const other = healthyRegion();
    aws.regions['eu-central-1'] = other;
    const dkim = other.identities['example.com']?.DkimAttributes;
    if (dkim === undefined) throw new Error('the healthy world has keys');
    dkim.SigningEnabled = false;
  },
  command: ['--only', 'send', '--only', 'sending', '--identity', 'mail.example.com'],
  expect: {
    exitCode: 0,
    codes: ['send/global-endpoint-unequal'],
    says: ['put-email-identity-dkim-attributes --email-identity example.com', 'without a DKIM signature'],
  },
});

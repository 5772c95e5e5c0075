import { healthyRegion, senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The second Region knows the domain above the sub-domain alone, and has not verified it',
  world({ region, aws, dns }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    region.identities['mail.example.com'] = verifiedDomain('mail.example.com');
    Object.assign(dns.names, senderRecords('mail.example.com'));
    const other = healthyRegion();
    aws.regions['eu-central-1'] = other;
    const there = other.identities['example.com'];
    if (there === undefined) throw new Error('the healthy world has an identity');
    there.VerifiedForSendingStatus = false;
    there.VerificationStatus = 'PENDING';
  },
  command: [
    ...['--only', 'send', '--only', 'sending', '--identity', 'mail.example.com'],
    ...['--endpoint-id', 'abc.123'],
  ],
  expect: {
    exitCode: 1,
    codes: ['send/global-endpoint-unequal'],
    says: ['create-email-identity --email-identity mail.example.com'],
  },
});

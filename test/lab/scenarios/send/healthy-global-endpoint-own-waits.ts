import { healthyRegion, senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'In the second Region the sub-domain waits below a verified domain, which covers it',
  world({ region, aws, dns }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    region.identities['mail.example.com'] = verifiedDomain('mail.example.com');
    Object.assign(dns.names, senderRecords('mail.example.com'));
    const other = healthyRegion();
    aws.regions['eu-central-1'] = other;
    other.identities['mail.example.com'] = {
      ...verifiedDomain('mail.example.com'),
      VerifiedForSendingStatus: false,
      VerificationStatus: 'PENDING',
    };
  },
  command: [
    ...['--only', 'send', '--only', 'sending', '--identity', 'mail.example.com'],
    ...['--endpoint-id', 'abc.123'],
  ],
  expect: { exitCode: 0, codes: [] },
});

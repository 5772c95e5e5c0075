import { healthyRegion, senderRecords, verifiedAddress, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The second Region has the domain above the sub-domain and the address that are identities here',
  world({ region, aws, dns }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    region.identities['mail.example.com'] = verifiedDomain('mail.example.com');
    region.identities['news@example.com'] = verifiedAddress();
    Object.assign(dns.names, senderRecords('mail.example.com'));
    aws.regions['eu-central-1'] = healthyRegion();
  },
  command: [
    ...['--only', 'send', '--only', 'sending', '--identity', 'mail.example.com'],
    ...['--identity', 'news@example.com', '--identity', 'a@b.mail.example.com', '--endpoint-id', 'abc.123'],
  ],
  expect: { exitCode: 0, codes: [] },
});

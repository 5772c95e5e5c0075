import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'In the second Region DKIM signing is switched off',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    const other = healthyRegion();
    aws.regions['eu-central-1'] = other;
    const dkim = other.identities['example.com']?.DkimAttributes;
    if (dkim === undefined) throw new Error('the healthy world has keys');
    dkim.SigningEnabled = false;
  },
  command: [
    ...['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
    ...['--endpoint-id', 'abc.123'],
  ],
  expect: {
    exitCode: 1,
    codes: ['send/global-endpoint-unequal'],
    says: ['put-email-identity-dkim-attributes', 'without a DKIM signature'],
  },
});

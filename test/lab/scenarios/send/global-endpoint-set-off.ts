import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'In the second Region an alarm has switched off the configuration set, and SES waits for the MAIL FROM domain',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    const other = healthyRegion();
    aws.regions['eu-central-1'] = other;
    const set = other.configurationSets['transactional'];
    const mailFrom = other.identities['example.com']?.MailFromAttributes;
    if (set === undefined || mailFrom === undefined) throw new Error('the healthy world has both');
    set.SendingOptions = { SendingEnabled: false };
    mailFrom.MailFromDomainStatus = 'FAILED';
    mailFrom.BehaviorOnMxFailure = 'REJECT_MESSAGE';
  },
  command: [
    ...['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
    ...['--endpoint-id', 'abc.123'],
  ],
  expect: {
    exitCode: 1,
    codes: ['send/global-endpoint-unequal'],
    says: ['put-configuration-set-sending-options', 'names one Region'],
  },
});

import { healthyRegion, senderRecords } from '../lab/healthy-world.ts';
import { type Scenario, scenario } from '../lab/scenario.ts';

/** Worlds and command lines that together make every AWS call the product is able to make. */
export const everythingAsked: ReadonlyMap<string, Scenario> = new Map([
  [
    'a healthy sender, asked about everything',
    scenario({
      title: 'Every flag that leads to a call',
      world({ region, dns }) {
        region.account.VdmAttributes = {
          VdmEnabled: 'ENABLED',
          DashboardAttributes: { EngagementMetrics: 'ENABLED' },
        };
        region.receiverMetrics['Gmail'] = {
          SEND: Array.from({ length: 14 }, () => 400),
          PERMANENT_BOUNCE: Array.from({ length: 14 }, () => 2),
        };
        region.dashboard = { DashboardEnabled: true, AccountStatus: 'ACTIVE' };
        region.configurationSets['transactional'] = {
          ...region.configurationSets['transactional'],
          DeliveryOptions: { SendingPoolName: 'own' },
        };
        region.configurationSets['transactional'].eventDestinations?.push(
          {
            Name: 'bus',
            Enabled: true,
            MatchingEventTypes: ['BOUNCE'],
            EventBridgeDestination: {
              EventBusArn: 'arn:aws:events:eu-west-1:111122223333:event-bus/default',
            },
          },
          {
            Name: 'archive',
            Enabled: true,
            MatchingEventTypes: ['SEND', 'BOUNCE'],
            KinesisFirehoseDestination: {
              IamRoleArn: 'arn:aws:iam::111122223333:role/ses-to-firehose',
              DeliveryStreamArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/ses-events',
            },
          },
        );
        region.principals['arn:aws:iam::111122223333:role/mailer'] = [
          { effect: 'Allow', actions: ['ses:Send*'], resources: ['*'] },
        ];
        region.rules = [
          {
            rule: { Name: 'ses', EventPattern: '{"source":["aws.ses"]}' },
            targets: [{ Id: '1', Arn: 'arn:aws:logs:eu-west-1:111122223333:log-group:ses' }],
          },
        ];
        region.streams = { 'ses-events': {} };
        region.dedicatedIpPools = [{ PoolName: 'own', ScalingMode: 'STANDARD' }];
        region.dedicatedIps = [
          { Ip: '199.255.192.10', PoolName: 'own', WarmupStatus: 'DONE', WarmupPercentage: 100 },
        ];
        dns.names['10.192.255.199.in-addr.arpa'] = { PTR: ['a192-10.smtp-out.amazonses.com'] };
        dns.names['a192-10.smtp-out.amazonses.com'] = { A: ['199.255.192.10'] };
        region.tenants['acme'] = {
          tenant: { TenantName: 'acme', TenantId: 'tn-1', SendingStatus: 'ENABLED' },
          resources: [
            {
              ResourceType: 'EMAIL_IDENTITY',
              ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
            },
            {
              ResourceType: 'CONFIGURATION_SET',
              ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:configuration-set/transactional',
            },
            {
              ResourceType: 'EMAIL_TEMPLATE',
              ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:template/welcome',
            },
          ],
        };
        region.contactList = {
          name: 'newsletter',
          contacts: { 'someone@receiver.example': { UnsubscribeAll: false } },
        };
        region.templates['welcome'] = { Subject: 'Hello {{name}}', Text: 'Hello {{name}}' };
        for (const { attributes } of Object.values(region.topics)) attributes['SubscriptionsConfirmed'] = '0'; // they count late
        region.messages['0102-healthy'] = {
          Insights: [
            {
              Destination: 'someone@receiver.example',
              Isp: 'Other',
              Events: [
                { Type: 'SEND', Timestamp: new Date('2026-11-21T10:00:00Z') },
                { Type: 'DELIVERY', Timestamp: new Date('2026-11-21T10:00:02Z') },
              ],
            },
          ],
        };
      },
      command: [
        ...[
          '--identity',
          'example.com',
          '--configuration-set',
          'transactional',
          '--recipient',
          'someone@receiver.example',
        ],
        ...[
          '--tenant',
          'acme',
          '--principal',
          'arn:aws:iam::111122223333:role/mailer',
          '--template',
          'welcome',
          '--template-data',
          '{"name": "Ann"}',
          '--message-id',
          '0102-healthy',
        ],
      ],
      expect: { exitCode: 0, codes: [] },
    }),
  ],
  [
    'nothing that was named exists',
    scenario({
      title: 'Searches for other spellings and other Regions',
      command: [
        '--identity',
        'unheard-of.example',
        '--configuration-set',
        'unheard-of',
        '--template',
        'unheard-of',
      ],
      expect: { exitCode: 1, codes: [] },
    }),
  ],
  [
    'a sender of tenants',
    scenario({
      title: 'Which tenants own the sender?',
      world({ region }) {
        region.tenants['acme'] = {
          tenant: { TenantName: 'acme', TenantId: 'tn-1', SendingStatus: 'ENABLED' },
          resources: [
            {
              ResourceType: 'EMAIL_IDENTITY',
              ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
            },
          ],
        };
      },
      command: ['--identity', 'example.com'],
      expect: { exitCode: 0, codes: [] },
    }),
  ],
  [
    'a delegated sender',
    scenario({
      title: 'Whose account is this?',
      world({ dns }) {
        Object.assign(dns.names, senderRecords('partner.example'));
      },
      command: [
        ...['--source-arn', 'arn:aws:ses:eu-west-1:444455556666:identity/partner.example'],
        ...['--identity', 'news@partner.example'],
      ],
      expect: { exitCode: 0, codes: [] },
    }),
  ],
  [
    'the sandbox',
    scenario({
      title: 'Is the recipient verified?',
      world({ region }) {
        region.account.ProductionAccessEnabled = false;
      },
      command: ['--recipient', 'someone@receiver.example'],
      expect: { exitCode: 1, codes: [] },
    }),
  ],
  [
    'a global endpoint by its name, without the list of them',
    scenario({
      title: 'The list of global endpoints is denied, the one that is named is not',
      world({ region, aws }) {
        region.globalEndpoints = [
          { EndpointName: 'two', Status: 'READY', Regions: ['eu-west-1', 'us-east-1'] },
        ];
        aws.regions['us-east-1'] = healthyRegion();
        aws.faults = [{ op: 'ListMultiRegionEndpoints', kind: 'deny' }];
      },
      command: ['--identity', 'example.com', '--endpoint-id', 'two'],
      expect: { exitCode: 0 },
    }),
  ],
]);

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The tenant has a list of its own, so the entry on that of the account stops nothing',
  world({ region }) {
    region.suppressed = [
      {
        EmailAddress: 'someone@receiver.example',
        Reason: 'BOUNCE',
        LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
      },
    ];
    region.tenants['acme'] = {
      tenant: {
        TenantName: 'acme',
        SendingStatus: 'ENABLED',
        SuppressionAttributes: { SuppressionScope: 'TENANT', SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      },
      resources: [
        {
          ResourceType: 'EMAIL_IDENTITY',
          ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
        },
        {
          ResourceType: 'CONFIGURATION_SET',
          ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:configuration-set/transactional',
        },
      ],
      suppressed: [],
    };
  },
  command: [
    ...['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
    ...['--tenant', 'acme', '--configuration-set', 'transactional'],
  ],
  expect: { exitCode: 0, codes: [], infos: ['suppression/reason-not-enforced'] },
});

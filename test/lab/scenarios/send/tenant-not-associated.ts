import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The tenant that sends has no association with the domain',
  world({ region }) {
    region.tenants['acme'] = {
      tenant: {
        TenantName: 'acme',
        TenantId: 'tn-1',
        TenantArn: 'arn:aws:ses:eu-west-1:111122223333:tenant/acme/tn-1',
        SendingStatus: 'ENABLED',
      },
      resources: [
        {
          ResourceType: 'CONFIGURATION_SET',
          ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:configuration-set/transactional',
        },
        {
          ResourceType: 'EMAIL_IDENTITY',
          ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/shop.example',
        },
      ],
    };
  },
  command: ['--identity', 'example.com', '--tenant', 'acme', '--only', 'send-tenant'],
  expect: { exitCode: 1, codes: ['send/tenant'] },
});

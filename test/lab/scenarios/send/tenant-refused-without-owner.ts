import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES refuses a tenant that nobody names, and the sender belongs to none',
  world({ region }) {
    region.tenants['t9'] = {
      tenant: {
        TenantName: 't9',
        TenantId: 'tn-9',
        TenantArn: 'arn:aws:ses:eu-west-1:111122223333:tenant/t9/tn-9',
        SendingStatus: 'ENABLED',
      },
      resources: [
        {
          ResourceType: 'EMAIL_IDENTITY',
          ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/shop.example',
        },
        {
          ResourceType: 'CONFIGURATION_SET',
          ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:configuration-set/transactional',
        },
      ],
    };
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: {
    '-': 'SesV2Exception: Tenant not associated with resources (Service: SesV2, Status Code: 400)\n',
  },
  expect: { exitCode: 1, codes: ['send/tenant'] },
});

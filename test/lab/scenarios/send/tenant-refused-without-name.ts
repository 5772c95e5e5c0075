import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'SES refuses a tenant that nobody names, and the default set of the sender is not associated with it',
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
          ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
        },
        {
          ResourceType: 'CONFIGURATION_SET',
          ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:configuration-set/other',
        },
      ],
    };
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: {
    '-': 'SesV2Exception: Tenant not associated with resources (Service: SesV2, Status Code: 400)\n',
  },
  expect: {
    exitCode: 1,
    codes: ['send/tenant'],
    says: [
      '--tenant-name t9 --resource-arn arn:aws:ses:eu-west-1:111122223333:configuration-set/transactional',
    ],
  },
});

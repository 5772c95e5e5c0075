import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A recipient on the suppression list of the tenant',
  world({ region }) {
    region.configurationSets['per-tenant'] = {
      ...region.configurationSets['transactional'],
      SuppressionOptions: { SuppressionScope: 'TENANT' },
    };
    region.tenants['acme'] = {
      tenant: { TenantName: 'acme', SendingStatus: 'ENABLED' },
      resources: [
        {
          ResourceType: 'CONFIGURATION_SET',
          ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:configuration-set/transactional',
        },
        {
          ResourceType: 'EMAIL_IDENTITY',
          ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
        },
        {
          ResourceType: 'CONFIGURATION_SET',
          ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:configuration-set/per-tenant',
        },
      ],
      suppressed: [
        {
          EmailAddress: 'someone@receiver.example',
          Reason: 'COMPLAINT',
          LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
        },
      ],
    };
  },
  command: [
    '--identity',
    'example.com',
    '--recipient',
    'someone@receiver.example',
    '--tenant',
    'acme',
    '--configuration-set',
    'per-tenant',
  ],
  expect: { exitCode: 1, codes: ['suppression/tenant-list'], causes: ['suppression/tenant-list'] },
});

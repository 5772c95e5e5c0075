import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The default configuration set takes mail of tenants only, and the send names one',
  world({ region }) {
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      SuppressionOptions: { SuppressionScope: 'TENANT' },
    };
    region.tenants['acme'] = {
      tenant: { TenantName: 'acme', TenantId: 'tn-1', SendingStatus: 'ENABLED' },
      resources: [
        {
          ResourceType: 'CONFIGURATION_SET',
          ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:configuration-set/transactional',
        },
        {
          ResourceType: 'EMAIL_IDENTITY',
          ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
        },
      ],
    };
  },
  command: ['--identity', 'example.com', '--tenant', 'acme'],
  expect: { exitCode: 0, codes: [] },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A tenant that nobody asked about is paused',
  world({ region }) {
    region.tenants['acme'] = {
      tenant: { TenantName: 'acme', TenantId: 'tn-1', SendingStatus: 'DISABLED' },
      resources: [],
    };
    region.reputationEntities = [
      {
        ReputationEntityReference: 'arn:aws:ses:eu-west-1:111122223333:tenant/acme/tn-1',
        ReputationEntityType: 'RESOURCE',
        AwsSesManagedStatus: { Status: 'DISABLED', Cause: 'High bounce rate' },
        CustomerManagedStatus: { Status: 'ENABLED' },
        SendingStatusAggregate: 'DISABLED',
        ReputationImpact: 'HIGH',
      },
    ];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});

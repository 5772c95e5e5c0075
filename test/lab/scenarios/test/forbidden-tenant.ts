import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The tenant is not associated with the identity: nothing is sent',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.tenants['acme'] = {
      tenant: {
        ...{ TenantName: 'acme', TenantId: 'tn-1', SendingStatus: 'ENABLED' },
        TenantArn: 'arn:aws:ses:eu-west-1:111122223333:tenant/acme/tn-1',
      },
      resources: [],
    };
  },
  command: ['test', 'example.com', '--tenant', 'acme'],
  expect: { exitCode: 1, codes: ['send/tenant'], statuses: { 'proof-sending': 'skipped' } },
});

import { scenario } from '../../scenario.ts';
import { tracksThrough } from '../../tracking.ts';

export default scenario({
  title: 'The tracking domain does not exist, and the dashboard of the account tracks all mail',
  world(world) {
    tracksThrough(world, undefined, []);
    world.region.account.VdmAttributes = {
      VdmEnabled: 'ENABLED',
      DashboardAttributes: { EngagementMetrics: 'ENABLED' },
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['configuration-set/tracking-domain-broken'] },
});

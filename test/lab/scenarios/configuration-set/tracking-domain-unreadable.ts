import { scenario } from '../../scenario.ts';
import { tracksThrough } from '../../tracking.ts';

export default scenario({
  title: 'Whether the tracking domain exists cannot be told',
  world(world) {
    const { dns } = world;
    tracksThrough(world, undefined);
    dns.faults = [{ name: 'click.example.com', kind: 'servfail' }];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 3, codes: [], notCodes: ['configuration-set/tracking-domain-broken'] },
});

import { usualServers } from '../../dns/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The domain of the recipient is dark for validating resolvers',
  world({ dns }) {
    dns.zones['receiver.example'] = { servers: usualServers(), dnssec: 'expired' };
  },
  command: ['--recipient', 'someone@receiver.example', '--only', 'recipient'],
  expect: { exitCode: 1, codes: ['recipient/dnssec-broken'] },
});

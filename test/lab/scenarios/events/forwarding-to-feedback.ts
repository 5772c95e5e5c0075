import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Bounces are forwarded to a domain whose MX collects bounces for SES',
  world({ region, dns }) {
    const [destination] = region.configurationSets['transactional']?.eventDestinations ?? [];
    if (destination === undefined) throw new Error('the healthy world has a destination');
    destination.MatchingEventTypes = ['REJECT', 'DELIVERY_DELAY', 'RENDERING_FAILURE'];
    dns.names['example.com'] = dns.names['bounce.example.com'] ?? {};
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/no-bounce-channel', 'events/type-not-published'] },
});

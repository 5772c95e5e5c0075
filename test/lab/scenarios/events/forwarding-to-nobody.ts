import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Bounces are forwarded to a domain that takes no mail',
  world({ region, dns }) {
    const [destination] = region.configurationSets['transactional']?.eventDestinations ?? [];
    if (destination === undefined) throw new Error('the healthy world has a destination');
    destination.MatchingEventTypes = ['REJECT', 'DELIVERY_DELAY', 'RENDERING_FAILURE'];
    dns.names['news.example.com'] = { TXT: ['v=spf1 include:amazonses.com -all'] };
  },
  command: ['--only', 'events', '--identity', 'news.example.com'],
  expect: {
    exitCode: 0,
    codes: ['events/no-bounce-channel', 'events/type-not-published'],
    causes: ['events/type-not-published'],
  },
});

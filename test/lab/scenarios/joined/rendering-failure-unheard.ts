import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Sends are accepted and nothing arrives: rendering fails, and nobody hears of it',
  world({ region }) {
    region.templates['welcome'] = {
      Subject: 'Hello {{firstName}}',
      Text: 'Dear {{firstName}}',
      Html: '<p>{{firstName}}</p>',
    };
    const [destination] = region.configurationSets['transactional']?.eventDestinations ?? [];
    if (destination !== undefined)
      destination.MatchingEventTypes = ['BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY'];
  },
  command: ['--identity', 'example.com', '--template', 'welcome', '--template-data', '{"name": "Ann"}'],
  expect: {
    exitCode: 1,
    codes: ['template/missing-variable', 'template/silent-failure', 'events/type-not-published'],
    causes: ['template/missing-variable', 'events/type-not-published'],
  },
});

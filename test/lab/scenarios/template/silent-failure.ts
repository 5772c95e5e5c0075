import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The set in force does not publish rendering failures',
  world({ region }) {
    region.templates['welcome'] = {
      Subject: 'Hello {{name}}',
      Text: 'Hello {{name}}',
      Html: '<p>Hello {{name}}</p>',
    };
    const [destination] = region.configurationSets['transactional']?.eventDestinations ?? [];
    if (destination !== undefined) destination.MatchingEventTypes = ['BOUNCE', 'COMPLAINT'];
  },
  command: [
    '--only',
    'template',
    '--template',
    'welcome',
    '--template-data',
    '{"name": "Ann"}',
    '--identity',
    'example.com',
  ],
  expect: { exitCode: 0, codes: ['template/silent-failure'] },
});

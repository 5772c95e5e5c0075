import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Dashes in the template, underscores in the data',
  world(world) {
    const { region } = world;
    region.templates['invite'] = {
      Subject: 'Hello',
      Text: 'Dear {{display-name}}',
      Html: '<p>{{display-name}}</p>',
    };
  },
  command: [
    '--template',
    'invite',
    '--template-data',
    '{"display_name": "Ann"}',
    '--identity',
    'example.com',
  ],
  expect: { exitCode: 1, firstCause: 'template/missing-variable' },
});

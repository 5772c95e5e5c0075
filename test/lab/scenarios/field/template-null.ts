import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The data of a template holds null for one of its names: accepted, and never sent',
  world(world) {
    const { region } = world;
    region.templates['order'] = {
      Subject: 'Order {{order.number}}',
      Text: 'Dear {{name}}',
      Html: '<p>{{name}}, {{website}}</p>',
    };
  },
  command: [
    '--template',
    'order',
    '--template-data',
    '{"name": "Ann", "order": {"number": 7}}',
    '--identity',
    'example.com',
  ],
  expect: { exitCode: 1, firstCause: 'template/missing-variable' },
});

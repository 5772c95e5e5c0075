import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The data has more than the template prints',
  world({ region }) {
    region.templates['welcome'] = {
      Subject: 'Hello {{name}}',
      Text: 'Hello {{name}}',
      Html: '<p>Hello {{name}}</p>',
    };
  },
  command: [
    '--only',
    'template',
    '--template',
    'welcome',
    '--template-data',
    '{"name": "Ann", "city": "Ulm"}',
    '--identity',
    'example.com',
  ],
  expect: { exitCode: 0, codes: [], infos: ['template/unused-variable'] },
});

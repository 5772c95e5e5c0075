import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A raw line break in the data',
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
    'data.json',
    '--identity',
    'example.com',
  ],
  files: { 'data.json': '{"name": "Ann\nBee"}' },
  expect: { exitCode: 1, codes: ['template/data-invalid-json'] },
});

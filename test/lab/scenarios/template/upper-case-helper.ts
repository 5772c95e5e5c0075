import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A text converter wrote {{#IF}}',
  world({ region }) {
    region.templates['welcome'] = { Subject: 'Hello', Text: '{{#IF name}}Dear {{name}}{{/IF}}' };
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
  expect: { exitCode: 1, codes: ['template/unsupported-helper'] },
});

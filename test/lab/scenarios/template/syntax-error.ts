import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A block that is closed with another name',
  world({ region }) {
    region.templates['welcome'] = { Subject: 'Hello', Text: '{{#if name}}Dear {{name}}{{/each}}' };
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
  expect: { exitCode: 1, codes: ['template/syntax-error'], notCodes: ['template/render-rejected'] },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A template of more than 500 KB',
  world({ region }) {
    region.templates['welcome'] = { Subject: 'Hello', Text: '{{name}}', Html: 'a'.repeat(512_001) };
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
  expect: { exitCode: 1, codes: ['template/too-large'] },
});

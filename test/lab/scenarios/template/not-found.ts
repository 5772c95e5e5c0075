import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The template has another name here',
  world({ region }) {
    region.templates['Welcome'] = { Subject: 'Hello', Text: 'Hello' };
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
  expect: { exitCode: 1, codes: ['template/not-found'] },
});

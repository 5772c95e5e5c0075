import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'HTML without text',
  world({ region }) {
    region.templates['welcome'] = { Subject: 'Hello', Html: '<p>{{name}}</p>' };
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
  expect: { exitCode: 0, codes: ['template/no-text-part'] },
});

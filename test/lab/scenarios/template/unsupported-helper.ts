import { scenario } from '../../scenario.ts';

export default scenario({
  title: "A helper of the application's own",
  world({ region }) {
    region.templates['welcome'] = { Subject: 'Hello', Text: '{{upper name}}' };
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

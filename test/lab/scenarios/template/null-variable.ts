import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A value that is null',
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
    '{"name": null}',
    '--identity',
    'example.com',
  ],
  expect: { exitCode: 1, codes: ['template/missing-variable'] },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The data calls it first_name, the template firstName',
  world({ region }) {
    region.templates['welcome'] = {
      Subject: 'Hello {{firstName}}',
      Text: 'Dear {{firstName}}',
      Html: '<p>{{firstName}}</p>',
    };
  },
  command: [
    '--only',
    'template',
    '--template',
    'welcome',
    '--template-data',
    '{"first_name": "Ann"}',
    '--identity',
    'example.com',
  ],
  expect: {
    exitCode: 1,
    codes: ['template/missing-variable'],
    notCodes: ['template/unused-variable', 'template/render-rejected'],
  },
});

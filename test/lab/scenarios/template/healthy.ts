import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A template, data for all of it, and somebody who hears of failures',
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
    '{"name": "Ann"}',
    '--identity',
    'example.com',
  ],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { template: 'pass', 'template-data': 'pass', 'template-failures': 'pass' },
  },
});

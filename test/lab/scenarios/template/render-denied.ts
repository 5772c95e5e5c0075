import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'No right to test-render: the own analysis still answers',
  world({ region, aws }) {
    aws.faults.push({ op: 'TestRenderEmailTemplate', kind: 'deny' });
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
  expect: { exitCode: 3, codes: [], statuses: { 'template-data': 'unknown' } },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Without data the syntax is still looked at',
  world({ region }) {
    region.templates['welcome'] = { Subject: 'Hello {{name}}', Text: 'Dear {{name}}' };
  },
  command: ['--only', 'template', '--template', 'welcome', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { template: 'pass', 'template-data': 'skipped' } },
});

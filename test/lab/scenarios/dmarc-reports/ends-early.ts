import { dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A report that ends early: the rows before that pass, and nothing is known of the others',
  command: ['--identity', 'example.com', '--only', 'dmarc-reports', '--dmarc-report', 'report.xml'],
  files: {
    'report.xml': dmarcReport({ rows: [{}, { ip: '54.240.4.8' }] }).replace(
      /<count>100(?!.*<count>)[\s\S]*/,
      '',
    ),
  },
  expect: { exitCode: 3, codes: [], statuses: { 'dmarc-reports': 'unknown' } },
});

import { dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A report beside a file that is something else: the report is whole',
  command: [
    ...['--identity', 'example.com', '--only', 'dmarc-reports'],
    ...['--dmarc-report', 'report.xml', '--dmarc-report', 'letter.txt'],
  ],
  files: { 'report.xml': dmarcReport(), 'letter.txt': 'Dear all, the reports are in the other file.' },
  expect: { exitCode: 0, codes: [], statuses: { 'dmarc-reports': 'pass' } },
});

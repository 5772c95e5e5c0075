import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A file that is no report is not looked at, and gets no tick',
  command: ['--identity', 'example.com', '--only', 'dmarc-reports', '--dmarc-report', 'report.xml'],
  files: { 'report.xml': '<html><body>Not found</body></html>' },
  expect: { exitCode: 3, codes: [], statuses: { 'dmarc-reports': 'unknown' } },
});

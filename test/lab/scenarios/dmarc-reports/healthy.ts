import { dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Reports of a healthy sender, with a forwarder among the sources',
  command: ['--identity', 'example.com', '--only', 'dmarc-reports', '--dmarc-report', 'report.xml'],
  files: {
    'report.xml': dmarcReport({
      rows: [{}, { ip: '203.0.113.5', spf: 'fail', count: 3 }],
    }),
  },
  expect: {
    exitCode: 0,
    codes: [],
    notCodes: ['dmarc-reports/ses-unaligned', 'dmarc-reports/other-sources'],
    statuses: { 'dmarc-reports': 'pass' },
  },
});

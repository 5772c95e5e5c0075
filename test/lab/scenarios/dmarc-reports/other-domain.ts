import { amazonOnly, dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'A mailbox takes the reports of several domains: what fails at another one is no error of this sender',
  command: [
    ...['--identity', 'example.com', '--only', 'dmarc-reports', '--only', 'alignment', '--only', 'dkim'],
    ...['--dmarc-report', 'report.xml'],
  ],
  files: {
    'report.xml': dmarcReport({
      rows: [{ dkim: 'fail', spf: 'fail', disposition: 'reject', results: amazonOnly, count: 40 }],
    }).replaceAll('example.com', 'unrelated.example'),
  },
  expect: { exitCode: 0, codes: ['dmarc-reports/ses-unaligned'], causes: ['dmarc-reports/ses-unaligned'] },
});

import { amazonOnly, dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'explain reads a DMARC report, offline',
  command: ['explain', '--file', 'report.xml'],
  files: {
    'report.xml': dmarcReport({
      rows: [{}, { dkim: 'fail', spf: 'fail', disposition: 'reject', results: amazonOnly, count: 40 }],
    }),
  },
  expect: { exitCode: 1, codes: ['dmarc-reports/ses-unaligned'] },
});

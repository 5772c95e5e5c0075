import { amazonOnly, dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A report that ends early, with failures in the rows before that',
  command: ['explain', '--file', 'report.xml'],
  files: {
    'report.xml': dmarcReport({
      rows: [
        { dkim: 'fail', spf: 'fail', disposition: 'reject', results: amazonOnly, count: 40 },
        { ip: '54.240.4.8' },
      ],
    }).replace(/<count>100(?!.*<count>)[\s\S]*/, ''),
  },
  expect: { exitCode: 1, codes: ['dmarc-reports/ses-unaligned'] },
});

import { amazonOnly, dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Mail failed at receivers until DKIM was set up; today it would pass',
  command: [...['--only', 'dmarc-reports', '--dmarc-report', 'report.xml', '--dmarc-report', 'next-day.xml']],
  files: {
    'report.xml': dmarcReport({
      rows: [{}, { dkim: 'fail', spf: 'fail', disposition: 'reject', results: amazonOnly, count: 40 }],
    }),
    'next-day.xml': dmarcReport({ id: 'r-2', begin: '1794873600', end: '1794959999' }),
  },
  expect: { exitCode: 0, codes: [], infos: ['dmarc-reports/ses-unaligned'] },
});

import { dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

const day = (text: string): string => String(Math.floor(Date.parse(text) / 1000));

export default scenario({
  title: 'A report tells of failures and has no results of DKIM and SPF for them',
  world() {
    // As it is.
  },
  command: ['--identity', 'example.com', '--only', 'dmarc-reports', '--dmarc-report', 'report.xml'],
  files: {
    'report.xml': dmarcReport({
      begin: day('2026-11-25T00:00:00Z'),
      end: day('2026-11-25T23:59:59Z'),
      rows: [{}, { dkim: 'fail', spf: 'fail', disposition: 'reject', count: 40, results: ' ' }],
    }),
  },
  expect: {
    exitCode: 0,
    codes: ['dmarc-reports/ses-unaligned'],
    says: ['of which the report does not say what failed'],
    saysNot: ['no signature of the domain'],
  },
});

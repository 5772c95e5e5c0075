import { amazonOnly, dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Mail of another Region fails beside mail that passes: the identity of this one is in order',
  command: ['--only', 'dmarc-reports', '--dmarc-report', 'report.xml'],
  files: {
    'report.xml': dmarcReport({
      rows: [
        {},
        {
          ...{ dkim: 'fail', spf: 'fail', disposition: 'reject', count: 40 },
          results: amazonOnly.replace('eu-west-1', 'us-west-2'),
        },
      ],
    }),
  },
  expect: {
    exitCode: 0,
    codes: ['dmarc-reports/ses-unaligned'],
    says: ['us-west-2.amazonses.com', 'other mail passed the same day'],
  },
});

import { dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: "SES signed the mail with another identity's domain: what this domain publishes mends nothing",
  command: ['--only', 'dmarc-reports', '--dmarc-report', 'report.xml'],
  files: {
    'report.xml': dmarcReport({
      rows: [
        {
          ...{ dkim: 'fail', spf: 'fail', disposition: 'reject', count: 70 },
          results:
            '<dkim><domain>shop.example</domain><result>pass</result></dkim>' +
            '<spf><domain>bounce.shop.example</domain><result>pass</result></spf>',
        },
      ],
    }),
  },
  expect: { exitCode: 1, codes: ['dmarc-reports/ses-unaligned'], says: ['an identity of that domain'] },
});

import { dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A signature of the domain fails, with a key that SES does not hold: another source of mail',
  command: ['--identity', 'example.com', '--only', 'dmarc-reports', '--dmarc-report', 'report.xml'],
  files: {
    'report.xml': dmarcReport({
      rows: [
        {},
        {
          ip: '203.0.113.9',
          dkim: 'fail',
          spf: 'fail',
          disposition: 'reject',
          results: '<dkim><domain>example.com</domain><selector>s1</selector><result>fail</result></dkim>',
        },
      ],
    }),
  },
  expect: { exitCode: 0, codes: [], infos: ['dmarc-reports/other-sources'] },
});

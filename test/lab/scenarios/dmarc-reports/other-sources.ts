import { dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Somebody else uses the domain: told, and no fault of SES',
  command: ['--identity', 'example.com', '--only', 'dmarc-reports', '--dmarc-report', 'report.xml'],
  files: {
    'report.xml': dmarcReport({
      rows: [{}, { ip: '203.0.113.9', dkim: 'fail', spf: 'fail', disposition: 'reject', results: '' }],
    }),
  },
  expect: { exitCode: 0, codes: [], infos: ['dmarc-reports/other-sources'] },
});

import { dkimTokens } from '../../healthy-world.ts';
import { dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

const [token] = dkimTokens('example.com');

export default scenario({
  title:
    'A mailing list changed mail of the identity: its signature fails with a key that SES holds, which is no forgery',
  command: ['--identity', 'example.com', '--only', 'dmarc-reports', '--dmarc-report', 'report.xml'],
  files: {
    'report.xml': dmarcReport({
      rows: [
        {},
        ...['fail', 'neutral'].map((result, index) => ({
          ip: `209.85.220.4${index}`,
          dkim: 'fail',
          spf: 'fail',
          disposition: 'reject',
          results: `<dkim><domain>example.com</domain><selector>${token}</selector><result>${result}</result></dkim><spf><domain>lists.uni.example</domain><result>pass</result></spf>`,
        })),
      ],
    }),
  },
  expect: { exitCode: 0, codes: [], infos: [] },
});

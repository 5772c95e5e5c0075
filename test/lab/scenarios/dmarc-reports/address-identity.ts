import { verifiedAddress } from '../../healthy-world.ts';
import { amazonOnly, dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'All mail of an address fails: it is an identity of its own without DKIM, and its domain is in order',
  world: ({ region }) => {
    region.identities['news@example.com'] = verifiedAddress();
  },
  command: ['--only', 'dmarc-reports', '--identity', 'example.com', '--dmarc-report', 'report.xml'],
  files: {
    'report.xml': dmarcReport({
      rows: [{ dkim: 'fail', spf: 'fail', disposition: 'reject', results: amazonOnly, count: 70 }],
    }),
  },
  expect: {
    exitCode: 1,
    codes: ['dmarc-reports/ses-unaligned'],
    says: ['news@example.com sends without its signature', '--email-identity news@example.com'],
  },
});

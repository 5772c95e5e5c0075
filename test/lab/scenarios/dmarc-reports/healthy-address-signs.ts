import { verifiedAddress } from '../../healthy-world.ts';
import { amazonOnly, dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Mail failed in the past, and the address of the domain signs as the domain does',
  world: ({ region }) => {
    const signs = {
      SigningEnabled: true,
      Status: 'SUCCESS' as const,
      SigningAttributesOrigin: 'AWS_SES' as const,
    };
    region.identities['news@example.com'] = { ...verifiedAddress(), DkimAttributes: signs };
  },
  command: ['--only', 'dmarc-reports', '--identity', 'example.com', '--dmarc-report', 'report.xml'],
  files: {
    'report.xml': dmarcReport({
      rows: [{ dkim: 'fail', spf: 'fail', disposition: 'reject', results: amazonOnly, count: 40 }],
    }),
  },
  expect: { exitCode: 0, codes: [], infos: ['dmarc-reports/ses-unaligned'] },
});

import { amazonOnly, dmarcReport } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Receivers rejected mail that SES signed with amazonses.com alone, and DKIM is off still',
  world({ region }) {
    const identity = region.identities['example.com'];
    if (identity?.DkimAttributes !== undefined) identity.DkimAttributes.SigningEnabled = false;
    if (identity !== undefined) delete identity.MailFromAttributes;
  },
  command: [
    ...['--identity', 'example.com', '--only', 'dmarc-reports', '--only', 'alignment', '--only', 'dkim'],
    ...['--dmarc-report', 'report.xml'],
  ],
  files: {
    'report.xml': dmarcReport({
      rows: [{}, { dkim: 'fail', spf: 'fail', disposition: 'reject', results: amazonOnly, count: 40 }],
    }),
  },
  expect: {
    exitCode: 1,
    codes: ['dmarc-reports/ses-unaligned', 'alignment/dmarc-fails', 'dkim/not-enabled'],
    causes: ['dkim/not-enabled'],
  },
});

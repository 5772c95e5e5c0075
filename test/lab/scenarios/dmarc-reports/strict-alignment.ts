import { dmarcReport, passing } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Mail of a subdomain is signed with the domain above it, whose record asks for the same name',
  command: [
    ...['example.com', '--no-aws', '--no-dns', '--no-smtp', '--only', 'dmarc-reports'],
    ...['--dmarc-report', 'report.xml'],
  ],
  files: {
    'report.xml': dmarcReport({
      rows: [
        {
          ...{ from: 'news.example.com', count: 300, disposition: 'reject' },
          ...{ dkim: 'fail', spf: 'fail', results: passing },
        },
      ],
    }).replace('<adkim>r</adkim><aspf>r</aspf>', '<adkim>s</adkim><aspf>s</aspf>'),
  },
  expect: {
    exitCode: 1,
    codes: ['dmarc-reports/ses-unaligned'],
    says: ['strict alignment', 'set adkim=r'],
  },
});

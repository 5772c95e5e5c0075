import { dmarcReport, passing } from '../../../support/dmarc-report.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The record asks for the same name, and the mail has it; mail of a subdomain passes by a signature of its own',
  command: ['--identity', 'example.com', '--only', 'dmarc-reports', '--dmarc-report', 'report.xml'],
  files: {
    'report.xml': dmarcReport({
      rows: [
        { count: 500, spf: 'fail' },
        {
          ...{ from: 'news.example.com', count: 300, spf: 'fail' },
          results: passing.replace('<domain>example.com<', '<domain>news.example.com<'),
        },
      ],
    }).replace('<adkim>r</adkim><aspf>r</aspf>', '<adkim>s</adkim><aspf>s</aspf>'),
  },
  expect: { exitCode: 0, codes: [] },
});

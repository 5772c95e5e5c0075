import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'From outside, without the envelope sender: DKIM alone tells whether DMARC passes',
  command: [
    '--identity',
    'example.com',
    ...dkimTokens('example.com').flatMap((token) => ['--dkim-selector', token]),
  ],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { 'dkim-records': 'pass', alignment: 'pass', spf: 'skipped', 'mail-from-records': 'skipped' },
  },
});

import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A domain looked at from outside, by its DKIM selectors and its MAIL FROM domain',
  command: [
    '--identity',
    'example.com',
    ...dkimTokens('example.com').flatMap((token) => ['--dkim-selector', token]),
    '--mail-from',
    'bounce.example.com',
  ],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: {
      'dkim-records': 'pass',
      'dkim-key': 'pass',
      'mail-from-records': 'pass',
      spf: 'pass',
      dmarc: 'pass',
      alignment: 'pass',
      identity: 'skipped',
      dkim: 'skipped',
    },
  },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'AWS is left alone: what only AWS knows gets no tick',
  command: ['--no-aws', '--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: {
      access: 'skipped',
      'reputation-tenant': 'skipped',
      identity: 'skipped',
      'configuration-set': 'skipped',
      'configuration-set-pool': 'skipped',
      'configuration-set-tracking': 'skipped',
      events: 'skipped',
      dmarc: 'pass',
    },
  },
});

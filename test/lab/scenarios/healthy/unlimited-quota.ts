import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An account without a daily quota',
  world({ region }) {
    region.account.SendQuota = { Max24HourSend: -1, MaxSendRate: 500, SentLast24Hours: 4_000_000 };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { quota: 'pass' } },
});

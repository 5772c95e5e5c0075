import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The daily quota is used up',
  world({ region }) {
    region.account.SendQuota = { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 50_000 };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['quota/daily-exhausted'] },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'More than four fifths of the daily quota are used',
  world({ region }) {
    region.account.SendQuota = { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 40_000 };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['quota/daily-nearly-exhausted'] },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: '454 Throttling failure, and the quota is used up',
  world({ region }) {
    region.account.SendQuota = { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 50_000 };
  },
  command: ['--symptom', '-', '--only', 'account'],
  files: { '-': '454 Throttling failure: Daily message quota exceeded.' },
  expect: { exitCode: 1, codes: ['quota/daily-exhausted'], causes: ['quota/daily-exhausted'] },
});

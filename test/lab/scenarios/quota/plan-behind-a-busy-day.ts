import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A campaign of 40,000 that would fit, had four fifths of the quota not been used today',
  world({ region }) {
    region.account.SendQuota = { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 40_000 };
  },
  command: ['--identity', 'example.com', '--plan', '40000', '--within', '2h'],
  expect: {
    exitCode: 1,
    codes: ['quota/daily-nearly-exhausted', 'quota/plan-does-not-fit'],
    causes: ['quota/daily-nearly-exhausted'],
  },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A campaign of a million in two hours, on a day with four fifths of the quota used',
  world({ region }) {
    region.account.SendQuota = { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 40_000 };
  },
  command: ['--identity', 'example.com', '--plan', '1000000', '--within', '2h'],
  expect: {
    exitCode: 1,
    codes: ['quota/plan-does-not-fit', 'quota/daily-nearly-exhausted'],
    causes: ['quota/plan-does-not-fit', 'quota/daily-nearly-exhausted'],
  },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Of two failures in a log one is over: the other, which nothing explains, is no all-clear',
  world: ({ region }) => {
    region.account.SendQuota = { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 1200 };
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: {
    '-': [
      '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: a@example.com',
      '454 Throttling failure: Daily message quota exceeded.',
      '',
    ].join('\n'),
  },
  expect: { exitCode: 3, codes: ['send/not-explained-here'], infos: ['quota/was-exhausted'] },
});

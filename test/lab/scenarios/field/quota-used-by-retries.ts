import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A queue retried all night and used up the day',
  world(world) {
    const { region } = world;
    const quota = region.account.SendQuota;
    if (quota !== undefined) quota.SentLast24Hours = quota.Max24HourSend;
  },
  command: ['--symptom', 'queue.log', '--identity', 'example.com'],
  files: { 'queue.log': 'Aws::SES::Errors::Throttling: Daily message quota exceeded.' },
  expect: { exitCode: 1, firstCause: 'quota/daily-exhausted' },
});

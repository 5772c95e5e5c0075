import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The quota was used up when the error came, and is free again',
  command: ['--identity', 'example.com', '--symptom', '-'],
  files: { '-': '454 Throttling failure: Daily message quota exceeded.\\n' },
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['quota/was-exhausted'],
    notCodes: ['send/not-explained-here'],
    refuted: ['quota/daily-exhausted'],
  },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Of two failures one is over, and nobody knows the other: that is no all-clear',
  command: ['--identity', 'example.com', '--symptom', '-'],
  files: { '-': '550 5.9.9 blorp\n454 Throttling failure: Daily message quota exceeded.\n' },
  expect: { exitCode: 3, codes: ['send/unrecognised'], infos: ['quota/was-exhausted'] },
});

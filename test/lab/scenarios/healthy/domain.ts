import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A verified domain in a quiet account',
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { identity: 'pass', sandbox: 'pass', sending: 'pass', quota: 'pass', reputation: 'pass' },
  },
});

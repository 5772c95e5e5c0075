import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Gmail slows a new sender down',
  command: ['explain', '--file', 'error.txt'],
  files: {
    'error.txt':
      'smtp; 421 4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your SPF domain [bounce.example.com]. To protect our users from spam, mail sent from your domain has been temporarily rate limited.',
  },
  expect: { exitCode: 0, firstCause: 'bounce/rate-limited' },
});

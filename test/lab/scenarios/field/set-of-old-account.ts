import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The application still names the set of the account it was moved from',
  command: ['--symptom', 'app.log', '--identity', 'example.com'],
  files: {
    'app.log':
      '{"level":"error","msg":"mail failed","err":"ConfigurationSetDoesNotExistException: Configuration set <prod-mailer> does not exist."}',
  },
  expect: { exitCode: 1, firstCause: 'configuration-set/not-found' },
});

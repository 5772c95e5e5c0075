import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A receiver with Postfix says the same words to SES: nothing is wrong with a server of our own',
  command: ['explain', '--file', 'log.txt'],
  files: {
    'log.txt':
      'smtp; 550 5.1.1 <ann@receiver.example>: Recipient address rejected: User unknown in local recipient table',
  },
  expect: { exitCode: 1, firstCause: 'bounce/unknown-user', says: ['Hard bounces count'] },
});

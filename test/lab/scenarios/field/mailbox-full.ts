import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A reader who never empties the mailbox',
  command: ['explain', '--file', 'error.txt'],
  files: {
    'error.txt':
      'smtp; 452 4.2.2 The email account that you tried to reach is over quota. Please direct the recipient to clear space.',
  },
  expect: { exitCode: 1, firstCause: 'bounce/mailbox-full' },
});

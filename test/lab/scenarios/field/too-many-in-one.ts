import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A newsletter puts all its readers into Bcc',
  command: ['explain', '--file', 'error.txt'],
  files: { 'error.txt': 'BadRequestException: Recipient count exceeds 50.' },
  expect: { exitCode: 1, firstCause: 'send/too-many-recipients' },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A send names a topic that the contact list does not have',
  command: ['--identity', 'example.com', '--symptom', '-'],
  files: {
    '-': "An error occurred (BadRequestException) when calling the SendEmail operation: Topic: deals doesn't exist in contact list: weekly",
  },
  expect: { exitCode: 1, codes: ['send/list-management'] },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The access key of a server was rotated, and the server was not told',
  command: ['explain', '--file', 'error.txt'],
  files: {
    'error.txt':
      'ClientError: An error occurred (InvalidClientTokenId) when calling the SendEmail operation: The security token included in the request is invalid.',
  },
  expect: { exitCode: 1, firstCause: 'access/credentials-rejected' },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An invoice with scans in it is larger than a message may be',
  command: ['explain', '--file', 'error.txt'],
  files: {
    'error.txt':
      'botocore.errorfactory.InvalidParameterValue: An error occurred (InvalidParameterValue) when calling the SendRawEmail operation: Message length is more than 10485760 bytes long: 14680064',
  },
  expect: { exitCode: 1, firstCause: 'send/message-too-large' },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The clock of the host is an hour late, and AWS refuses the signature',
  command: ['explain', '--file', 'error.txt'],
  files: {
    'error.txt':
      'An error occurred (SignatureDoesNotMatch) when calling the SendEmail operation: Signature expired: 20261121T090000Z is now earlier than 20261121T095500Z (20261121T100000Z - 5 min.)',
  },
  expect: {
    exitCode: 1,
    firstCause: 'access/credentials-rejected',
    says: ['The clock of the host that sends is wrong'],
    saysNot: ['Ask AWS whose credentials they are'],
  },
});

import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The name in the error is that of an interface endpoint: its own security group is to let the senders in',
  command: ['explain', 'error.txt'],
  files: {
    'error.txt':
      'socket.timeout: timed out connecting to vpce-0a1b2c3d4e5f-abcdefgh.email-smtp.eu-west-1.vpce.amazonaws.com:587\n',
  },
  expect: {
    exitCode: 1,
    codes: ['smtp/port-blocked'],
    says: ['the security group', 'describe-vpc-endpoints --vpc-endpoint-ids vpce-0a1b2c3d4e5f'],
  },
});

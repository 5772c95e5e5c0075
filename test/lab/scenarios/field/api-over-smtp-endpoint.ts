import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A function in a VPC calls the API, and the VPC has an endpoint for SMTP alone',
  command: ['explain', '--file', 'lambda.log'],
  files: {
    'lambda.log':
      '2026-11-21T10:00:05.100Z 1f2e ERROR TimeoutError: connect ETIMEDOUT 10.0.12.5:443 at email.eu-west-1.amazonaws.com (SES.SendEmail)',
  },
  expect: { exitCode: 1, firstCause: 'access/endpoint-unreachable' },
});

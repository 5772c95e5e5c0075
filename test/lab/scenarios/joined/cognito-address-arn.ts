import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Cognito was given the ARN of an address, and only its domain is an identity',
  command: ['--symptom', '-', '--only', 'account', '--only', 'send'],
  files: {
    '-': 'InvalidEmailRoleAccessPolicyException: Cognito is not allowed to use your email identity arn:aws:ses:eu-west-1:111122223333:identity/auth@example.com',
  },
  expect: {
    exitCode: 1,
    codes: ['identity/arn-of-no-identity', 'send/identity-not-usable'],
    causes: ['identity/arn-of-no-identity'],
  },
});

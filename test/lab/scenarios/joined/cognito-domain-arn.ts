import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Cognito was given the ARN of the domain: what else refuses it cannot be seen',
  command: ['--symptom', '-', '--only', 'account', '--only', 'send'],
  files: {
    '-': 'InvalidEmailRoleAccessPolicyException: Cognito is not allowed to use your email identity arn:aws:ses:eu-west-1:111122223333:identity/example.com',
  },
  expect: { exitCode: 1, codes: ['send/identity-not-usable'], causes: ['send/identity-not-usable'] },
});

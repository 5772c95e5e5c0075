import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The same denial for an identity of its own account is about the policy of the user',
  command: ['--symptom', '-'],
  files: {
    '-': "554 Access denied: User `arn:aws:iam::111122223333:user/smtp' is not authorized to perform `ses:SendRawEmail' on resource `arn:aws:ses:eu-west-1:111122223333:identity/example.com'",
  },
  expect: { exitCode: 1, codes: ['send/access-denied'] },
});

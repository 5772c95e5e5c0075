import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The organisation forbids SES in this Region',
  command: ['--symptom', 'error.txt', '--identity', 'example.com'],
  files: {
    'error.txt':
      'AccessDeniedException: User: arn:aws:iam::111122223333:user/app is not authorized to perform: ses:SendEmail on resource: arn:aws:ses:eu-west-1:111122223333:identity/example.com with an explicit deny in a service control policy',
  },
  expect: {
    exitCode: 1,
    firstCause: 'send/access-denied',
    says: ['service control policy of the organization denies ses:SendEmail'],
  },
});

import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'All but one From address is denied, and a text tells of the refusal: an error',
  world({ region }) {
    region.principals[role] = [
      { effect: 'Allow', actions: ['ses:*'], resources: ['*'] },
      {
        effect: 'Deny',
        actions: ['ses:Send*'],
        resources: ['*'],
        whereNot: { 'ses:FromAddress': 'news@example.com' },
      },
    ];
  },
  command: ['--symptom', 'error.txt', '--identity', 'example.com'],
  files: {
    'error.txt':
      'AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/mailer/app is not authorized to perform: ses:SendEmail on resource: arn:aws:ses:eu-west-1:111122223333:identity/example.com with an explicit deny in an identity-based policy\n',
  },
  expect: { exitCode: 1, firstCause: 'send/access-denied', says: ['ses:FromAddress of the send'] },
});

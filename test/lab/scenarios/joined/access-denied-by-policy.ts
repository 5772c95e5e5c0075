import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'AccessDenied names the identity of the sender, whose policy denies the caller',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      Policies: {
        freeze: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Deny',
              Principal: { AWS: 'arn:aws:iam::111122223333:user/mailer' },
              Action: 'ses:SendEmail',
              Resource: '*',
            },
          ],
        }),
      },
    };
  },
  command: ['--symptom', '-', '--only', 'account', '--only', 'client', '--skip', 'smtp*'],
  files: {
    '-': "An error occurred (AccessDenied) when calling the SendEmail operation: User `arn:aws:iam::111122223333:user/mailer' is not authorized to perform `ses:SendEmail' on resource `arn:aws:ses:eu-west-1:111122223333:identity/example.com'",
  },
  expect: {
    exitCode: 1,
    codes: ['identity/policy-denies', 'send/access-denied'],
    causes: ['identity/policy-denies'],
  },
});

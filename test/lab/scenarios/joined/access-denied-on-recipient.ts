import { scenario } from '../../scenario.ts';
import { verifiedDomain } from '../../healthy-world.ts';

export default scenario({
  title:
    'AccessDenied names the identity of the recipient: the policy of the caller allows the own domain alone',
  world({ region }) {
    region.account.ProductionAccessEnabled = false;
    region.identities['receiver.example'] = {
      ...verifiedDomain('receiver.example'),
      ConfigurationSetName: undefined,
    };
  },
  command: [
    ...['--symptom', '-', '--identity', 'example.com', '--recipient', 'ann@receiver.example'],
    ...['--only', 'account', '--only', 'client', '--skip', 'smtp*'],
  ],
  files: {
    '-': "An error occurred (AccessDenied) when calling the SendEmail operation: User `arn:aws:iam::111122223333:user/mailer' is not authorized to perform `ses:SendEmail' on resource `arn:aws:ses:eu-west-1:111122223333:identity/receiver.example'",
  },
  expect: {
    exitCode: 1,
    codes: ['sandbox/account-in-sandbox', 'send/access-denied'],
    causes: ['sandbox/account-in-sandbox', 'send/access-denied'],
  },
});

import { senderRecords } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'AWS says that no policy on the identity of another account allows it',
  world({ dns }) {
    Object.assign(dns.names, senderRecords('partner.example'));
  },
  command: ['--symptom', '-'],
  files: {
    '-': 'An error occurred (AccessDeniedException) when calling the SendEmail operation: User: arn:aws:sts::111122223333:assumed-role/mailer/x is not authorized to perform: ses:SendEmail on resource: arn:aws:ses:eu-west-1:444455556666:identity/partner.example because no resource-based policy allows the ses:SendEmail action',
  },
  expect: {
    exitCode: 1,
    codes: ['send/cross-account-identity'],
    notCodes: ['identity/not-found', 'send/access-denied'],
  },
});

import send from '../../../checks/2-client/send.ts';
import { candidateOf, symptomOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { candidatesFor, nothingFailed } from '../symptom-cases.ts';

describeCheck(send, {
  // What was read is told by the reader; a live check has nothing to add.
  healthy: { symptom: symptomOf([candidateOf(Object.keys(send.problems)[0] ?? '', null)]) },
  finds: {},
  verdicts: {
    'earns no tick by a text that says nothing of it': {
      given: { symptom: nothingFailed },
      verdict: { notApplicable: 'the text contains no error or reply of SES that this check knows' },
    },
    'makes no sense without a symptom': {
      given: { symptom: null },
      verdict: { notApplicable: 'no error or reply of SES was given', flag: '--symptom' },
    },
  },
  reads: candidatesFor(Object.keys(send.problems), 'example.com', {
    action: 'ses:SendRawEmail',
    principal: 'arn:aws:iam::111122223333:user/app',
    resource: 'arn:aws:ses:us-east-1:111122223333:identity/example.com',
    identity: 'example.com',
    limit: '10485760',
    messageId: '0100019562bb-11112222-3333-4444-5555-666677778888-000000',
    whose: 'SendGrid',
    library: 'PHPMailer',
  }),
});

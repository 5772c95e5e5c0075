import check from '../../../checks/1-account/sandbox-recipient.ts';
import { candidateOf, symptomOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const recipient = 'anna@customer.example';

describeCheck(check, {
  subject: recipient,
  healthy: {
    target: targetWith(),
    sandboxRecipient: { kind: 'verified', by: 'customer.example' },
    symptom: null,
  },
  finds: {
    'a recipient that nobody verified': {
      given: { sandboxRecipient: { kind: 'not-verified', pending: null } },
      found: [
        {
          problem: 'sandbox/recipient-not-verified',
          data: { region: 'eu-west-1', recipient, pending: null },
        },
      ],
    },
    'a recipient whose verification is not finished': {
      given: { sandboxRecipient: { kind: 'not-verified', pending: recipient } },
      found: [
        {
          problem: 'sandbox/recipient-not-verified',
          data: { region: 'eu-west-1', recipient, pending: recipient },
        },
      ],
    },
  },
  silent: { 'a mailbox of the simulator': { sandboxRecipient: { kind: 'simulator' } } },
  verdicts: {
    'makes no sense out of the sandbox': {
      given: { sandboxRecipient: { kind: 'out-of-sandbox' } },
      verdict: { notApplicable: 'the account is out of the sandbox: recipients need no verification' },
    },
    'a verified recipient refutes what the symptom says of it, whatever the case': {
      given: { symptom: symptomOf([candidateOf('sandbox/recipient-not-verified', 'Anna@Customer.example')]) },
      verdict: [
        {
          refutes: 'sandbox/recipient-not-verified',
          subject: recipient,
          because: 'customer.example covers anna@customer.example',
        },
      ],
    },
    'says nothing about another recipient of the symptom': {
      given: { symptom: symptomOf([candidateOf('sandbox/recipient-not-verified', 'ben@customer.example')]) },
      verdict: [],
    },
  },
  reads: [candidateOf('sandbox/recipient-not-verified', recipient)],
});

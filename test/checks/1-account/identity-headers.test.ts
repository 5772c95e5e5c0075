import check from '../../../checks/1-account/identity-headers.ts';
import { answered, candidateOf, symptomOf, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const address = 'visitor@webmail.example';
const why = whyOf('throttled');

describeCheck(check, {
  healthy: {
    target: targetWith(),
    foreignAddresses: [{ address, coveredBy: answered('webmail.example') }],
    symptom: symptomOf([]),
  },
  finds: {
    'a visitor of a form in the From header': {
      given: { foreignAddresses: [{ address, coveredBy: answered(null) }] },
      found: [
        { problem: 'identity/foreign-header', subject: address, data: { region: 'eu-west-1', address } },
      ],
    },
  },
  verdicts: {
    'no address that could stand in a header alone': {
      given: { foreignAddresses: [] },
      verdict: { notApplicable: 'the text names no address that could be only in a header' },
    },
    'an address that is verified meanwhile refutes it': {
      given: {
        foreignAddresses: [{ address, coveredBy: answered('webmail.example') }],
        symptom: symptomOf([candidateOf('identity/foreign-header', address)]),
      },
      verdict: [
        {
          refutes: 'identity/foreign-header',
          subject: address,
          because: 'webmail.example covers visitor@webmail.example',
        },
      ],
    },
    'an address that could not be looked up': {
      given: { foreignAddresses: [{ address, coveredBy: unansweredWith(why) }] },
      verdict: [{ unanswered: why, counts: true }],
    },
  },
  reads: [candidateOf('identity/foreign-header', address)],
});

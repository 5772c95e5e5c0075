import check from '../../../checks/proof/proof-left.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { sentProof } from '../../support/proof.ts';

const rule = { kind: 'rule', name: 'ses-doctor-test-a1', left: null } as const;

describeCheck(check, {
  healthy: { proof: { ...sentProof, made: [rule] } },
  finds: {
    'it could not be taken away': {
      given: { proof: { ...sentProof, made: [{ ...rule, left: 'denied' }] } },
      found: [{ problem: 'proof/left-behind', data: { ...rule, left: 'denied' }, subject: rule.name }],
    },
  },
  verdicts: {
    'nothing was made': {
      given: { proof: sentProof },
      verdict: { notApplicable: 'the test created nothing' },
    },
  },
});

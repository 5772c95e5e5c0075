import check from '../../../checks/proof/proof-left.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { sentProof } from '../../support/proof.ts';

const rule = { kind: 'rule', name: 'ses-doctor-test-a1', region: 'eu-west-1', left: null } as const;
const subscription = {
  ...{ kind: 'subscription' as const, name: 'arn:aws:sns:us-east-1:111122223333:central:1' },
  ...{ region: 'us-east-1', left: 'denied' },
} as const;
const queue = {
  ...{ kind: 'queue' as const, name: 'https://sqs.eu-west-1.amazonaws.com/111122223333/ses-doctor-test-a1' },
  ...{ region: null, left: 'denied' },
} as const;

describeCheck(check, {
  healthy: { proof: { ...sentProof, made: [rule] } },
  finds: {
    'it could not be taken away': {
      given: { proof: { ...sentProof, made: [{ ...rule, left: 'denied' }] } },
      found: [{ problem: 'proof/left-behind', data: { ...rule, left: 'denied' }, subject: rule.name }],
    },
    'a subscription in another Region stays, the rule is away': {
      given: { proof: { ...sentProof, made: [subscription, rule] } },
      found: [{ problem: 'proof/left-behind', data: subscription, subject: subscription.name }],
    },
    'a queue stays, and nobody named a Region': {
      given: { proof: { ...sentProof, made: [queue] } },
      found: [{ problem: 'proof/left-behind', data: queue, subject: queue.name }],
    },
  },
  verdicts: {
    'nothing was made': {
      given: { proof: sentProof },
      verdict: { notApplicable: 'the test created nothing' },
    },
  },
});

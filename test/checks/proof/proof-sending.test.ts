import check from '../../../checks/proof/proof-sending.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import type { SendOutcome } from '../../../src/proof/proof.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { sentProof, taken } from '../../support/proof.ts';

const withOutcomes = (...outcomes: readonly SendOutcome[]) => ({
  proof: { ...sentProof, messages: outcomes.map((outcome) => ({ ...taken('bounce'), outcome })) },
});
const { recipient } = taken('bounce');
const text =
  'An error occurred (MessageRejected) when calling the SendEmail operation: Email address is not verified.';
const lost = new Unavailable('timeout', 'no answer').why;

describeCheck(check, {
  healthy: { proof: sentProof },
  finds: {
    'SES refuses': {
      given: withOutcomes({ kind: 'refused', text }),
      found: [{ problem: 'proof/refused', data: { recipients: [recipient], text, via: 'api' } }],
    },
    'SES refuses several for one reason': {
      given: withOutcomes({ kind: 'refused', text }, { kind: 'refused', text }),
      found: [{ problem: 'proof/refused', data: { recipients: [recipient, recipient], text, via: 'api' } }],
    },
    'AWS reviews the account': {
      given: { proof: { ...sentProof, messages: [], standing: { underReview: true, complaints: null } } },
      found: [{ problem: 'proof/recipient-refused', data: { underReview: true, complaints: null } }],
    },
    'too many complain': {
      given: { proof: { ...sentProof, messages: [], standing: { underReview: false, complaints: 0.002 } } },
      found: [{ problem: 'proof/recipient-refused', data: { underReview: false, complaints: 0.002 } }],
    },
  },
  verdicts: {
    'the answer was lost: it may have gone out': {
      given: withOutcomes({ kind: 'unanswered', answer: { ok: false, why: lost } }),
      verdict: [{ unanswered: lost, counts: true }],
    },
    'the time was up before': {
      given: { proof: { ...sentProof, messages: [], notSent: 'not sent: too late', timeUp: true } },
      verdict: [
        {
          unanswered: {
            ...{ reason: 'timeout', action: null, region: null, detail: {} },
            ...{ question: 'sending', message: 'not sent: too late' },
          },
          counts: true,
        },
      ],
    },
    'nothing was sent': {
      given: { proof: { ...sentProof, messages: [], notSent: 'not sent: --dry-run' } },
      verdict: { notApplicable: 'not sent: --dry-run' },
    },
  },
});

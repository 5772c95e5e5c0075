import check from '../../../checks/1-account/reputation-feedback.ts';
import { answered, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const none = answered([]);

describeCheck(check, {
  healthy: { target: targetWith(), reputation: { bounce: none, complaint: none } },
  finds: {
    'a complaint figure, which leaves Gmail out': {
      given: {
        reputation: { bounce: none, complaint: answered([{ at: '2026-11-21T19:00:00.000Z', rate: 0.0001 }]) },
      },
      found: [{ problem: 'reputation/gmail-not-counted', data: { region: 'eu-west-1', rate: 0.0001 } }],
    },
  },
  verdicts: {
    'a complaint figure of days ago, with its day': {
      given: {
        reputation: {
          bounce: none,
          complaint: answered([{ at: '2026-11-21T19:00:00.000Z', rate: 0.0001 }]),
          asOf: '2026-11-28T12:00:00.000Z',
        },
      },
      verdict: [
        {
          problem: 'reputation/gmail-not-counted',
          data: { region: 'eu-west-1', rate: 0.0001, at: '2026-11-21T19:00:00.000Z' },
        },
      ],
    },
    'no figure because CloudWatch failed': {
      given: { reputation: { bounce: none, complaint: unansweredWith(whyOf('timeout')) } },
      verdict: { notApplicable: whyOf('timeout').message, missed: [] },
    },
  },
});

import check from '../../../checks/4-inbox/message-origin.ts';
import { notApplicable } from '../../../src/model/check.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

describeCheck(check, {
  healthy: {
    target: targetWith(),
    messageOrigin: { kind: 'own', from: 'news@shop.example', by: 'shop.example' },
  },
  finds: {
    'the answer of a customer was given': {
      given: { messageOrigin: { kind: 'foreign', from: 'cy@other.example' } },
      found: [
        {
          problem: 'message/not-sent-here',
          subject: 'cy@other.example',
          data: { from: 'cy@other.example', region: 'eu-west-1' },
        },
      ],
    },
    'a customer wrote who sends through SES as well': {
      given: {
        messageOrigin: { kind: 'foreign', from: 'cy@news.other.example', signedBy: 'other.example' },
      },
      found: [
        {
          problem: 'message/not-sent-here',
          subject: 'cy@news.other.example',
          data: { from: 'cy@news.other.example', region: 'eu-west-1', signedBy: 'other.example' },
        },
      ],
    },
  },
  verdicts: {
    'SES left a trace in it: whoever its sender is, SES sent it': {
      given: { messageOrigin: { kind: 'not-asked', because: 'SES left a trace in the message' } },
      verdict: notApplicable('SES left a trace in the message'),
    },
  },
});

import check from '../../../checks/proof/proof-delivery.ts';
import type { MessageTrace } from '../../../src/facts/message/insights.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';
import { sentProof, taken } from '../../support/proof.ts';

const recipient = 'someone@receiver.example';
const tracedAs = (type: string | null, words: string | null = null) => {
  const event = { type: type ?? 'SEND', at: '2026-11-28T10:00:05.000Z', words, meanings: [] };
  const value: MessageTrace = {
    kind: 'found',
    recipients: [{ recipient, provider: null, events: [event] }],
  };
  return {
    target: targetWith({ profile: 'my prod' }),
    proof: {
      ...sentProof,
      messages: [{ ...taken('to'), recipient }],
      traced: { answer: { ok: true as const, value }, seconds: 40 },
    },
  };
};

describeCheck(check, {
  healthy: tracedAs('DELIVERY'),
  finds: {
    'it bounced': {
      given: tracedAs('BOUNCE', 'PERMANENT / General'),
      found: [
        {
          problem: 'proof/not-delivered',
          data: {
            ...{ recipient, type: 'BOUNCE', words: 'PERMANENT / General', messageId: 'id-of-to' },
            source: 'ses:GetMessageInsights',
          },
          subject: recipient,
        },
      ],
    },
  },
  verdicts: {
    'nothing but the send is known': {
      given: tracedAs(null),
      verdict: {
        notApplicable:
          "SES did not say within 40 s what became of the message to someone@receiver.example; ask again later: ses-doctor --message-id id-of-to --region eu-west-1 --profile 'my prod'",
      },
    },
    'it went to the simulator': {
      given: { target: targetWith(), proof: sentProof },
      verdict: { notApplicable: 'SES keeps no insights of messages to the simulator' },
    },
  },
});

import { describe, expect, it } from 'vitest';
import check from '../../../checks/3-delivery/message-trace.ts';
import type { RecipientTrace, TraceEvent } from '../../../src/facts/message/insights.ts';
import { candidate, symptomOf } from '../../support/checks.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const messageId = '0102018f0a1b2c3d-11111111-2222-3333-4444-555555555555-000000';
const recipient = 'someone@receiver.example';
const event = (type: string, minute: number, more: Partial<TraceEvent> = {}): TraceEvent => ({
  type,
  at: `2026-11-20T08:0${minute}:00.000Z`,
  words: null,
  meanings: [],
  ...more,
});
const send = event('SEND', 0);
const delivery = event('DELIVERY', 1);
const meaning = candidate('bounce/unknown-user', { subject: recipient, quote: '550 5.1.1 no such user' });
const bounce = event('BOUNCE', 2, { words: 'PERMANENT / General / 550 5.1.1', meanings: [meaning] });
const autoReply = event('BOUNCE', 2, {
  words: 'TRANSIENT / General',
  meanings: [candidate('bounce/auto-reply', { subject: recipient })],
});
const of = (...events: TraceEvent[]): RecipientTrace => ({ recipient, provider: 'Gmail', events });
const answered = (...recipients: RecipientTrace[]) => ({
  trace: { ok: true as const, value: { kind: 'found' as const, recipients } },
});
const one = <C extends string>(code: C, ...events: TraceEvent[]) => [
  {
    problem: `message-trace/${code}` as const,
    subject: recipient,
    data: { messageId, trace: of(...events) },
  },
];
const bounced = (last: RecipientTrace['events'][number] | null, ...events: TraceEvent[]) => [
  {
    problem: 'message-trace/bounced' as const,
    subject: recipient,
    data: { messageId, trace: of(...events), meaning: last?.meanings[0] ?? null },
  },
];
const why = {
  reason: 'access-denied' as const,
  message: 'these credentials are not allowed to call ses:GetMessageInsights',
  question: 'ses:GetMessageInsights',
  action: 'ses:GetMessageInsights',
  region: null,
  detail: {},
};
const fromSymptom = targetWith({
  messageId,
  symptom: {
    ...symptomOf(),
    names: { ...symptomOf().names, messageIds: [`${messageId}@eu-west-1.amazonses.com`] },
  },
});

describeCheck(check, {
  healthy: {
    target: targetWith({ messageId }),
    takenAt: '2024-05-01T00:00:00.000Z',
    ...answered(of(send, delivery)),
  },
  finds: {
    'taken by the server': {
      given: answered(of(send, delivery, event('OPEN', 3))),
      found: one('delivered', send, delivery, event('OPEN', 3)),
    },
    'refused: in the words of the rules for bounces': {
      given: answered(of(send, bounce)),
      found: bounced(bounce, send, bounce),
    },
    'refused after it was taken': {
      given: answered(of(send, delivery, bounce)),
      found: bounced(bounce, send, delivery, bounce),
    },
    'a bounce without a detail': {
      given: answered(of(send, event('BOUNCE', 2))),
      found: bounced(null, send, event('BOUNCE', 2)),
    },
    'an out-of-office reply to a message that arrived': {
      given: answered(of(send, delivery, autoReply)),
      found: one('delivered', send, delivery, autoReply),
    },
    'an out-of-office reply, and nothing else known': {
      given: answered(of(send, autoReply)),
      found: bounced(autoReply, send, autoReply),
    },
    'delayed, then delivered': {
      given: answered(of(send, event('DELIVERY_DELAY', 1), event('DELIVERY', 5))),
      found: one('delivered', send, event('DELIVERY_DELAY', 1), event('DELIVERY', 5)),
    },
    delayed: {
      given: answered(of(send, event('DELIVERY_DELAY', 1))),
      found: one('delayed', send, event('DELIVERY_DELAY', 1)),
    },
    'a complaint after the delivery': {
      given: answered(of(send, delivery, event('COMPLAINT', 4, { words: 'abuse' }))),
      found: one('complained', send, delivery, event('COMPLAINT', 4, { words: 'abuse' })),
    },
    'rejected for a virus': {
      given: answered(of(send, event('REJECT', 1))),
      found: one('not-sent', send, event('REJECT', 1)),
    },
    'a template that could not be filled in': {
      given: answered(of(event('RENDERING_FAILURE', 1))),
      found: one('not-sent', event('RENDERING_FAILURE', 1)),
    },
    'only sent so far': { given: answered(of(send)), found: one('under-way', send) },
    'nothing kept about it': {
      given: { trace: { ok: true, value: { kind: 'not-found' } } },
      found: [
        {
          problem: 'message-trace/not-found',
          subject: messageId,
          data: { region: 'eu-west-1', messageId, sent: '2024-04-23T08:38:24.061Z', old: false },
        },
      ],
    },
    'nothing kept about an old one': {
      given: { takenAt: '2024-05-24T00:00:00.000Z', trace: { ok: true, value: { kind: 'not-found' } } },
      found: [
        {
          problem: 'message-trace/not-found',
          subject: messageId,
          data: { region: 'eu-west-1', messageId, sent: '2024-04-23T08:38:24.061Z', old: true },
        },
      ],
    },
    'known, without a single recipient': {
      given: answered(),
      found: [
        {
          problem: 'message-trace/not-found',
          subject: messageId,
          data: { region: 'eu-west-1', messageId, sent: '2024-04-23T08:38:24.061Z', old: false },
        },
      ],
    },
    'the manager is off': {
      given: { trace: { ok: true, value: { kind: 'not-enabled' } } },
      found: [
        {
          problem: 'message-trace/not-enabled',
          subject: messageId,
          data: { region: 'eu-west-1', messageId },
        },
      ],
    },
  },
  verdicts: {
    'no message id': {
      given: { target: targetWith() },
      verdict: { notApplicable: 'no message id was given', flag: '--message-id' },
    },
    'not permitted': { given: { trace: { ok: false, why } }, verdict: [{ unanswered: why, counts: true }] },
    'not permitted, and only the symptom names the message': {
      given: { target: fromSymptom, trace: { ok: false, why } },
      verdict: { notApplicable: why.message },
    },
    'the manager is off, and only the symptom names the message': {
      given: { target: fromSymptom, trace: { ok: true, value: { kind: 'not-enabled' } } },
      verdict: { notApplicable: 'the Virtual Deliverability Manager is off' },
    },
    'nothing kept, and only the symptom names the message': {
      given: { target: fromSymptom, trace: { ok: true, value: { kind: 'not-found' } } },
      verdict: { notApplicable: 'SES keeps nothing about the message that the symptom names' },
    },
    'with --no-aws': {
      given: { trace: { ok: false, why: { ...why, reason: 'switched-off', message: '--no-aws was given' } } },
      verdict: { notApplicable: '--no-aws was given' },
    },
  },
});

describe('several recipients', () => {
  it('stand in the report one by one', () => {
    const verdict = check.evaluate(
      {
        target: targetWith({ messageId }),
        takenAt: '2024-05-01T00:00:00.000Z',
        ...answered(of(send, delivery), { ...of(send, bounce), recipient: 'other@receiver.example' }),
      },
      '',
    );
    expect(verdict).toMatchObject([
      { problem: 'message-trace/delivered', subject: recipient },
      { problem: 'message-trace/bounced', subject: 'other@receiver.example' },
    ]);
  });
});

import check from '../../../checks/4-inbox/message-origin.ts';
import { notApplicable } from '../../../src/model/check.ts';
import { type Message, readMessage } from '../../../src/parse/message/message.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { answered, healthyIdentity, unansweredWith, whyOf } from '../../support/account.ts';
import { messageWith, ofAnotherProvider } from '../../support/message-world.ts';
import { targetWith } from '../../support/target.ts';

const none = unansweredWith(whyOf('access-denied', 'not allowed'));
const noWay = (...fields: string[]) =>
  readMessage([...fields, 'From: News <news@shop.example>', '', 'text'].join('\r\n'));
const ours = answered([
  {
    subject: 'shop.example',
    answer: answered({
      ...healthyIdentity,
      mailFrom: {
        domain: 'bounce.shop.example',
        status: 'SUCCESS',
        behaviorOnMxFailure: 'USE_DEFAULT_VALUE' as const,
      },
      dkim: { ...healthyIdentity.dkim, origin: 'EXTERNAL', tokens: ['k2026'] },
    }),
  },
]);
const dkim = (selector: string) =>
  `DKIM-Signature: v=1; a=rsa-sha256; d=shop.example; s=${selector}; h=From; bh=YQ==; b=YQ==`;
/** What is found in a message that has no trace of SES. */
const told = (message: Message, host: string | null) => ({
  given: { message: answered(message), identities: ours },
  found: [
    {
      problem: 'message/not-through-ses' as const,
      subject: 'news@shop.example',
      data: { from: 'news@shop.example', host },
    },
  ],
});

describeCheck(check, {
  healthy: {
    target: targetWith(),
    messageOrigin: { kind: 'own', from: 'news@shop.example', by: 'shop.example' },
    message: answered(messageWith()),
    identities: none,
  },
  silent: {
    'the selector is one of Easy DKIM, and all else was taken out': {
      message: answered(
        noWay(
          'Received: from gw.esp.example (gw.esp.example [203.0.113.9]) by mx.receiver.example',
          dkim('a'.repeat(32)),
        ),
      ),
    },
    'the selector is that of the own key': {
      message: answered(ofAnotherProvider([dkim('k2026')])),
      identities: ours,
    },
    'the envelope sender is of the MAIL FROM domain': {
      message: answered(noWay('Return-Path: <0102-1@bounce.shop.example>')),
      identities: ours,
    },
    'its message id is one of SES': {
      message: answered(
        ofAnotherProvider([
          'Message-ID: <0102018f3a7b5c6d-11111111-2222-3333-4444-555555555555-000000@eu-west-1.amazonses.com>',
        ]),
      ),
    },
  },
  finds: {
    'another provider handed it over': told(ofAnotherProvider(), 'o1.esp.example (203.0.113.9)'),
    'another provider, which signed for the sender': told(
      ofAnotherProvider([dkim('s1')]),
      'o1.esp.example (203.0.113.9)',
    ),
    'another provider that gives no name': told(
      noWay(
        'Received: from [203.0.113.9] by mx.receiver.example with ESMTP; Sat, 21 Nov 2026 20:00:05 +0000',
      ),
      '203.0.113.9',
    ),
    'another provider, by a name alone': told(
      noWay(
        'Received: from mail-ed1-f41.google.com (mail-ed1-f41.google.com. [209.85.208.41]) by mx.receiver.example; Sat, 21 Nov 2026 20:00:05 +0000',
      ),
      'mail-ed1-f41.google.com (209.85.208.41)',
    ),
    'no field says which way it came': told(noWay(dkim('s1')), null),
    'a list passed it on, which may have taken the traces out': told(
      ofAnotherProvider(['X-BeenThere: talk@lists.example', 'X-Mailman-Version: 3']),
      null,
    ),
    'it never left the own network': told(
      noWay(
        'Received: from app (app.shop.example [10.0.0.4]) by mx.shop.example; Sat, 21 Nov 2026 20:00:05 +0000',
      ),
      null,
    ),
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

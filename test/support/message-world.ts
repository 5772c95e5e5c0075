import type { AlignedSignature, MessageAuthentication } from '../../src/facts/message/authentication.ts';
import type { MessageSignatures, Signature, SignatureState } from '../../src/facts/message/signatures.ts';
import { type Message, readMessage } from '../../src/parse/message/message.ts';

const header = [
  'Return-Path: <0102-1@bounce.shop.example>',
  'Received: from a4-7.smtp-out.eu-west-1.amazonses.com (a4-7.smtp-out.eu-west-1.amazonses.com [54.240.4.7]) by mx.receiver.example with ESMTPS; Sat, 21 Nov 2026 20:00:05 +0000',
  'From: News <news@shop.example>',
  'To: ann@receiver.example',
];

/** A message as `readMessage` sees it; `above` stands over the field at which the receiver took it. */
export function messageWith(above: readonly string[] = [], below: readonly string[] = []): Message {
  return readMessage([...above, ...header, ...below, '', 'text'].join('\r\n'));
}

/** A mail of the same sender that another provider handed over. */
export const ofAnotherProvider = (more: readonly string[] = []): Message =>
  readMessage(
    [
      'Return-Path: <b@esp.example>',
      'Received: from o1.esp.example (o1.esp.example [203.0.113.9]) by mx.receiver.example with ESMTPS; Sat, 21 Nov 2026 20:00:05 +0000',
      ...more,
      'From: News <news@shop.example>',
      'To: ann@receiver.example',
      '',
      'text',
    ].join('\r\n'),
  );

/** A signature, aligned and verified unless told otherwise. */
export const signature = (
  more: Partial<AlignedSignature> = {},
  state: SignatureState = { kind: 'pass' },
): AlignedSignature => ({
  domain: 'shop.example',
  selector: 'abc',
  headers: ['from', 'list-unsubscribe', 'list-unsubscribe-post'],
  bodyLimited: false,
  state,
  aligned: { ok: true, value: true },
  ...more,
});

/** The second signature of every mail of SES. */
export const sesSignature = signature({ domain: 'amazonses.com', aligned: { ok: true, value: false } });

/** DKIM and SPF of a sound sender. */
export const authenticated = (more: Partial<MessageAuthentication> = {}): MessageAuthentication => ({
  spf: { kind: 'result', ip: '54.240.4.7', domain: 'bounce.shop.example', result: 'pass' },
  spfAligned: { ok: true, value: true },
  signatures: [signature(), sesSignature],
  policy: {
    ok: true,
    value: { domain: 'shop.example', policy: 'reject', strict: { dkim: false, spf: false } },
  },
  ...more,
});

export const signaturesOf = (...signatures: readonly Signature[]): MessageSignatures => ({
  signatures,
  arc: { result: 'none', comment: '' },
});

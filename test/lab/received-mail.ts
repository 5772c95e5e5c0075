import { keyRecord, signed, type Signer } from '../support/signed-message.ts';
import { dkimTokens } from './healthy-world.ts';
import type { World } from './world.ts';

const [selector] = dkimTokens('example.com');

/** The signature of the healthy domain's first selector. */
export const ownSignature: Signer = { domain: 'example.com', selector };

/** The second signature of every mail of SES. */
export const sesSignature: Signer = { domain: 'amazonses.com', selector: 'seskey' };

/** Publishes the key of `signed` for both signatures, and the names of the address that sent. */
export function publishKeys({ dns }: World): void {
  dns.names[`${selector}.dkim.amazonses.com`] = { TXT: [keyRecord] };
  dns.names['seskey._domainkey.amazonses.com'] = { TXT: [keyRecord] };
  dns.names['7.4.240.54.in-addr.arpa'] = { PTR: ['a4-7.smtp-out.eu-west-1.amazonses.com'] };
  dns.names['a4-7.smtp-out.eu-west-1.amazonses.com'] = { A: ['54.240.4.7'] };
}

/** The hop at which the receiver took the mail from SES. */
export const fromSes =
  'Received: from a4-7.smtp-out.eu-west-1.amazonses.com (a4-7.smtp-out.eu-west-1.amazonses.com [54.240.4.7]) by mx.receiver.example with ESMTPS for <ann@receiver.example>; Sat, 21 Nov 2026 20:00:05 +0000';

export interface ReceivedMail {
  signers?: readonly Signer[];
  /** The fields that servers added, topmost first. */
  received?: readonly string[];
  /** More fields of the sender. */
  fields?: readonly string[];
  envelopeSender?: string;
  body?: string;
}

/** A mail of news@example.com as ann@receiver.example got it. */
export function receivedMail({
  signers = [ownSignature, sesSignature],
  received = [fromSes],
  fields = [],
  envelopeSender = '0102018f@bounce.example.com',
  body = 'Hello Ann,\r\nyour order is on its way.\r\n',
}: ReceivedMail = {}): string {
  return signed(
    {
      received: [`Return-Path: <${envelopeSender}>`, ...received],
      fields: [
        'From: Shop <news@example.com>',
        'To: ann@receiver.example',
        'Subject: Your order',
        'Date: Sat, 21 Nov 2026 20:00:00 +0000',
        ...fields,
      ],
      body,
    },
    signers,
  );
}

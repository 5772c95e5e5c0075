import { keyRecord, type Signer } from '../support/signed-message.ts';
import { publishKeys, receivedMail } from './received-mail.ts';
import type { World } from './world.ts';

/** Publishes what a provider beside SES has: its SPF record and key, and a key of example.com that is its own. */
export function otherProvider(world: World): void {
  publishKeys(world);
  Object.assign(world.dns.names, {
    'esp.example': { TXT: ['v=spf1 ip4:203.0.113.9 -all'] },
    's1._domainkey.esp.example': { TXT: [keyRecord] },
    'k1._domainkey.example.com': { TXT: [keyRecord] },
  });
}

/** A mail of news@example.com that another provider handed to its receiver. */
export const byAnotherProvider = (signers: readonly Signer[], envelopeSender = 'b@esp.example'): string =>
  receivedMail({
    received: [
      'Received: from o1.esp.example (o1.esp.example [203.0.113.9]) by mx.receiver.example with ESMTPS for <ann@receiver.example>; Sat, 21 Nov 2026 20:00:05 +0000',
    ],
    signers,
    envelopeSender,
  });

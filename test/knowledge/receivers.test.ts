import { expect, it } from 'vitest';
import { receiverOf } from '../../src/knowledge/receivers.ts';

it.each<[string, string | null]>([
  // Words of a receiver inside other words are not its name.
  [
    "Unauthenticated email from example.com is not accepted due to domain's DMARC policy. Please contact the administrator of example.com domain",
    null,
  ],
  ['550 blocked by the administrator', null],
  ['550 5.7.1 acme.com does not take this', null],
  ['550 5.1.1 mx.fullfree.from.example', null],
  ['550 see https://sfr.network.example/', null],
  ['550 rejected by mail.rules of our company', null],
  ['550 5.1.1 user unknown at schedule-cox.community', null],
  // The names themselves are, at any place in a host name.
  ['554 mx.strato.de refuses', 'STRATO'],
  ['550 smtpin.rzone.de', 'STRATO'],
  ['421 mx1.icloud.com and me.com', 'Apple'],
  ['553 mta1.am0.yahoodns.net', 'Yahoo'],
  ['550 mx0a-001.pphosted.com', 'Proofpoint'],
  ['550-5.7.26 see https://support.google.com/mail/?p=DmarcRejection - gsmtp', 'Gmail'],
  ['421 4.7.0 [TSS04] Messages deferred', 'Yahoo'],
])('%s: %s', (reply, name) => {
  expect(receiverOf(null, reply)?.name ?? null).toBe(name);
});

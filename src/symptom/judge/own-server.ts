import type { Reading } from '../collector.ts';
import { isUnreachableAddress } from '../../knowledge/private-addresses.ts';
import { mentions } from '../mentions.ts';

/**
 * The readings of a log line; where a mail server on the way to SES looked for the mailbox on itself, they say so
 * (`own`). It delivers to itself (`relay=local`, `postfix/virtual`), or refuses what a client of its network hands in.
 * What such a server says to SES is the refusal of a receiver.
 */
export function ofOwnServer(text: string, readings: readonly Reading[] | null): readonly Reading[] | null {
  if (readings === null || !isOwnServer(text)) return readings;
  return readings.map((reading) =>
    reading.code === 'bounce/relay-denied' && isStrangerAtDoor(text)
      ? { ...reading, code: 'send/not-sent-by-ses', subject: null, data: { whose }, weight: 2 }
      : reading.code === 'bounce/unknown-user'
        ? { ...reading, data: { ...reading.data, own: 'true' } }
        : reading,
  );
}

/** A client from the Internet without a name, which no relay of one's own serves; those of its networks have names or private addresses. */
function isStrangerAtDoor(text: string): boolean {
  const [, address = null] =
    /NOQUEUE: reject: RCPT from unknown\[(?:ipv6:)?([\da-f:.]{2,45})\]/iu.exec(text) ?? [];
  return address !== null && !isUnreachableAddress(address) && !ofLink.test(address);
}
/** RFC 3927, RFC 4291 2.5.6: a host on the same link. */
const ofLink = /^(?:169\.254\.|fe80:)/iu;
const whose = 'a client that a mail server of your own does not relay for';

const isOwnServer = (text: string): boolean =>
  (mentions(text, 'relay=') && /\brelay=(?:local|virtual)\b(?![.-])/iu.test(text)) ||
  (text.includes('postfix/') && /\bpostfix\/(?:local|virtual)\[/u.test(text)) ||
  (text.includes('NOQUEUE: reject: RCPT from ') &&
    /\bNOQUEUE: reject: RCPT from /u.test(text) &&
    !/amazonses/iu.test(text));

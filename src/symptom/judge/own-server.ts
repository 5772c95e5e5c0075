import type { Reading } from '../collector.ts';
import { mentions } from '../mentions.ts';

/**
 * The readings of a log line; where a mail server on the way to SES looked for the mailbox on itself, they say so
 * (`own`). It delivers to itself (`relay=local`, `postfix/virtual`), or refuses what a client of its network hands in.
 * What such a server says to SES is the refusal of a receiver.
 */
export function ofOwnServer(text: string, readings: readonly Reading[] | null): readonly Reading[] | null {
  if (readings === null || !isOwnServer(text)) return readings;
  return readings.map((reading) =>
    reading.code === 'bounce/unknown-user' ? { ...reading, data: { ...reading.data, own: 'true' } } : reading,
  );
}

const isOwnServer = (text: string): boolean =>
  (mentions(text, 'relay=') && /\brelay=(?:local|virtual)\b(?![.-])/iu.test(text)) ||
  (text.includes('postfix/') && /\bpostfix\/(?:local|virtual)\[/u.test(text)) ||
  (text.includes('NOQUEUE: reject: RCPT from ') &&
    /\bNOQUEUE: reject: RCPT from /u.test(text) &&
    !/amazonses/iu.test(text));

import type { Reading } from '../collector.ts';
import { ended } from '../finality.ts';
import { mentions } from '../mentions.ts';
import { addressesIn } from '../names.ts';
import type { TextBlock } from '../text-block.ts';
import { weighWords } from './reply-words.ts';

const words = [
  'status=expired',
  'status=force-expired',
  'cannot send message',
  'retry timeout exceeded',
  'retry time not reached',
  'failing for a long time',
  'envelope expired',
  'in the queue too long',
  'lifetime in the queue',
  'number of delivery attempts',
  'status=bounced',
] as const;

/** Postfix (qmgr), Sendmail, Exim, OpenSMTPD, qmail and Haraka on a message whose time in the queue is over. */
const expired =
  /\bstatus=(?:force-)?expired\b|\bcannot send message (?:for|within) \d|\bretry timeout exceeded\b|\bretry time not reached for any host after a long failure\b|\bfailing for a long time\b|\benvelope expired\b|\bin the queue too long\b|\blifetime in the queue\b|\bmaximum number of delivery attempts exceeded\b/iu;

/** Postfix on a message that it gives back for a reason of its own: no host said a word. */
const bounced = /\bstatus=bounced \((?!host |delivery temporarily)([^()]{3,200})/u;

/** A message that the mail server on the way gave up by itself, so that no reply says why; null where a line tells of none. */
export function readOwnQueue(block: TextBlock, text: string): readonly Reading[] | null {
  if (!mentions(text, ...words)) return null;
  const isExpired = expired.test(text);
  // Exim puts the last failure before it: "mailbox is full: retry timeout exceeded".
  const why = isExpired ? /([^:=]{4,120}): retry time/u.exec(text)?.[1] : bounced.exec(text)?.[1];
  if (!isExpired && why === undefined) return null;
  // The name that was not found is that of SES, and no recipient's.
  if (!isExpired && /email-smtp[\w.-]{0,60}\.(?:amazonaws|api\.aws)/iu.test(why ?? '')) return null;
  const subject =
    /\bto=<?([^\s<>;,]{1,64}@[^\s<>;,]{3,255}?)>?(?=[\s,;:"]|$)/u.exec(text)?.[1] ??
    addressesIn(text.replace(/\bfrom=<[^>]{0,320}>/gu, ' '))[0] ??
    null;
  block.collector.names.add('recipients', subject);
  const [told] = weighWords(why ?? '');
  if (isExpired && told === undefined)
    return [{ code: 'bounce/expired', subject, quote: text, data: { queue: 'own', ...ended }, weight: 1 }];
  return [
    told === undefined
      ? { code: 'bounce/undetermined', subject, quote: text, data: ended, weight: 2 }
      : {
          code: told.code,
          subject,
          quote: text,
          data: { ...told.data, ...(isExpired ? {} : { queue: 'own' }), ...ended },
          weight: 1,
        },
  ];
}

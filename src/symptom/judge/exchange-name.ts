import type { Reading } from '../collector.ts';
import { ended } from '../finality.ts';
import { mentions } from '../mentions.ts';
import { addressesIn } from '../names.ts';
import { weighWords } from './reply-words.ts';
import { exchangeNames } from '../tables/exchange-names.ts';

/** Exchange writes the first part in capitals; `routing.table` is somebody else's. */
const name =
  /(?<![\w.])(?:RESOLVER|ROUTING|STOREDRV|SMTPSEND|TRANSPORT\.RULES|QUEUE|CAT|APPROVAL)\.[A-Z][\w.:]{1,80}/u;
const prefixes = [
  'resolver.',
  'routing.',
  'storedrv.',
  'smtpsend.',
  'transport.rules.',
  'queue.expired',
  'cat.',
  'approval.',
];

/** What Exchange's own name of a refusal means, where no reply stands around it; null where a line holds none. */
export function readExchangeName(text: string): readonly Reading[] | null {
  if (!mentions(text, ...prefixes)) return null;
  const match = name.exec(text);
  if (match === null) return null;
  const found = match[0].toLowerCase();
  const known = exchangeNames.find(([pattern]) => pattern.test(found))?.[1];
  // The store names the kind of the exception, or nothing, and then says in words what it is about.
  const worded = weighWords(text.slice(match.index + found.length, match.index + 400))[0];
  const code = known ?? worded?.code;
  // Exchange writes these names into reports of messages that it gave up.
  return code === undefined
    ? null
    : [{ code, subject: addressesIn(text)[0] ?? null, quote: text.trim(), data: ended, weight: 1 }];
}

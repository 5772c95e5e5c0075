import type { Reading } from '../collector.ts';
import { ended } from '../finality.ts';
import { mentions } from '../mentions.ts';
import { foldedText } from '../observe/terms.ts';
import type { TextBlock } from '../text-block.ts';
import { readSendingText } from './sending-text.ts';
import { weighTold } from './told.ts';

/** Statuses of the entries of a bulk send, by their letters, in both versions of the API (BulkEmailEntryResult, BulkEmailDestinationStatus). */
const statuses: Readonly<Record<string, readonly string[]>> = {
  messagerejected: ['identity/not-verified', 'sandbox/recipient-not-verified', 'sending/paused-by-aws'],
  mailfromdomainnotverified: ['mail-from/rejects-on-failure'],
  configurationsetnotfound: ['configuration-set/not-found'],
  configurationsetdoesnotexist: ['configuration-set/not-found'],
  templatenotfound: ['template/not-found'],
  templatedoesnotexist: ['template/not-found'],
  accountsuspended: ['sending/paused-by-aws'],
  accountthrottled: ['quota/rate-exceeded'],
  accountdailyquotaexceeded: ['quota/daily-exhausted'],
  invalidsendingpoolname: ['configuration-set/pool-empty'],
  accountsendingpaused: ['sending/disabled-by-you', 'sending/paused-by-aws'],
  configurationsetsendingpaused: ['configuration-set/sending-paused'],
  invalidparameter: ['send/address-syntax', 'send/no-recipients'],
  invalidparametervalue: ['send/address-syntax', 'send/no-recipients'],
  transientfailure: ['send/temporary-failure'],
  failed: ['send/temporary-failure'],
};

/** Much has failed that is no entry of a bulk send. */
const needsBulk: ReadonlySet<string> = new Set(['failed']);
const ofBulk = /bulk ?-?_?email|entryresults|templatedemail|messageid/u;
const successes: ReadonlySet<string> = new Set(
  'success successful succeeded ok sent delivered accepted completed complete done queued created true'.split(
    ' ',
  ),
);

const statusMember =
  /\bstatus["']?\s{0,3}(?:=>|[:=])\s{0,3}["']?([A-Z][A-Za-z]{1,20}(?:_[A-Z]{1,20}){0,6}|[A-Z][A-Za-z]{3,40})["']?/giu;

/** Whether a block is of sends at all, and whether of bulk ones: asked of each line, it would read the block as often as it has lines. */
const kinds = new WeakMap<TextBlock, { isSending: boolean; isBulk: boolean }>();
function kindOf(block: TextBlock): { isSending: boolean; isBulk: boolean } {
  const known = kinds.get(block);
  if (known !== undefined) return known;
  const kind = {
    isSending: block.lines.some(({ plain }) => /bulk|entryresults|messageid|\bses/u.test(plain)),
    isBulk: block.lines.some(({ plain }) => ofBulk.test(plain)),
  };
  kinds.set(block, kind);
  return kind;
}

/** What the status of an entry of a bulk send means; null where the line holds none of a failure. */
export function readBulkStatus(block: TextBlock, text: string): readonly Reading[] | null {
  if (!mentions(text, 'status')) return null;
  const { isSending, isBulk } = kindOf(block);
  if (!isSending) return null;
  for (const [, name = ''] of text.slice(0, 8000).matchAll(statusMember)) {
    const status = name.toLowerCase().replaceAll('_', '');
    const codes = statuses[status];
    // A status that nobody knows is no success, whatever stands beside it.
    if (codes === undefined && isBulk && !successes.has(status)) block.collector.noteFailure(text);
    if (codes === undefined || (needsBulk.has(status) && !isBulk)) continue;
    // SES keeps no entry that it did not accept, and the SDK repeats none: who does not send it again has lost it.
    return codes.map((code, place) => ({
      code,
      quote: text,
      data: { ...ended, bulk: 'true', status: name },
      weight: place === 0 ? 1 : 2,
    }));
  }
  return null;
}

/** What the API says of an entry beside its status. */
const ownWords =
  /\b(?:error(?:_?message)?|message|reason)["']?\s{0,3}(?:=>|[:=])\s{0,3}["']?([^\n]{1,400}?)(?=\s[A-Z][A-Za-z]{2,30}["']?\s?(?:=>|[:=])|["']?[,})\]]|$)/imu;
/** Words of what the statuses of a wrong value are taken for. */
const ofAddress =
  /addres|recipient|destination|domain|e-?mail|sender|\bfrom\b|\bto\b|\bb?cc\b|local part|@|parameter|value|invalid[_ ]?$/iu;

/** A status that is given for any wrong value says less than the words beside it: where these are of something else, they decide. */
export function byOwnWords(block: TextBlock, text: string, readings: readonly Reading[]): readonly Reading[] {
  const words = readings[0]?.code === 'send/address-syntax' ? ownWords.exec(text)?.[1] : undefined;
  if (words === undefined || words.length < 4) return readings;
  const told = readSendingText(block);
  if (told !== null) return told.map((one) => ({ ...one, data: { ...ended, bulk: 'true', ...one.data } }));
  const folded = foldedText(words);
  const [best] = weighTold([folded], [folded], true);
  if (best !== undefined)
    return best.explanation.codes.map((code, place) => ({
      code,
      quote: text,
      data: { ...ended, bulk: 'true', basis: 'words' },
      weight: place === 0 ? 1 : 2,
    }));
  if (ofAddress.test(words)) return readings;
  block.collector.noteFailure(text);
  return [];
}

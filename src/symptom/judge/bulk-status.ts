import type { Reading } from '../collector.ts';
import type { TextBlock } from '../text-block.ts';

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
};

const statusMember =
  /\bstatus["']?\s{0,3}(?:=>|[:=])\s{0,3}["']?([A-Z][A-Za-z]{1,20}(?:_[A-Z]{1,20}){0,6}|[A-Z][A-Za-z]{3,40})["']?/giu;

/** What the status of an entry of a bulk send means; null where the line holds none of a failure. */
export function readBulkStatus(block: TextBlock, text: string): readonly Reading[] | null {
  if (!block.lines.some(({ plain }) => /bulk|entryresults|messageid|\bses/u.test(plain))) return null;
  for (const [, name = ''] of text.slice(0, 8000).matchAll(statusMember)) {
    const codes = statuses[name.toLowerCase().replaceAll('_', '')];
    if (codes === undefined) continue;
    return codes.map((code, place) => ({ code, quote: text, weight: place === 0 ? 1 : 2 }));
  }
  return null;
}

import { meaningOfStatus } from '../../knowledge/enhanced-status.ts';
import { receiverOf } from '../../knowledge/receivers.ts';
import { genericReplies, sesBounceReplies } from '../../knowledge/replies-generic.ts';
import { listReplies } from '../../knowledge/replies-lists.ts';
import { receiverReplies } from '../../knowledge/replies-receivers.ts';
import { longestText, plainText, RuleBook, type RuleMatch } from '../../knowledge/reply-rule.ts';
import type { Reading } from './collector.ts';
import { ipIn } from './names.ts';

const sesBounces = new RuleBook(sesBounceReplies);
const lists = new RuleBook(listReplies);
const replies = new RuleBook([...receiverReplies, ...genericReplies]);
const givenUp = new RuleBook([
  {
    code: 'bounce/expired',
    says: ['message expired', '4.4.7 ', 'unable to deliver in', 'delivery time expired'],
    source: 'https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html',
  },
]);
/** What a receiver says about itself; a list in the same sentence is then its own, not one that others ask. */
const ownLists = new RuleBook([
  {
    code: 'bounce/ip-blocked-by-provider',
    says: ['customer block list', '~s3140~', '~s3150~', 'block list (s3'],
    source:
      'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
  },
]);

/** What a receiver answered, with what else is known of the delivery. */
export interface RemoteReply {
  /** The reply, or what SES wrote in its place; empty when nothing is quoted. */
  text: string;
  /** Enhanced status code, or null. */
  status: string | null;
  recipient: string | null;
}

/**
 * What a reply of a receiver means, likeliest first; empty when neither its words nor its status say so.
 * SES puts the last answer it got into angle brackets when it gives up: that one decides.
 */
export function readRemoteReply(remote: RemoteReply): readonly Reading[] {
  // Large files repeat the same replies to many recipients of one domain.
  const domain = remote.recipient?.slice(remote.recipient.lastIndexOf('@') + 1) ?? '';
  const key = `${remote.status ?? ''}\n${domain}\n${remote.text}`;
  let readings = known.get(key);
  if (readings === undefined) {
    readings = classify(remote);
    if (known.size >= mostKnown) known.clear();
    if (key.length < 2000) known.set(key, readings);
  }
  return readings.map((reading) => ({ ...reading, subject: remote.recipient }));
}

const mostKnown = 5000;
const known = new Map<string, readonly Reading[]>();

function classify({ text, status, recipient }: RemoteReply): readonly Reading[] {
  const reply = joinedReply(text.slice(0, longestText));
  const plain = plainText(reply);
  const receiver = receiverOf(recipient === null ? null : (recipient.split('@').pop() ?? null), plain)?.name;
  const common: Record<string, string> = receiver === undefined ? {} : { receiver };
  const ip = ipIn(reply);
  if (ip !== null) common['ip'] = ip;

  const expired = givenUp.match(plain);
  const inner = innerReply(reply);
  const expiry: readonly Reading[] =
    expired === null
      ? []
      : [{ code: 'bounce/expired', subject: recipient, quote: text, data: common, weight: 0 }];
  if (inner !== null) {
    const readings = readRemoteReply({ text: inner, status: statusIn(inner), recipient });
    if (readings.length > 0)
      return distinct([
        ...readings.map((reading) => ({ ...reading, data: { ...common, ...reading.data } })),
        ...expiry,
      ]);
  }
  if (expired !== null)
    return distinct([
      ...expiry,
      ...(inner === null
        ? []
        : [
            {
              code: 'bounce/recipient-server-fault',
              subject: recipient,
              quote: text,
              data: common,
              weight: 1,
            },
          ]),
    ]);

  const match =
    sesBounces.match(plain) ?? ownLists.match(plain) ?? lists.match(plain) ?? replies.match(plain);
  if (match !== null) return readingsOf(match, reply, recipient, common);
  const meaning = meaningOfStatus(status ?? statusIn(reply) ?? '');
  return meaning === null
    ? []
    : [
        {
          code: meaning,
          subject: recipient,
          quote: text === '' ? `status ${status ?? ''}` : text,
          data: { ...common, status: status ?? '' },
          weight: 0,
        },
      ];
}

function readingsOf(
  { rule, start }: RuleMatch,
  reply: string,
  recipient: string | null,
  common: Record<string, string>,
): readonly Reading[] {
  const data: Record<string, string> = { ...common, ...rule.data, source: rule.source };
  if (data['list'] === 'unnamed') {
    const name =
      /blocked (?:using|by) ([a-z0-9.-]{3,80}\.[a-z]{2,24})/iu.exec(reply)?.[1] ??
      /listed (?:at|in|on|by) ([a-z0-9.-]{3,80}\.[a-z]{2,24})/iu.exec(reply)?.[1];
    data['list'] = name ?? 'a list that the reply does not name';
  }
  const quote = reply.length <= 300 ? reply : reply.slice(Math.max(0, start - 120));
  return [rule.code, ...(rule.also ?? [])].map((code, place) => ({
    code,
    subject: recipient,
    quote,
    data,
    weight: place === 0 ? 0 : 1,
  }));
}

/** A code once, in its best place. */
function distinct(readings: readonly Reading[]): readonly Reading[] {
  return readings.filter(({ code }, place) => readings.findIndex((other) => other.code === code) === place);
}

/** `550 4.4.7 Message expired: … <421 4.4.0 Unable to lookup DNS for example.com>`: what stands in the brackets. */
function innerReply(reply: string): string | null {
  return /<([245]\d\d[ -][^<>]{1,1500}(?:<[^<>]{0,320}>[^<>]{0,600}){0,4})>?/u.exec(reply)?.[1] ?? null;
}

/** Takes the repeated codes out of a multi-line reply (RFC 5321 4.2.1): `550-5.7.1 first 550 5.7.1 second`. */
export function joinedReply(text: string): string {
  let seen = false;
  return text
    .replace(/(^|\s)[2-5]\d\d[- ][245]\.\d{1,3}\.\d{1,3}(?=\s|$)/gu, (whole: string) => {
      if (seen) return ' ';
      seen = true;
      return whole;
    })
    .replace(/(\s)[2-5]\d\d-(?=\S)/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The first enhanced status code of a text, or null. */
export function statusIn(text: string): string | null {
  return /(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/u.exec(text)?.[0] ?? null;
}

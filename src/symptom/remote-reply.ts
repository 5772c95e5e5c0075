import { longestText } from './reply-rule.ts';
import type { Reading } from './collector.ts';
import { afterTheEnd, isPermanentReply } from './finality.ts';
import { addressesIn } from './names.ts';
import { fromInReply, senderInReply } from './sender-in-reply.ts';
import { sendingIpIn } from './sending-ip-in.ts';
import { innerReply, joinedReply } from './reply-text.ts';
import { isUnreachableAddress } from '../knowledge/private-addresses.ts';
import { aboutTheConnection } from './judge/reply-words.ts';
import { verdictsOf, type RemoteReply, type Verdict } from './reply-verdict.ts';

/**
 * What a reply of a receiver means, likeliest first; empty when neither its words nor its status say so.
 * SES puts the last answer it got into angle brackets when it gives up: that one decides.
 */
export function readRemoteReply(remote: RemoteReply): readonly Reading[] {
  const told = verdictsOf(remote);
  if (told.length === 0) return [];
  const verdicts = aboutTheGreeting(
    ofNoConnection(aboutItself(remote.text) ? ofItself(told) : told, remote.text),
    remote.text,
  );
  const { status, recipient } = remote;
  const reply = joinedReply(remote.text.slice(0, longestText));
  const inner = innerReply(reply);
  const spokenOf = senderInReply(inner ?? reply);
  const isFinal = isPermanentReply(inner ?? reply, status);
  const readings = ofTheRate(aboutTheSender(verdicts, spokenOf !== null), isFinal).map(
    ({ code, weight, data, quotesInner, start }): Reading => {
      const words = quotesInner && inner !== null ? joinedReply(inner) : reply;
      const quote = words.length <= 300 ? words : words.slice(Math.max(0, start - 120));
      const about = { code, recipient };
      const ip = (inner === null ? null : sendingIpIn(inner, about)) ?? sendingIpIn(reply, about);
      const sender = code === 'bounce/sender-domain' ? (spokenOf ?? addressesIn(words)[0]) : undefined;
      return {
        code,
        subject: sender !== undefined && sender === recipient ? null : recipient,
        quote: quote === '' ? `status ${status ?? ''}` : quote,
        data: {
          ...data,
          ...(ip === null ? {} : { ip }),
          ...(sender === undefined ? {} : { sender }),
          ...(code === 'bounce/authentication-failed' ? fromIn(words) : {}),
          ...(data['status'] === undefined ? {} : { status: status ?? '' }),
        },
        weight,
      };
    },
  );
  return isFinal ? afterTheEnd(readings) : readings;
}

/** A server that takes no connection has seen no message: no rule of its owner refused one. */
function ofNoConnection(verdicts: readonly Verdict[], text: string): readonly Verdict[] {
  if (
    !/refused/iu.test(text) ||
    !/\bconnect(?:ion)? (?:to )?\S{1,300}(?: failed)?: connection refused\b/iu.test(text)
  )
    return verdicts;
  const left = verdicts.filter(({ code }) => code !== 'bounce/policy-rejected');
  return left.length > 0 ? left : verdicts;
}

/** The From domain that a receiver names where it blames its records. */
function fromIn(words: string): Record<string, string> {
  const from = fromInReply(words);
  return from === null ? {} : { from };
}

/**
 * Where a receiver complains of the name in HELO or EHLO, the domain that it does not find is neither that of the recipient nor that of
 * the sender (RFC 5321 4.1.1.1): it is the name of the server that handed the mail over. What a log adds (`helo=<…>`) is no complaint.
 */
function aboutTheGreeting(verdicts: readonly Verdict[], text: string): readonly Verdict[] {
  const [first] = verdicts;
  if (first === undefined || !complainsOfGreeting.test(text)) return verdicts;
  const left = verdicts.filter(
    ({ code }) => !ofDomains.has(code) && (text.includes('@') || code !== unknown),
  );
  return left.length > 0 ? left : [{ ...first, code: 'bounce/policy-rejected' }];
}

const complainsOfGreeting =
  /\b(?:helo|ehlo)\b(?!\s{0,2}=).{0,80}(?:not (?:be )?(?:found|resolv|exist|known)|resolve|no (?:such|dns|a |mx|ptr)|unknown|invalid|not match)|(?:unresolvable|invalid|unknown|bad).{0,20}\b(?:helo|ehlo)\b|\b(?:domain|address)\b.{0,30}\bin (?:your |the )?(?:helo|ehlo)\b|\((?:helo|ehlo)\)/iu;

const unknown = 'bounce/unknown-user';
const ofDomains: ReadonlySet<string> = new Set(['bounce/domain-not-found', 'bounce/sender-domain']);

/**
 * Where the domain of the sender is what a reply complains of, it says nothing of the recipient's, and no rule of the
 * receiver's is to be changed.
 */
function aboutTheSender(verdicts: readonly Verdict[], isNamed: boolean): readonly Verdict[] {
  if (!verdicts.some(({ code }) => code === 'bounce/sender-domain')) return verdicts;
  const isFirst = verdicts[0]?.code === 'bounce/sender-domain';
  return verdicts.filter(
    ({ code }) =>
      !(isNamed && code === 'bounce/domain-not-found') && !(isFirst && code === 'bounce/policy-rejected'),
  );
}

/** A receiver that takes mail more slowly for a while has it on no blocklist: that would be final. */
const ofTheRate = (verdicts: readonly Verdict[], isFinal: boolean): readonly Verdict[] =>
  verdicts[0]?.code === 'bounce/rate-limited' && !isFinal
    ? verdicts.filter(({ code }) => code !== 'bounce/ip-blocked-by-provider')
    : verdicts;

/**
 * Whether the only address that a reply names is private or loopback: the receiver then looked at a machine of its own, a
 * forwarder or a filter, and not at who sends.
 */
function aboutItself(text: string): boolean {
  const addresses = (text.match(/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/gu) ?? []).filter(
    // What a DNS list answers is no address (RFC 5782 2.1).
    (address) => !/^127\.0\.\d{1,3}\.(?!1$)/u.test(address),
  );
  return addresses.length > 0 && addresses.every(isUnreachableAddress);
}

function ofItself(verdicts: readonly Verdict[]): readonly Verdict[] {
  const [first] = verdicts;
  if (first === undefined || !aboutTheConnection.has(first.code)) return verdicts;
  return [
    { ...first, code: 'bounce/recipient-server-fault' },
    ...verdicts.map((one) => ({ ...one, weight: Math.max(1, one.weight) })),
  ];
}

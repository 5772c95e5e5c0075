import { type SpamVerdict, readSpamVerdict } from '../../symptom/verdict-headers.ts';
import {
  type MethodResult,
  parseAuthenticationResults,
  signerOf,
} from '../../symptom/authentication-results.ts';
import { registeredDomain } from '../dmarc/organizational-domain.ts';
import { addressesIn, domainAfterAt, withLowerDomain } from '../../symptom/names.ts';
import { cleanVerdicts } from './clean-verdicts.ts';
import { formatIp, parseIp } from '../ip-address.ts';
import { type HeaderField, parseHeader, valuesOf } from './header.ts';
import { isOfOrganization, isOnTheWay, isSes, type MessagePath, readPath } from './path.ts';
import { parseSignature, type SignatureTags } from './signature.ts';
import { bulkMarks, parseUnsubscribe, type Unsubscribe } from './unsubscribe.ts';

/** A received message, as its header fields tell it. Bounded plain JSON. */
export interface Message {
  /** Octets. */
  size: number;
  /** What could not be read, in plain words, or null. */
  cut: string | null;
  /** The address of the From field, and its domain in lower case; null without exactly one usable address. */
  from: string | null;
  fromDomain: string | null;
  /** Return-Path: empty for the null sender, null when the copy does not say. */
  envelopeSender: string | null;
  /** The address it was delivered to, or null. */
  recipient: string | null;
  /** ISO time at which the last server took it, else of the Date field, or null. */
  receivedAt: string | null;
  ses: SesTrace;
  path: MessagePath;
  /** DKIM-Signature fields, at most `mostSignatures`; `unreadable` counts those that name no key. */
  signatures: readonly SignatureTags[];
  unreadableSignatures: number;
  /** What the receiver wrote about authentication, or null. */
  receiver: ReceiverResults | null;
  /** What tells of a signature that the file may not hold any more; absent without such a sign. */
  signatureTold?: SignatureTold;
  /** What servers before it wrote and sealed (ARC), the first server first. */
  sealed: readonly ReceiverResults[];
  verdicts: readonly SpamVerdict[];
  /** Names of the fields in which a filter says that it is no spam. */
  cleanBy: readonly string[];
  /** False for a draft: nothing in it was written by a server. */
  delivered: boolean;
  bulk: readonly string[];
  unsubscribe: Unsubscribe | null;
}

/** A sign that the message was signed: a verdict about a signature, or the field of one under another name. */
export interface SignatureTold {
  /** As `Authentication-Results says dkim=pass`. */
  sign: string;
  /** It names the organization of the From domain. */
  ofFrom: boolean;
  /** Of that organization, and of another domain than From: none that a record with `adkim=s` heeds. */
  onlyRelated?: true;
  /** It says that the signature failed. Absent: it may have passed. */
  failed?: true;
}

/** The traces that SES leaves in a message. */
export interface SesTrace {
  /** Any of them is there. */
  sent: boolean;
  messageId: string | null;
  region: string | null;
  /** The address that SES sent from. */
  ip: string | null;
}

/** One server's Authentication-Results. */
export interface ReceiverResults {
  /** authserv-id; empty when the server does not give its name. */
  server: string;
  spf: MethodResult | null;
  dkim: readonly MethodResult[];
  dmarc: MethodResult | null;
  arc: MethodResult | null;
  /** The client whose address SPF was about, or null. */
  clientIp: string | null;
}

/** More signatures than any honest message has; each costs a look-up and a pass over the body. */
export const mostSignatures = 10;

/** Fields that servers write on the way; a message that was never sent has none of them (RFC 5321 4.4, RFC 8601, RFC 6376). */
const writtenByServers: ReadonlySet<string> = new Set([
  ...['received', 'return-path', 'delivered-to', 'authentication-results', 'received-spf'],
  ...['dkim-signature', 'arc-seal', 'x-ses-outgoing', 'feedback-id'],
]);

/** Whether any server has written into the header: a draft and the copy of a program are as they were composed. */
export const isDelivered = (fields: readonly HeaderField[]): boolean =>
  fields.some(({ name }) => writtenByServers.has(name));

/** Reads the header of a message. `bytes`: the message in latin1. */
export function readMessage(bytes: string): Message {
  const { fields, cut } = parseHeader(bytes);
  const one = (name: string): string | null => valuesOf(fields, name)[0] ?? null;
  const from = [...new Set(valuesOf(fields, 'from').flatMap(addressesIn))];
  const author = from.length === 1 ? withLowerDomain(from[0] ?? '') : null;
  const path = readPath(fields);
  const signatureFields = valuesOf(fields, 'dkim-signature');
  const signatures = signatureFields.map(parseSignature).filter((tags) => tags !== null);
  const returnPath = one('return-path');
  const fromDomain = author === null ? null : domainAfterAt(author);
  const told = signatureTold(fields, fromDomain);
  return {
    size: bytes.length,
    cut,
    from: author,
    fromDomain,
    envelopeSender: returnPath === null ? null : (addressesIn(returnPath)[0] ?? ''),
    recipient: recipientOf(fields, path),
    receivedAt: path.hops.find(({ at }) => at !== null)?.at ?? timeOf(one('date')),
    ses: sesTrace(fields, path, returnPath, signatures),
    path,
    signatures: signatures.slice(0, mostSignatures),
    unreadableSignatures: signatureFields.length - signatures.length,
    receiver: receiverOf(fields),
    ...(told !== null && { signatureTold: told }),
    sealed: sealedOf(fields),
    verdicts: verdictsOf(fields),
    cleanBy: cleanVerdicts(fields),
    delivered: isDelivered(fields),
    bulk: bulkMarks(fields),
    unsubscribe: parseUnsubscribe(fields),
  };
}

/** Programs that save a message take fields out, or write them under names of their own. Those of the From domain first, and of them what may have passed. */
function signatureTold(fields: readonly HeaderField[], from: string | null): SignatureTold | null {
  const isOfFrom = (domain: string): boolean =>
    from !== null && domain !== '' && registeredDomain(domain) === registeredDomain(from);
  const isRelated = (domain: string) => isOfFrom(domain) && domain !== from && { onlyRelated: true as const };
  const signs = fields.flatMap(({ name, value }): readonly SignatureTold[] => {
    // Google signs what its users send, beside the signature that counts.
    if (renamedSignature.test(name) && name !== 'x-google-dkim-signature') {
      const domain = parseSignature(value)?.domain ?? '';
      const sign = `a signature stands in the field ${name}`;
      return [{ sign, ofFrom: isOfFrom(domain), ...isRelated(domain) }];
    }
    if (!name.includes('authentication-results')) return [];
    return parseAuthenticationResults(value)
      .results.filter(
        ({ method, result }) => method === 'dkim' && /^(?:pass|fail|policy|temperror)$/.test(result),
      )
      .map((result) => ({
        sign: `${name} says dkim=${result.result}`,
        ofFrom: isOfFrom(signerOf(result)),
        ...isRelated(signerOf(result)),
        ...(/^(?:fail|policy)$/.test(result.result) && { failed: true as const }),
      }));
  });
  const ofFrom = signs.filter((sign) => sign.ofFrom);
  const own = ofFrom.filter(({ onlyRelated }) => onlyRelated === undefined);
  const best = [...own, ...ofFrom];
  return best.find(({ failed }) => failed === undefined) ?? best[0] ?? signs[0] ?? null;
}

/** `x-dkim-signature`, `x-original-dkim-signature`. */
const renamedSignature = /[-_]dkim[-_]signature$/;

function recipientOf(fields: readonly HeaderField[], { hops }: MessagePath): string | null {
  for (const name of ['delivered-to', 'x-original-to', 'x-delivered-to', 'envelope-to']) {
    const [address] = addressesIn(valuesOf(fields, name)[0] ?? '');
    if (address !== undefined) return withLowerDomain(address);
  }
  const told = hops.find((hop) => hop.for !== null)?.for ?? addressesIn(valuesOf(fields, 'to')[0] ?? '')[0];
  return told === undefined ? null : withLowerDomain(told);
}

const sesMessageId = /<([0-9a-f]{16}-[0-9a-f-]{30,50})@(?:([a-z0-9-]{5,24})\.)?amazonses\.com>/i;

function sesTrace(
  fields: readonly HeaderField[],
  { hops, sesHop }: MessagePath,
  returnPath: string | null,
  signatures: readonly SignatureTags[],
): SesTrace {
  const id = sesMessageId.exec(valuesOf(fields, 'message-id')[0] ?? '');
  // Feedback-ID: 1.<region>.<identity>=:AmazonSES
  const feedbackId = valuesOf(fields, 'feedback-id')[0] ?? '';
  const feedback = /:AmazonSES\s{0,5}$/i.test(feedbackId.slice(-200)) ? feedbackId : '';
  const outgoing = /-([0-9a-f.:]{7,45})\s*$/i.exec(valuesOf(fields, 'x-ses-outgoing')[0] ?? '')?.[1];
  const hopIp = sesHop === null ? null : (hops[sesHop]?.ip ?? null);
  // Message ids of us-east-1 end in email.amazonses.com.
  const idRegion = id?.[2]?.toLowerCase() === 'email' ? 'us-east-1' : (id?.[2]?.toLowerCase() ?? null);
  const region = idRegion ?? /(?:^|\.|:)([a-z]{2}(?:-gov)?-[a-z]{4,9}-\d)\./.exec(feedback)?.[1] ?? null;
  return {
    sent:
      id !== null ||
      feedback !== '' ||
      outgoing !== undefined ||
      sesHop !== null ||
      isSes(domainAfterAt(addressesIn(returnPath ?? '')[0] ?? '')) ||
      signatures.some(({ domain }) => isSes(domain)),
    messageId: id?.[1] ?? null,
    region,
    ip: addressOf(outgoing ?? null) ?? hopIp,
  };
}

function addressOf(text: string | null): string | null {
  const ip = text === null ? null : parseIp(text);
  return ip === null ? null : formatIp(ip);
}

/**
 * The results of the server that took the message last: the topmost field, with others of the same server. A field that
 * the receiver did not write was there before it, and anybody may have written it (RFC 8601 5).
 */
function receiverOf(fields: readonly HeaderField[]): ReceiverResults | null {
  const above = fieldsOfReceiver(fields);
  const [first, ...others] = above
    .filter(({ name }) => name === 'authentication-results')
    .slice(0, 10)
    .map(({ value }) => parseAuthenticationResults(value));
  const [receivedSpf] = valuesOf(above, 'received-spf');
  if (first === undefined && receivedSpf === undefined) return null;
  // Apple writes one field for each method, each under a name of its own.
  const same = others.filter(
    ({ server }) =>
      server !== '' && (server === first?.server || isOfOrganization(server, first?.server ?? '')),
  );
  const told = [...(first?.results ?? []), ...same.flatMap(({ results: more }) => more)];
  // Whoever took no part in the delivery vouches for nothing (RFC 8601 5): anybody may have written the field.
  const { handover, hops } = readPath(fields);
  const results = isOnTheWay(first?.server ?? '', handover === null ? hops : hops.slice(0, handover + 1))
    ? told
    : told.filter(({ result }) => result !== 'pass');
  return summary(first?.server ?? '', results, receivedSpf ?? null);
}

/**
 * The fields above the Received field at which the receiver took the message over; all where none shows it. Gmail writes its
 * results directly below that field: they count where the receiver wrote none above it, and where they bear its name, which a
 * receiver takes out of what it is sent (RFC 8601 5).
 */
function fieldsOfReceiver(fields: readonly HeaderField[]): readonly HeaderField[] {
  const places = fields.flatMap(({ name }, place) => (name === 'received' ? [place] : []));
  const { handover, hops } = readPath(fields);
  const place = handover === null ? undefined : places[handover];
  if (handover === null || place === undefined) return fields;
  const above = fields.slice(0, place);
  if (above.some(isResults)) return above;
  const below = fields.slice(place + 1);
  const end = below.findIndex((field) => !isResults(field) && field.name !== 'received-spf');
  const results = end === -1 ? below : below.slice(0, end);
  const taker = hops[handover]?.by ?? '';
  const isOwn = results.some(
    (field) => isResults(field) && isOfOrganization(parseAuthenticationResults(field.value).server, taker),
  );
  return isOwn ? [...above, ...results] : above;
}

const isResults = ({ name }: HeaderField): boolean => name === 'authentication-results';

function summary(
  server: string,
  results: readonly MethodResult[],
  receivedSpf: string | null,
): ReceiverResults {
  const first = (method: string): MethodResult | null => {
    const found = results.find((result) => result.method === method);
    return found === undefined ? null : bounded(found);
  };
  const spf = first('spf') ?? spfOf(receivedSpf);
  return {
    server: server.slice(0, 255),
    spf,
    dkim: results
      .filter(({ method }) => method === 'dkim')
      .slice(0, mostSignatures)
      .map(bounded),
    dmarc: first('dmarc'),
    arc: first('arc'),
    clientIp: clientIpOf(spf, receivedSpf),
  };
}

const bounded = ({ method, result, properties, text }: MethodResult): MethodResult => ({
  method,
  result,
  properties: Object.fromEntries(Object.entries(properties).slice(0, 12)),
  text: text.slice(0, 400),
});

/** Received-SPF (RFC 7208 9.1): the result is its first word. */
function spfOf(receivedSpf: string | null): MethodResult | null {
  const result = /^([a-z]{4,9})\b/i.exec(receivedSpf ?? '')?.[1]?.toLowerCase();
  if (receivedSpf === null || result === undefined) return null;
  const sender = /\benvelope-from="?<?([^\s";<>]{1,320})/i.exec(receivedSpf)?.[1];
  return {
    method: 'spf',
    result,
    properties: sender === undefined ? {} : { 'smtp.mailfrom': sender },
    text: receivedSpf.slice(0, 400),
  };
}

/** Receivers name the address in words of their own. */
function clientIpOf(spf: MethodResult | null, receivedSpf: string | null): string | null {
  const texts = [receivedSpf ?? '', spf?.text ?? ''];
  for (const pattern of [
    /\bclient-ip="?([0-9a-f.:]{3,45})/i,
    /\bsender IP is ([0-9a-f.:]{3,45})/i,
    /\bdesignate[sd]? ([0-9a-f.:]{3,45}) as/i,
    /\bsmtp\.remote-ip="?([0-9a-f.:]{3,45})/i,
    /\bip=([0-9a-f.:]{3,45})/i,
  ]) {
    for (const text of texts) {
      const ip = addressOf(pattern.exec(text)?.[1]?.replace(/[.:]$/, '') ?? null);
      if (ip !== null) return ip;
    }
  }
  return null;
}

function sealedOf(fields: readonly HeaderField[]): readonly ReceiverResults[] {
  return valuesOf(fields, 'arc-authentication-results')
    .slice(0, 10)
    .map((value) => {
      const instance = Number(/^\s*i=(\d{1,2})/.exec(value)?.[1] ?? 0);
      const { server, results } = parseAuthenticationResults(value.replace(/^\s*i=\d{1,2}\s*;/, ''));
      return { instance, results: summary(server, results, null) };
    })
    .sort((one, other) => one.instance - other.instance)
    .map(({ results }) => results);
}

function verdictsOf(fields: readonly HeaderField[]): readonly SpamVerdict[] {
  return fields
    .flatMap((field) => readSpamVerdict([field]) ?? [])
    .slice(0, 6)
    .map(({ filter, words, quote }) => ({ filter, words, quote: quote.slice(0, 300) }));
}

function timeOf(date: string | null): string | null {
  const time = date === null ? Number.NaN : Date.parse(date.replace(/\([^()]{0,80}\)/g, ' ').slice(0, 60));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

import { textOf, type Json } from './json.ts';
import { regionName } from './names.ts';
import type { EnvelopePlace } from './unwrap/segment.ts';

/** Whose account a failure is of, as far as the text says. */
export interface Accounts {
  /** Who sent, as twelve digits. */
  senders: readonly string[];
  /** Whose identity was sent with, where who sent is not told: another account may have been allowed to. */
  owners: readonly string[];
  /** The Regions it was sent through, in lower case; empty where none is named. */
  regions: readonly string[];
}

/** Nothing tells the account. */
export const noAccounts: Accounts = { senders: [], owners: [], regions: [] };

/** More than these are not told apart. */
const most = 5;

const account = /^\d{12}$/u;

/**
 * The account of a record of SES: `sendingAccountId` is who sent ("Contents of event data"), else an ARN of the caller
 * names it, else the envelope; `sourceArn` names the owner of the identity alone, who may have let another account send, and a topic
 * may take events of many accounts.
 */
export function accountsOfMail(mail: Json, place: EnvelopePlace | null): Accounts {
  const region = regionOfMail(mail, place);
  const regions = region === null ? [] : [region];
  const told = mail['sendingAccountId'];
  const sending = typeof told === 'number' ? String(told).padStart(12, '0') : (textOf(told)?.trim() ?? '');
  if (account.test(sending)) return { senders: [sending], owners: [], regions };
  const callers = accountsIn(
    [mail['callerArn'], mail['callerIdentity']].map((one) => textOf(one) ?? '').join(' '),
    ofCaller,
  );
  if (callers.length > 0) return { senders: callers, owners: [], regions };
  if (place?.account !== undefined) return { senders: [place.account], owners: [], regions };
  const owners = accountsIn(textOf(mail['sourceArn']) ?? '', ofIdentity);
  const { topicAccount } = place ?? {};
  return {
    senders: [],
    owners: owners.length > 0 || topicAccount === undefined ? owners : [topicAccount],
    regions,
  };
}

/** The Region that a record of SES was sent through: that of the identity it was sent with, else what its envelope says. */
export function regionOfMail(mail: Json, place: EnvelopePlace | null): string | null {
  const ofArn = textOf(mail['sourceArn'])?.split(':')[3] ?? '';
  return regionName.test(ofArn) ? ofArn.toLowerCase() : (place?.region ?? null);
}

/**
 * The account of whoever called or sent, as a log or an error tells it; else whose identity, configuration set or template it
 * names, or, where it names none, whose topic.
 */
export function accountsOfText(text: string): Omit<Accounts, 'regions'> {
  const sending = accountsIn(text, ofSender);
  const senders = sending.length > 0 ? sending : accountsIn(text, ofCaller);
  if (senders.length > 0) return { senders, owners: [] };
  const owners = accountsIn(text, ofResource);
  return { senders, owners: owners.length > 0 ? owners : accountsIn(text, ofTopic) };
}

/** Whether the state of an account decides over what a code says: whose identity a text names tells then that it may be of another. */
export const isOfAccount = (code: string): boolean =>
  code === 'bounce/suppressed' || ofAccount.has(code.slice(0, code.indexOf('/')));

const ofAccount: ReadonlySet<string> = new Set([
  ...['quota', 'sending', 'sandbox', 'suppression', 'reputation', 'configuration-set', 'template'],
]);

/** `sendingAccountId`, in whatever notation. */
const ofSender = /\bsending[ _-]?account[ _-]?id["'\\]{0,4}\s{0,3}[:=]\s{0,3}["'\\]{0,4}(\d{12})(?!\d)/giu;
/** ARNs of users, roles and sessions; the account of a CloudTrail record. */
const ofCaller =
  /\barn:aws[a-z-]{0,12}:(?:iam|sts)::(\d{12}):(?:user|role|assumed-role|federated-user|root)\b|\b(?:recipientAccountId|callerAccount(?:Id)?)["'\\]{0,4}\s{0,3}[:=]\s{0,3}["'\\]{0,4}(\d{12})(?!\d)/gu;
const ofResource = /\barn:aws[a-z-]{0,12}:ses:[a-z0-9-]{0,20}:(\d{12}):[a-z]/gu;
const ofTopic = /\barn:aws[a-z-]{0,12}:sns:[a-z0-9-]{1,20}:(\d{12}):/gu;
const ofIdentity = /\barn:aws[a-z-]{0,12}:ses:[a-z0-9-]{0,20}:(\d{12}):identity\//gu;

function accountsIn(text: string, pattern: RegExp): readonly string[] {
  const found = new Set<string>();
  if (!/\d{12}/u.test(text)) return [];
  for (const [, first, second] of text.matchAll(pattern)) {
    const named = first ?? second;
    if (named !== undefined && found.size < most) found.add(named);
  }
  return [...found];
}

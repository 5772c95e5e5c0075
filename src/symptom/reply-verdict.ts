import { once } from '../model/once.ts';
import { causeOfStatus } from './tables/enhanced-status.ts';
import { isFreeMail, receiverOf } from '../knowledge/receivers.ts';
import { genericReplies, sesBounceReplies } from './replies/generic.ts';
import { listReplies } from './replies/lists.ts';
import { receiverReplies } from './replies/receivers.ts';
import { longestText, plainText, RuleBook, type RuleMatch } from './reply-rule.ts';
import { shapeOf } from './reply-shape.ts';
import { vagueCodes, weighReply } from './judge/reply.ts';
import { namesOnlyPossibilities } from './judge/possibilities.ts';
import { weighWords } from './judge/reply-words.ts';
import { withoutSides, withSides } from './named-sides.ts';
import { mechanismsOf } from './stated-results.ts';
import { innerReply, joinedReply, statusIn } from './reply-text.ts';

const sesBounces = new RuleBook(sesBounceReplies);
const lists = new RuleBook(listReplies);
/** `S3140`, `RP-001`, `TSS04`, `4.7.500`: a receiver's own name for a cause. Sentences around it are shared by several causes. */
const isIdentifier = (phrase: string): boolean =>
  /^~?(?:(?=[^~]*[a-z])(?=[^~]*\d)[^ .~[\]]{5,16}|[45]\.\d\.[1-9]\d\d)~?$/u.test(phrase);
const identifiers = once(
  () =>
    new RuleBook(
      receiverReplies
        .map((rule) => ({ ...rule, says: rule.says.filter(isIdentifier) }))
        .filter(({ says }) => says.length > 0),
    ),
);
const receivers = new RuleBook(receiverReplies);
const generic = new RuleBook(genericReplies);
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

/**
 * Reasons that stand behind "mailbox unavailable" or "service not available, no SMTP service", which the same receiver says of every
 * refusal: the last sentence decides.
 */
const reasons = new RuleBook([
  {
    code: 'bounce/reverse-name-rejected',
    says: ['bad dns ptr resource record'],
    source: 'https://postmaster.gmx.net/en/error-messages',
  },
  {
    code: 'bounce/sender-domain',
    says: ['invalid dns mx or a/aaaa resource record', 'invalid dns mx or a resource record'],
    source: 'https://postmaster.gmx.net/en/error-messages',
  },
]);

/** What a receiver answered, with what else is known of the delivery. */
export interface RemoteReply {
  /** The reply, or what SES wrote in its place; empty when nothing is quoted. */
  text: string;
  /** Enhanced status code, or null. */
  status: string | null;
  recipient: string | null;
  /** Whom the mail came from; null or absent where that is not known. */
  sender?: string | null | undefined;
}

/** One explanation of a reply, for all replies of its shape. */
export interface Verdict {
  code: string;
  weight: number;
  data: Readonly<Record<string, string>>;
  /** The words are those of the reply that SES quotes in its own. */
  quotesInner: boolean;
  /** About where in the reply the telling words begin. */
  start: number;
}

/**
 * What a reply means, likeliest first; empty when neither its words nor its status say so. Replies of the same shape get
 * the same verdicts, which are kept.
 */
export function verdictsOf({ text, status, recipient, sender }: RemoteReply): readonly Verdict[] {
  // Only the domains of large receivers tell one reply from another, and they are words of their sentences.
  const domain = recipient === null ? '' : recipient.slice(recipient.lastIndexOf('@') + 1).toLowerCase();
  const sides = { recipient: isFreeMail(domain) ? null : recipient, sender };
  const shape = shapeOf(withSides(text.slice(0, longestText), sides));
  const asked = `${status ?? ''} ${isFreeMail(domain) ? domain : ''}`;
  const verdicts = known.get(shape)?.get(asked);
  if (verdicts !== undefined) return verdicts;
  const fresh = classify(shape, status, domain === '' ? null : domain);
  if (shape.length < 2000) remember(shape, asked, fresh);
  return fresh;
}

/**
 * Whether a reply is a number and nothing else that counts, and one that servers give for whatever they refuse: what SES calls the
 * failure then says more than the number.
 */
export function isNumberAlone(remote: RemoteReply): boolean {
  const [verdict] = verdictsOf(remote);
  if (verdict === undefined) return true;
  const status = statusIn(remote.text) ?? remote.status ?? '';
  if (verdict.data['status'] === undefined) return false;
  return causeOfStatus(status, null)?.isVague ?? /^(?:[45]\.0\.0)?$/u.test(status);
}

const mostKnown = 5000;
/** By shape, then by status and domain. */
const known = new Map<string, Map<string, readonly Verdict[]>>();

function remember(shape: string, asked: string, verdicts: readonly Verdict[]): void {
  if (known.size >= mostKnown) known.clear();
  const ofShape = known.get(shape) ?? new Map<string, readonly Verdict[]>();
  if (ofShape.size >= 100) ofShape.clear();
  known.set(shape, ofShape.set(asked, verdicts));
}

function classify(text: string, told: string | null, domain: string | null): readonly Verdict[] {
  const reply = joinedReply(text);
  // X.0.0 says that there is nothing to say (RFC 3463 3.1): the reply may say more.
  const status = told?.endsWith('.0.0') === true ? (statusIn(reply) ?? told) : told;
  const plain = withoutBoilerplate(plainText(withoutSides(reply)));
  const receiver = receiverOf(domain, plain)?.name;
  const common: Record<string, string> = receiver === undefined ? {} : { receiver };
  const verdict = (code: string, weight: number, data: Record<string, string> = common): Verdict => ({
    code,
    weight,
    data,
    quotesInner: false,
    start: 0,
  });

  const expired = givenUp.match(plain);
  const inner = innerReply(reply);
  const expiry = expired === null ? [] : [verdict('bounce/expired', 0)];
  if (inner !== null) {
    const verdicts = classify(inner, statusIn(inner), domain);
    if (verdicts.length > 0)
      return distinct([
        ...verdicts.map((one) => ({ ...one, data: { ...common, ...one.data }, quotesInner: true })),
        ...expiry,
      ]);
  }
  if (expired !== null)
    return distinct([...expiry, ...(inner === null ? [] : [verdict('bounce/recipient-server-fault', 1)])]);

  if ((status === null || causeOfStatus(status, null)?.isVague !== false) && namesOnlyPossibilities(plain))
    return [];
  return weigh(reply, plain, status, common).map((one) => withResults(one, reply));
}

/** What failed is what the reply says failed: the number alone means DMARC, and the reply may say that it passed. */
function withResults(verdict: Verdict, reply: string): Verdict {
  if (verdict.code !== 'bounce/authentication-failed') return verdict;
  const { mechanism: meant = '', ...data } = verdict.data;
  const { mechanism, passed } = mechanismsOf(meant, reply);
  return {
    ...verdict,
    data: {
      ...data,
      ...(mechanism === '' ? {} : { mechanism }),
      ...(passed === '' ? {} : { passed }),
    },
  };
}

/** The registry's own words for X.7.1 say as little as their number: what stands beside them is the reason. */
function withoutBoilerplate(plain: string): string {
  const rest = plain.replace(/delivery not authorized,? message refused/u, ' ');
  return rest !== plain && weighWords(rest).length > 0 ? rest : plain;
}

/** The receiver whose own meanings of enhanced statuses count. */
const tableOf = (receiver: string | undefined): string | null =>
  receiver === 'Gmail'
    ? 'Google'
    : receiver === 'Outlook.com' || receiver === 'Microsoft 365'
      ? 'Microsoft'
      : null;

/** Causes whose scores are nearer than that are told together. */
const closeMargin = 0.4;
/** Two causes that are close must have that much at least for one of them to be named. */
const clearScore = 1.7;

/** What a sentence of each book weighs: its first letters, and what each further one adds, up to the most. */
interface Book {
  rules: () => RuleBook;
  base: number;
  most: number;
  /** Sentences of servers of all makes: some of them stand for many causes. */
  isOfAllMakes?: boolean;
}

/** Names that one receiver gave one cause, and what SES says of itself, mean nothing else. */
const certain = 8;

/** The books, the surest first: of those that know a sentence of a reply each is one witness. */
const books: readonly Book[] = [
  { rules: () => sesBounces, base: certain, most: certain },
  { rules: () => ownLists, base: certain, most: certain },
  { rules: () => reasons, base: certain, most: certain },
  { rules: identifiers, base: 5.5, most: 5.5 },
  { rules: () => lists, base: 5.2, most: 6 },
  { rules: () => receivers, base: 2.4, most: 6 },
  { rules: () => generic, base: 1.8, most: 4.1, isOfAllMakes: true },
];

/** A sentence of that many letters more is not there by chance. */
const lettersToAdd = 12;
const shortSentence = 8;

function weightOf({ base, most, isOfAllMakes }: Book, { rule, letters }: RuleMatch): number {
  // A word is what the concepts see as well.
  if (isOfAllMakes === true && letters < shortSentence) return 1;
  if (isOfAllMakes === true && vagueCodes.has(rule.code)) return 1.6;
  return Math.min(most, base + Math.max(0, letters - shortSentence) / lettersToAdd);
}

/**
 * What speaks for each cause is summed: the sentences that the books know, the concepts of the words, the status. The surest witness
 * decides alone; of others, two that agree outweigh a third.
 */
function weigh(
  reply: string,
  plain: string,
  status: string | null,
  common: Record<string, string>,
): readonly Verdict[] {
  const matches = books.flatMap((book) => {
    const match = book.rules().match(plain);
    return match === null ? [] : [{ match, weight: weightOf(book, match) }];
  });
  // The names are sentences of the receivers as well: that is one witness.
  const witnesses = matches.filter(
    ({ match: { rule } }, place) =>
      !matches
        .slice(0, place)
        .some((other) => other.match.rule.says.some((phrase) => rule.says.includes(phrase))),
  );
  const [best, second] = weighReply({
    reply,
    sentences: witnesses.map(({ match, weight }) => ({ code: match.rule.code, weight })),
    status: status ?? statusIn(reply),
    receiver: tableOf(common['receiver']),
  });
  if (best === undefined) return [];
  const isClose = second !== undefined && best.score - second.score < closeMargin;
  // Little speaks for either: to name one would be a guess.
  if (isClose && best.score < clearScore && matches.length === 0) return [];
  const told = matches.map(({ match }) => verdictsOfMatch(match, reply, common));
  const own = told.find(([first]) => first?.code === best.code);
  const others = told
    .filter((one) => one !== own)
    .flat()
    .map((one) => ({ ...one, weight: 1 }));
  if (own !== undefined) return distinct([...own, ...(best.score < certain ? others : [])]);
  const data = withListName({ ...common, ...best.data }, reply);
  const worded: Verdict = {
    code: best.code,
    weight: 0,
    data: best.isStatusAlone ? { ...data, status: status ?? '' } : data,
    quotesInner: false,
    start: 0,
  };
  return distinct([
    worded,
    ...(isClose ? [{ ...worded, code: second.code, weight: 1, data: { ...common, ...second.data } }] : []),
    ...others,
  ]);
}

function verdictsOfMatch(
  { rule, start }: RuleMatch,
  reply: string,
  common: Record<string, string>,
): readonly Verdict[] {
  const data = withListName({ ...common, ...rule.data, source: rule.source }, reply);
  return [rule.code, ...(rule.also ?? [])].map((code, place) => ({
    code,
    weight: place === 0 ? 0 : 1,
    data,
    quotesInner: false,
    start,
  }));
}

/** The list that a reply names, where the rule that read it knows none. */
function withListName(data: Record<string, string>, reply: string): Record<string, string> {
  if (data['list'] !== 'unnamed') return data;
  const name =
    /blocked (?:using|by) ([a-z0-9.-]{3,80}\.[a-z]{2,24})/iu.exec(reply)?.[1] ??
    /listed (?:at|in|on|by) ([a-z0-9.-]{3,80}\.[a-z]{2,24})/iu.exec(reply)?.[1];
  return { ...data, list: name ?? 'a list that the reply does not name' };
}

/** A code once, in its best place. */
function distinct(verdicts: readonly Verdict[]): readonly Verdict[] {
  return verdicts.filter(({ code }, place) => verdicts.findIndex((other) => other.code === code) === place);
}

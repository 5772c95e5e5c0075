import { speaksOf, type Concept } from '../lexicon/lexicon.ts';
import { withoutDenied } from '../observe/stance.ts';
import { foldedText } from '../observe/terms.ts';
import { scopesOf, weigh, type Explanation } from './evidence.ts';

/** What a clause is about and what the trouble with it is. */
interface Hypothesis extends Explanation {
  /** How narrow the concepts are: where two hold, the narrower tells more. */
  weight: number;
}

/** Causes that the words of a failed send speak for. */
export interface Told {
  codes: readonly string[];
  weight: number;
  clause: string;
}

const unverified = ['identity/not-verified', 'identity/wrong-region'] as const;
const eitherUnverified = [
  'identity/not-verified',
  'sandbox/recipient-not-verified',
  'identity/wrong-region',
] as const;
const login = [
  'smtp-credentials/rejected',
  'smtp-credentials/password-is-secret-key',
  'smtp-credentials/password-wrong-region',
] as const;
const paused = ['sending/paused-by-aws', 'sending/disabled-by-you'] as const;

const hypotheses: readonly Hypothesis[] = [
  // Who sends, and to whom.
  { codes: ['sandbox/account-in-sandbox'], weight: 3, all: ['theSandbox'], not: ['denied', 'outOfSandbox'] },
  { codes: ['sandbox/review-denied'], weight: 3.4, all: ['theSandbox', 'denied'] },
  {
    codes: ['sandbox/recipient-not-verified', 'sandbox/account-in-sandbox'],
    weight: 3.2,
    all: ['theRecipient', 'unverified'],
  },
  {
    codes: unverified,
    weight: 3.1,
    all: ['theSender', 'unverified'],
    not: ['theRecipient', 'mailFromDomain'],
  },
  {
    codes: eitherUnverified,
    weight: 2.6,
    all: ['anAddress', 'unverified'],
    not: ['aCertificate', 'dkimKeys', 'mailFromDomain'],
  },
  { codes: ['mail-from/rejects-on-failure'], weight: 3.4, all: ['mailFromDomain', 'unverified'] },
  { codes: ['mail-from/failed'], weight: 3.3, all: ['mailFromDomain', 'failedIt'] },
  {
    codes: ['identity/not-found', 'identity/wrong-region'],
    weight: 2.4,
    all: ['theSender', 'missing'],
    not: ['theRecipient', 'syntax', 'aVariable', 'configurationSet', 'aTemplate', 'hostName', 'contactList'],
  },
  { codes: ['dkim/status-temporary-failure'], weight: 3.1, all: ['dkimKeys', 'soon', 'failedIt'] },
  {
    codes: ['dkim/status-failed'],
    weight: 2.8,
    all: ['dkimKeys'],
    some: ['failedIt', 'unverified', 'missing'],
  },
  // Limits.
  { codes: ['quota/daily-exhausted'], weight: 3.4, all: ['dailyQuota', 'exceededIt'] },
  {
    codes: ['quota/rate-exceeded'],
    weight: 3,
    all: ['sendingRate'],
    some: ['exceededIt', 'refusedIt', 'failedIt'],
  },
  {
    codes: ['quota/daily-exhausted', 'quota/rate-exceeded'],
    weight: 2.5,
    all: ['aQuota'],
    some: ['refusedIt', 'exceededIt'],
    not: ['theRecipient', 'sendingRate', 'messageSize'],
  },
  { codes: ['send/too-many-connections'], weight: 3.3, all: ['manyConnections'] },
  { codes: ['send/too-many-recipients'], weight: 3.3, all: ['recipientCount', 'exceededIt'] },
  {
    codes: ['send/message-too-large'],
    weight: 3,
    all: ['messageSize', 'exceededIt'],
    not: ['aTemplate', 'aVariable'],
  },
  // Who logs in.
  { codes: ['smtp-credentials/no-mechanism'], weight: 3.3, all: ['smtpLogin', 'noMechanism'] },
  { codes: ['smtp-credentials/temporary-failure'], weight: 3.2, all: ['smtpLogin', 'failedIt', 'forNow'] },
  {
    codes: login,
    weight: 2.8,
    all: ['smtpLogin'],
    some: ['refusedIt', 'invalidIt', 'failedIt'],
    not: ['accessKey', 'theConnection'],
  },
  {
    codes: ['smtp-credentials/not-used'],
    weight: 2.9,
    all: ['smtpLogin'],
    some: ['demanded', 'missing'],
    not: ['invalidIt', 'failedIt', 'accessKey'],
  },
  { codes: ['access/credentials-expired'], weight: 3.3, all: ['accessKey', 'expiredIt'] },
  {
    codes: ['access/no-credentials'],
    weight: 3.1,
    all: ['accessKey', 'missing'],
    not: ['invalidIt', 'expiredIt'],
  },
  {
    codes: ['access/credentials-rejected'],
    weight: 2.9,
    all: ['accessKey', 'invalidIt'],
    not: ['smtpLogin', 'expiredIt'],
  },
  {
    codes: ['send/access-denied'],
    weight: 2.8,
    all: ['theRight', 'aSend'],
    not: ['smtpLogin', 'theRecipient'],
  },
  {
    codes: ['access/region-missing'],
    weight: 3.1,
    all: ['theRegion', 'missing'],
    not: ['unverified', 'theSender'],
  },
  {
    codes: ['access/region-invalid'],
    weight: 3,
    all: ['theRegion', 'invalidIt'],
    not: ['unverified', 'theSender', 'accessKey'],
  },
  // The way there.
  { codes: ['smtp/port-blocked'], weight: 2.6, all: ['theConnection', 'timedOut'] },
  {
    codes: ['smtp/connection-refused'],
    weight: 2.7,
    all: ['theConnection', 'refusedConnection'],
    not: ['smtpLogin'],
  },
  { codes: ['smtp/connection-reset'], weight: 2.5, all: ['theConnection', 'brokenOff'], not: ['timedOut'] },
  { codes: ['smtp/name-not-resolved'], weight: 2.9, all: ['hostName', 'unresolved'] },
  { codes: ['smtp/certificate-expired'], weight: 3.2, all: ['aCertificate', 'expiredIt'] },
  { codes: ['smtp/certificate-name-mismatch'], weight: 3.2, all: ['aCertificate', 'otherName'] },
  { codes: ['smtp/certificate-untrusted'], weight: 3, all: ['aCertificate', 'untrusted'] },
  {
    codes: ['smtp/starttls-not-used'],
    weight: 2.9,
    all: ['encryption', 'demanded'],
    not: ['aCertificate', 'configurationSet'],
  },
  {
    codes: ['smtp/tls-handshake-failed'],
    weight: 2.3,
    all: ['encryption', 'failedIt'],
    not: ['aCertificate'],
  },
  // What is named in the call.
  { codes: ['configuration-set/sending-paused'], weight: 3.4, all: ['configurationSet', 'pausedIt'] },
  {
    codes: ['configuration-set/not-found'],
    weight: 3.2,
    all: ['configurationSet'],
    some: ['missing', 'invalidIt'],
    not: ['pausedIt'],
  },
  { codes: ['template/missing-variable'], weight: 3.3, all: ['aTemplate', 'aVariable', 'missing'] },
  { codes: ['template/data-invalid-json'], weight: 3.4, all: ['templateJson', 'invalidIt'] },
  { codes: ['template/not-found'], weight: 3, all: ['aTemplate', 'missing'], not: ['aVariable'] },
  { codes: ['template/too-large'], weight: 3.2, all: ['aTemplate', 'messageSize', 'exceededIt'] },
  {
    codes: ['template/syntax-error', 'template/render-rejected'],
    weight: 2.8,
    all: ['aTemplate', 'invalidIt'],
    not: ['missing'],
  },
  {
    codes: ['template/render-rejected', 'template/missing-variable'],
    weight: 2.6,
    all: ['aTemplate', 'failedIt'],
    not: ['missing', 'invalidIt'],
  },
  {
    codes: ['send/list-management'],
    weight: 3.1,
    all: ['contactList'],
    some: ['missing', 'invalidIt', 'exceededIt', 'refusedIt'],
  },
  { codes: ['reputation/tenant-paused'], weight: 3.5, all: ['aTenant', 'pausedIt'] },
  { codes: ['send/tenant'], weight: 3.2, all: ['aTenant'], some: ['missing', 'refusedIt', 'invalidIt'] },
  { codes: ['configuration-set/pool-empty'], weight: 3, all: ['ipPool'], some: ['missing', 'exceededIt'] },
  // The message.
  {
    codes: ['send/no-recipients'],
    weight: 2.9,
    all: ['recipientsGiven', 'missing'],
    not: ['unverified', 'suppressionList', 'invalidIt'],
  },
  { codes: ['send/address-syntax'], weight: 2.7, all: ['anAddress', 'syntax'], not: ['unverified'] },
  {
    codes: ['send/mime-invalid'],
    weight: 2.6,
    all: ['mimeForm'],
    some: ['invalidIt', 'refusedIt', 'exceededIt'],
  },
  { codes: ['send/rejected-content'], weight: 3.1, all: ['unwantedContent'] },
  { codes: ['bounce/suppressed'], weight: 3.2, all: ['suppressionList'] },
  // The account, and who answers.
  { codes: ['sending/under-review'], weight: 3, all: ['theAccount', 'underReview'] },
  {
    codes: paused,
    weight: 2.9,
    all: ['theAccount', 'pausedIt'],
    not: ['configurationSet', 'aTenant', 'theConnection'],
  },
  { codes: ['events/topic-encrypted-without-grant'], weight: 3.3, all: ['aTopic', 'kmsKey'] },
  {
    codes: ['events/topic-unreachable', 'events/topic-policy-blocks'],
    weight: 3.1,
    all: ['aTopic', 'missing'],
  },
  {
    codes: ['events/delivery-failing', 'events/topic-unreachable'],
    weight: 3.3,
    all: ['aTopic', 'httpRefusal'],
  },
  {
    codes: ['events/topic-policy-blocks', 'events/topic-unreachable'],
    weight: 2.8,
    all: ['aTopic'],
    some: ['failedIt', 'refusedIt', 'theRight'],
  },
  { codes: ['events/no-subscriber'], weight: 3, all: ['aSubscription', 'pending'] },
  {
    codes: ['send/temporary-failure'],
    weight: 2.4,
    all: ['theService', 'forNow'],
    not: ['smtpLogin', 'aTemplate'],
  },
];

/** What may be said not to be so: "not in the sandbox". Other troubles hold a denial themselves. */
const statesOnly: ReadonlySet<Concept> = new Set([
  'theSandbox',
  'pausedIt',
  'exceededIt',
  'suppressionList',
  'expiredIt',
]);

/**
 * What a text tells of a failed send, by what its clauses are about and what the trouble with it is; the narrowest first. It needs no
 * sentence to be known. One clause may name the thing and the next its trouble: what stands side by side weighs less.
 */
export function weighSending(text: string): readonly Told[] {
  return weigh(scopesOf(clausesOf(text)), hypotheses, { reads, weightOf: ({ weight }) => weight }).map(
    ({ explanation: { codes }, weight, scope }) => ({ codes, weight, clause: scope }),
  );
}

/** What may be denied is looked for in what a clause does not deny. */
function reads(clause: string): (concept: Concept) => boolean {
  const affirmed = withoutDenied(clause);
  return (concept) => speaksOf(statesOnly.has(concept) ? affirmed : clause, concept);
}

/** The clauses of a text, without addresses, links and identifiers, whose parts are no words of it; names in camel case as words. */
const clausesOf = (text: string): readonly string[] =>
  foldedText(
    text
      .replace(/[\w.!#$%&'*+/=?^{|}~-]{1,64}@[\w.-]{1,255}/gu, ' ')
      .replace(/https?:\/\/\S{1,300}/gu, ' ')
      .replace(/([a-z])(?=[A-Z][a-z])/gu, '$1 ')
      .replaceAll('_', ' '),
  )
    .split(/[.!?;\n](?=\s|$)|\s[-–—]{1,2}\s|,\s(?=but|so|because|and)/u)
    .map((clause) => clause.trim())
    .filter((clause) => clause.length > 2)
    .slice(0, 40);

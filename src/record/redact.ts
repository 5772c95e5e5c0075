import {
  keptSegment,
  nameOfArn,
  privateAddress,
  withoutHosts,
  withoutInternalHosts,
} from './infrastructure.ts';
import type { Json } from './json.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { templateNames, withoutNames } from './template-names.ts';
import { withoutUsers } from './user-names.ts';

/** Addresses: what stands before an @ and is followed by a domain (RFC 5322 dot-atom, RFC 6531 letters); %40 in URLs. */
const addressPattern =
  /[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,256}(?:@|%40)(?=[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+|\[)/gu;
/** A quoted local part (RFC 5322 3.2.4), or the quoted name of a person before an address. */
const quotedPattern =
  /"(?=[^"\n]{0,255}[\p{L}\p{N}])[^"\n]{1,256}"(?=@[\p{L}\p{N}_-]|\s{0,3}<[^<>\s]{1,320}@)/gu;
/** The name of a person before an address (RFC 5322 3.4), where nothing else stands, a header field begins, or in a list as SES writes it. */
const namePattern =
  /(?:^(?=[^<>]+<[^<>]+>$)|(?<=\b(?:From|Sender|Reply-To|To|Cc):\s?|,\s|\bregion [A-Za-z0-9-]{1,30}:\s))[\p{L}][^<>@":;]{0,100}?(?=\s?<[^<>\s]{1,320}@)/giu;
/** Twelve digits that stand alone: an AWS account id. */
const accountPattern = /(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])/g;
/** The id of an access key: it holds the account id. */
const keyPattern = /(?<![0-9A-Za-z])A[KS]IA[0-9A-Z]{16}(?![0-9A-Za-z])/g;
/** In words of others: what they call the subject of a message. */
const quotedSubjectPattern = /(?<=\bsubject[:=]?\s?")[^"\n]{1,500}(?=")|(?<=\bSubject:\s)[^"\n]{1,500}/gi;
/** Keys whose text is the subject of somebody's mail. */
const subjectKeys = new Set(['subjectLine', 'emailSubject', 'renderedSubject']);
/** Keys of the number of a support case. */
const caseKeys = new Set(['caseId', 'CaseId']);

/** Keys whose text is a word of ours. */
const ourKeys = new Set(['fact', 'code', 'reason', 'check', 'kind', 'action', 'only', 'skip']);
/** Keys of what others wrote: replies, log lines, and hosts of a Received field. */
const wordsOfOthers = new Set(['quote', 'title', 'unread', 'banner']);
/** Keys of a host that takes events, and of whose server spoke. */
const hostKeys = new Set(['endpoint', 'whose']);
const hopKeys = new Set(['from', 'by', 'helo']);

/** What one value is redacted with. */
interface Redaction {
  pseudonyms: Pseudonyms;
  templates: readonly string[];
  /** Parts of addresses that are names of people: “bob.builder@” is Bob Builder where a server writes out who is meant. */
  people: ReadonlySet<string>;
}

/**
 * Replaces by pseudonyms: local parts of addresses, account ids, subject lines, names of users, roles and sessions in
 * ARNs and of users in logs, private IP addresses, names of templates, and the hosts of Received fields and of logs. Equal texts get equal
 * pseudonyms, and texts that differ only by case get pseudonyms that differ only by case, so that a replay decides the
 * same.
 */
export function redact<T>(value: T): T {
  const json = value as Json;
  return walk(
    json,
    { pseudonyms: new Pseudonyms(), templates: templateNames(json), people: peopleIn(json) },
    [],
  ) as T;
}

function walk(value: Json, redaction: Redaction, path: readonly string[]): Json {
  const key = path.at(-1) ?? '';
  if (typeof value === 'string') return ourKeys.has(key) ? value : leaf(value, redaction, path, key);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => walk(item, redaction, path));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      text(name, redaction.pseudonyms),
      walk(item, redaction, [...path, name]),
    ]),
  );
}

function leaf(
  value: string,
  { pseudonyms, templates, people }: Redaction,
  path: readonly string[],
  key: string,
): string {
  if (subjectKeys.has(key)) return pseudonyms.of('subject', value);
  if (caseKeys.has(key)) return pseudonyms.of('case', value);
  const named = withoutInternalHosts(withoutNames(value, templates, pseudonyms), pseudonyms);
  if (wordsOfOthers.has(key))
    return quoted(withoutUsers(withoutHosts(named, pseudonyms), pseudonyms), pseudonyms, people);
  const ofHop =
    (path.includes('hops') && hopKeys.has(key)) ||
    (path.includes('slowest') && key === 'at') ||
    (path.includes('intermediary') && key === 'host');
  if (ofHop) return text(withoutHosts(named, pseudonyms, true), pseudonyms);
  return text(hostKeys.has(key) ? withoutHosts(named, pseudonyms) : named, pseudonyms);
}

function peopleIn(value: Json, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string') {
    for (const address of value.match(addressPattern) ?? []) {
      const parts = address
        .replace(/(?:@|%40)$/, '')
        .toLowerCase()
        .split(/[._+-]/);
      const names = parts.filter((part) => /^\p{L}{3,}$/u.test(part));
      if (names.length > 1) for (const name of names) found.add(name);
    }
  } else if (value !== null && typeof value === 'object') {
    for (const item of isList(value) ? value : Object.values(value)) peopleIn(item, found);
  }
  return found;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function text(value: string, pseudonyms: Pseudonyms): string {
  return value
    .replaceAll(nameOfArn, (match) =>
      match
        .split('/')
        .map((segment) => (keptSegment.test(segment) ? segment : pseudonyms.of('name', segment)))
        .join('/'),
    )
    .replaceAll(privateAddress, (match) => pseudonyms.address(match))
    .replaceAll(quotedPattern, (match) => `"${pseudonyms.of('user', match.slice(1, -1))}"`)
    .replaceAll(namePattern, (match) => pseudonyms.of('user', match))
    .replaceAll(addressPattern, (match) => {
      const at = match.endsWith('@') ? '@' : '%40';
      return `${localPart(match.slice(0, -at.length), pseudonyms)}${at}`;
    })
    .replaceAll(keyPattern, (match) => `${match.slice(0, 4)}${pseudonyms.account(match).padStart(16, '0')}`)
    .replaceAll(accountPattern, (match) => pseudonyms.account(match));
}

/** Words of a receiver or a log, which name a user without the domain too: “<jane@example.com> user jane unknown”. */
function quoted(value: string, pseudonyms: Pseudonyms, people: ReadonlySet<string>): string {
  const locals = new Set(
    (value.match(addressPattern) ?? []).map((match) => match.replace(/(?:@|%40)$/, '').toLowerCase()),
  );
  const withoutSubject = value.replaceAll(quotedSubjectPattern, (match) => pseudonyms.of('subject', match));
  return text(withoutSubject, pseudonyms).replaceAll(/[\p{L}\p{N}._+-]{3,}(?![\p{L}\p{N}@])/gu, (word) =>
    (locals.has(word.toLowerCase()) || (/^\p{Lu}/u.test(word) && people.has(word.toLowerCase()))) &&
    !isKept(word)
      ? pseudonyms.of('user', word)
      : word,
  );
}

/** `=` is allowed in a local part, and also stands before one (`smtp.mailfrom=a@b`): each side is replaced alone. */
function localPart(local: string, pseudonyms: Pseudonyms): string {
  // The name of an identity in an ARN is no part of the address.
  const before = local.lastIndexOf('identity/');
  if (before !== -1) {
    const from = before + 'identity/'.length;
    return local.slice(0, from) + localPart(local.slice(from), pseudonyms);
  }
  if (simulator.test(local)) return local;
  return local
    .split('=')
    .map((part) => (part === '' || isKept(part) ? part : pseudonyms.of('user', part)))
    .join('=');
}

/** Mailbox-simulator addresses and role names mean something to the checks, and name nobody. */
const simulator = /^(?:success|bounce|complaint|ooto|suppressionlist)(?:\+[\w-]*)?$/i;
const kept = new Set([
  'postmaster',
  'abuse',
  'smtp.mailfrom',
  'header.from',
  'header.i',
  'header.d',
  'envelope-from',
  'rua',
  'ruf',
]);

const isKept = (local: string): boolean => kept.has(local.toLowerCase());

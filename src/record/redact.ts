/** JSON as facts hold it. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Addresses: what stands before an @ and is followed by a domain (RFC 5322 dot-atom, RFC 6531 letters); %40 in URLs. */
const addressPattern =
  /[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,256}(?:@|%40)(?=[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+|\[)/gu;
/** A quoted local part (RFC 5322 3.2.4), or the quoted name of a person before an address. */
const quotedPattern = /"[^"\n]{1,256}"(?=@[\p{L}\p{N}_-]|\s{0,3}<[^<>\s]{1,320}@)/gu;
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

/**
 * Replaces local parts of addresses, account ids and subject lines by pseudonyms. Equal texts get equal pseudonyms, and
 * texts that differ only by case get pseudonyms that differ only by case, so that a replay decides the same.
 */
export function redact<T>(value: T): T {
  const pseudonyms = new Pseudonyms();
  return walk(value as Json, pseudonyms, '') as T;
}

function walk(value: Json, pseudonyms: Pseudonyms, key: string): Json {
  if (typeof value === 'string') {
    if (subjectKeys.has(key)) return pseudonyms.of('subject', value);
    return key === 'quote' ? quoted(value, pseudonyms) : text(value, pseudonyms);
  }
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => walk(item, pseudonyms, key));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [text(name, pseudonyms), walk(item, pseudonyms, name)]),
  );
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function text(value: string, pseudonyms: Pseudonyms): string {
  return value
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
function quoted(value: string, pseudonyms: Pseudonyms): string {
  const locals = new Set(
    (value.match(addressPattern) ?? []).map((match) => match.replace(/(?:@|%40)$/, '').toLowerCase()),
  );
  const withoutSubject = value.replaceAll(quotedSubjectPattern, (match) => pseudonyms.of('subject', match));
  return text(withoutSubject, pseudonyms).replaceAll(/[\p{L}\p{N}._+-]{3,}(?![\p{L}\p{N}@])/gu, (word) =>
    locals.has(word.toLowerCase()) && !isKept(word) ? pseudonyms.of('user', word) : word,
  );
}

/** `=` is allowed in a local part, and also stands before one (`smtp.mailfrom=a@b`): each side is replaced alone. */
function localPart(local: string, pseudonyms: Pseudonyms): string {
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

class Pseudonyms {
  /** By kind and lower-case text: the number, and the spellings seen. */
  readonly #seen = new Map<string, { number: number; spellings: string[] }>();
  readonly #counts = new Map<string, number>();

  of(kind: 'user' | 'subject', original: string): string {
    const key = `${kind} ${original.toLowerCase()}`;
    const entry = this.#seen.get(key) ?? { number: this.#next(kind), spellings: [original.toLowerCase()] };
    if (!entry.spellings.includes(original)) entry.spellings.push(original);
    this.#seen.set(key, entry);
    return spelt(`${kind}${letters(entry.number)}`, entry.spellings.indexOf(original));
  }

  account(original: string): string {
    const key = `account ${original}`;
    const entry = this.#seen.get(key) ?? { number: this.#next('account'), spellings: [] };
    this.#seen.set(key, entry);
    return String(entry.number).padStart(12, '0');
  }

  #next(kind: string): number {
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    return number;
  }
}

/** 1 → aaaaab: letters only, so that every one of them can carry a bit of the spelling. */
function letters(number: number): string {
  let rest = number;
  let result = '';
  for (let place = 0; place < 6; place += 1) {
    result = String.fromCharCode(97 + (rest % 26)) + result;
    rest = Math.floor(rest / 26);
  }
  return result;
}

/** The nth spelling of a pseudonym: the bits of n as capitals, from the front. 0 is all lower case. */
const spelt = (pseudonym: string, index: number): string =>
  Array.from(pseudonym, (letter, place) => ((index >> place) & 1 ? letter.toUpperCase() : letter)).join('');

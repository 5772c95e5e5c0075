import { type Ip, parseIpv4, parseIpv6 } from '../parse/ip-address.ts';
import { type MacroPart, parseMacroString } from './macro.ts';

export type SpfQualifier = '+' | '-' | '~' | '?';
export type SpfMechanism = 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists';

/** A domain-spec (RFC 7208 7.1): as written, and cut at its macros. */
export interface DomainSpec {
  text: string;
  parts: readonly MacroPart[];
}

/** A mechanism with its qualifier. */
export interface SpfDirective {
  kind: 'directive';
  /** As written, and its offset in the record (from 0). */
  text: string;
  at: number;
  qualifier: SpfQualifier;
  mechanism: SpfMechanism;
  /** Null: the current domain, or none for all, ip4 and ip6. */
  domain: DomainSpec | null;
  /** Of ip4 and ip6, else null. */
  ip: Ip | null;
  /** Bits, of ip4, a and mx. */
  prefix4: number;
  /** Bits, of ip6, a and mx. */
  prefix6: number;
}

/** `redirect`, `exp` or an unknown modifier, which is ignored (RFC 7208 6). */
export interface SpfModifier {
  kind: 'modifier';
  text: string;
  at: number;
  /** Lower case. */
  name: string;
  value: DomainSpec;
}

export type SpfTerm = SpfDirective | SpfModifier;

/** One syntax error. Any of them makes the whole record a permerror (RFC 7208 4.6). */
export interface SpfSyntaxError {
  /** Offset in the record, from 0. */
  at: number;
  term: string;
  message: string;
}

export interface SpfRecord {
  text: string;
  terms: readonly SpfTerm[];
  redirect: SpfModifier | null;
  exp: SpfModifier | null;
  errors: readonly SpfSyntaxError[];
}

const mechanisms: readonly SpfMechanism[] = ['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists'];

/** True for a TXT record that is an SPF record of version 1 (RFC 7208 4.5): the version ends at a space or the end. */
export const isSpfRecord = (text: string): boolean => /^v=spf1(?: |$)/i.test(text);

/** Reads a record for which `isSpfRecord` holds. Takes linear time, and never throws. */
export function parseSpf(text: string): SpfRecord {
  const known = read.get(text);
  if (known !== undefined) return known;
  const record = parsed(text);
  if (text.length > longestKept) return record;
  if (read.size >= mostKept) read.clear();
  read.set(text, record);
  return record;
}

/** Thousands of domains have the same few records, and each is asked for from many sides. */
const read = new Map<string, SpfRecord>();
const mostKept = 1000;
const longestKept = 1000;

function parsed(text: string): SpfRecord {
  const terms: SpfTerm[] = [];
  const errors: SpfSyntaxError[] = [];
  let redirect: SpfModifier | null = null;
  let exp: SpfModifier | null = null;
  for (const { word, at } of wordsOf(text)) {
    const term = parseTerm(word, at);
    if ('message' in term) {
      errors.push(term);
      continue;
    }
    terms.push(term);
    if (term.kind !== 'modifier') continue;
    const double = (term.name === 'redirect' && redirect !== null) || (term.name === 'exp' && exp !== null);
    if (double) errors.push({ at, term: word, message: `${term.name}= is in the record twice` }); // RFC 7208 6
    if (term.name === 'redirect') redirect ??= term;
    if (term.name === 'exp') exp ??= term;
  }
  return { text, terms, redirect, exp, errors };
}

/** The terms as a record. */
export const formatSpf = (terms: readonly Pick<SpfTerm, 'text'>[]): string =>
  ['v=spf1', ...terms.map(({ text }) => text)].join(' ');

/** The terms behind the version. They are parted by spaces alone: a tab is part of a term, and an error there. */
function* wordsOf(text: string): Generator<{ word: string; at: number }> {
  let at = 'v=spf1'.length;
  for (const word of text.slice(at).split(' ')) {
    if (word !== '') yield { word, at };
    at += word.length + 1;
  }
}

function parseTerm(word: string, at: number): SpfTerm | SpfSyntaxError {
  const fail = (message: string, offset = 0): SpfSyntaxError => ({ at: at + offset, term: word, message });
  const modifier = /^([A-Za-z][A-Za-z0-9\-_.]*)=/.exec(word);
  return modifier === null
    ? parseDirective(word, at, fail)
    : parseModifier(word, at, modifier[1] ?? '', fail);
}

type Fail = (message: string, offset?: number) => SpfSyntaxError;

function parseModifier(word: string, at: number, spelt: string, fail: Fail): SpfModifier | SpfSyntaxError {
  const name = spelt.toLowerCase();
  const start = spelt.length + 1;
  const text = word.slice(start);
  if (name === 'redirect' || name === 'exp') {
    const value = parseDomainSpec(text);
    if ('message' in value) return fail(value.message, start + value.at);
    return { kind: 'modifier', text: word, at, name, value };
  }
  const macros = parseMacroString(text);
  if (!macros.ok) return fail(macros.message, start + macros.at);
  return { kind: 'modifier', text: word, at, name, value: { text, parts: macros.parts } };
}

function parseDirective(word: string, at: number, fail: Fail): SpfDirective | SpfSyntaxError {
  const [head = '', sign = '', spelt = ''] = /^([+\-~?]?)([A-Za-z][A-Za-z0-9\-_.]*)/.exec(word) ?? [];
  const mechanism = mechanisms.find((name) => name === spelt.toLowerCase());
  if (mechanism === undefined) {
    return fail(
      spelt === '' ? 'it is neither a mechanism nor a modifier' : `there is no mechanism called "${spelt}"`,
    );
  }
  const base = {
    kind: 'directive',
    text: word,
    at,
    qualifier: qualifierOf(sign),
    mechanism,
    ip: null,
    prefix4: 32,
    prefix6: 128,
  } as const;
  const rest = word.slice(head.length);
  const failRest: Fail = (message, offset = 0) => fail(message, head.length + offset);
  switch (mechanism) {
    case 'all':
      return rest === '' ? { ...base, domain: null } : failRest('"all" takes no argument');
    case 'ip4':
    case 'ip6':
      return parseNetwork({ ...base, domain: null }, rest, failRest);
    case 'include':
    case 'exists':
      if (!rest.startsWith(':')) return failRest(`"${mechanism}" needs ":" and a domain`);
      return withDomain(base, rest.slice(1), failRest);
    case 'ptr':
      if (rest === '') return { ...base, domain: null };
      return rest.startsWith(':')
        ? withDomain(base, rest.slice(1), failRest)
        : failRest('only ":" and a domain may follow "ptr"');
    case 'a':
    case 'mx':
      return parseAddressTerm(base, rest, failRest);
  }
}

type Base = Omit<SpfDirective, 'domain'>;

function qualifierOf(sign: string): SpfQualifier {
  return sign === '-' || sign === '~' || sign === '?' ? sign : '+';
}

function withDomain(base: Base, text: string, fail: Fail): SpfDirective | SpfSyntaxError {
  const domain = parseDomainSpec(text);
  return 'message' in domain ? fail(domain.message, 1 + domain.at) : { ...base, domain };
}

/** `a` and `mx`: [":" domain-spec] [dual-cidr-length]. The lengths are what stands at the very end (RFC 7208 5.3). */
function parseAddressTerm(base: Base, rest: string, fail: Fail): SpfDirective | SpfSyntaxError {
  const tail = /(?:\/([0-9]+))?(?:\/\/([0-9]+))?$/.exec(rest);
  const from = tail?.index ?? rest.length;
  const prefix4 = prefixOf(tail?.[1], 32);
  const prefix6 = prefixOf(tail?.[2], 128);
  if (prefix4 === null) return fail('an IPv4 prefix length is a number from 0 to 32', from);
  if (prefix6 === null) return fail('an IPv6 prefix length is a number from 0 to 128', from);
  const cidr = { ...base, prefix4, prefix6 };
  const name = rest.slice(0, from);
  if (name === '') return { ...cidr, domain: null };
  if (!name.startsWith(':'))
    return fail(`only ":" and a domain, or "/" and a prefix length may follow "${base.mechanism}"`);
  return withDomain(cidr, name.slice(1), fail);
}

/** `ip4:` and `ip6:` with their networks (RFC 7208 5.6). */
function parseNetwork(base: SpfDirective, rest: string, fail: Fail): SpfDirective | SpfSyntaxError {
  const four = base.mechanism === 'ip4';
  if (!rest.startsWith(':')) return fail(`"${base.mechanism}" needs ":" and an address`);
  const slash = rest.indexOf('/');
  const address = rest.slice(1, slash === -1 ? undefined : slash);
  const ip = four ? parseIpv4(address) : parseIpv6(address);
  if (ip === null) return fail(`"${address}" is no ${four ? 'IPv4' : 'IPv6'} address`, 1);
  const prefix = prefixOf(slash === -1 ? undefined : rest.slice(slash + 1), four ? 32 : 128);
  if (prefix === null) return fail(`a prefix length here is a number from 0 to ${four ? 32 : 128}`, slash);
  return { ...base, ip, ...(four ? { prefix4: prefix } : { prefix6: prefix }) };
}

/** The prefix length, `max` when there is none, null when it is not one. No leading zeros (RFC 7208 12). */
function prefixOf(digits: string | undefined, max: number): number | null {
  if (digits === undefined) return max;
  if (!/^(?:0|[1-9][0-9]{0,2})$/.test(digits)) return null;
  return Number(digits) <= max ? Number(digits) : null;
}

/** RFC 7208 7.1: a domain-spec ends in a top label or a macro. */
function parseDomainSpec(text: string): DomainSpec | { at: number; message: string } {
  if (text === '') return { at: 0, message: 'the domain is missing' };
  const macros = parseMacroString(text);
  if (!macros.ok) return { at: macros.at, message: macros.message };
  const address = text.replace(/\/[0-9]*$/, '');
  const family = parseIpv4(address) !== null ? 'ip4' : parseIpv6(address) === null ? null : 'ip6';
  if (family !== null) return { at: 0, message: `"${text}" is an address, which goes with ${family}:` };
  const last = macros.parts.at(-1);
  if (last?.kind === 'text') {
    const topLabel = /\.([A-Za-z0-9-]+)\.?$/.exec(last.text)?.[1];
    if (topLabel === undefined || !isTopLabel(topLabel))
      return { at: 0, message: `"${text}" is not a complete domain name` };
  }
  if (macros.parts.every(({ kind }) => kind === 'text') && !hasGoodLabels(text)) {
    return { at: 0, message: `"${text}" has an empty label or one over 63 characters` };
  }
  return { text, parts: macros.parts };
}

/** Letters, digits and inner hyphens, and not digits alone. */
const isTopLabel = (label: string): boolean =>
  /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(label) && /[A-Za-z-]/.test(label);

/** RFC 7208 4.8 leaves open what overlong and empty labels give; an author wants to hear of them. */
const hasGoodLabels = (name: string): boolean =>
  (name.endsWith('.') ? name.slice(0, -1) : name)
    .split('.')
    .every((label) => label.length > 0 && label.length <= 63);

/** Whether a record lets any address through, be it by a name that has to be looked up: one of nobody can authorise no dedicated IP either. */
export function letsThrough(text: string): boolean {
  const { terms, redirect } = parseSpf(text);
  return redirect !== null || terms.some((term) => term.kind === 'directive' && term.qualifier === '+');
}

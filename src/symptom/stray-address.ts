/** What a program gave where an address belongs. */
export interface StrayAddress {
  /**
   * - `user-name`: the user name of an SMTP login.
   * - `unset`: a placeholder that nobody filled in, or what a language prints for a variable without a value.
   * - `blank`: an address with a blank in it.
   * - `half`: nothing before the sign, nothing behind it, or nothing at all.
   * - `host`: a user of a computer, as mail programs make it up where no sender is set.
   */
  kind: 'user-name' | 'unset' | 'blank' | 'half' | 'host';
  /** As it stood, at most 100 characters. */
  given: string;
}

/** How templates, shells, build tools and languages write a variable; it may stand within an address. */
const placeholders = [
  String.raw`\$\{[^}\s]{1,60}\}?`,
  String.raw`\$\([\w.]{1,60}\)`,
  String.raw`\$[A-Za-z_]\w{0,60}`,
  String.raw`%[A-Za-z_][\w.]{0,60}%`,
  String.raw`%\(\w{1,60}\)s`,
  String.raw`#\{[^}\s]{1,60}\}`,
  String.raw`\{{1,3} ?[\w.$-]{1,60} ?\}{1,3}`,
  String.raw`<%[=-]? ?[\w.@ -]{1,60}%>`,
  String.raw`\[\[ ?[\w.]{1,60} ?\]\]`,
  String.raw`@{1,2}[A-Z][A-Z0-9_]{1,60}@{1,2}`,
  String.raw`__[A-Z][A-Z0-9_]{1,60}__`,
  String.raw`process\.env(?:\.\w{1,60}|\[['"]?\w{1,60}['"]?\])`,
  String.raw`os\.environ(?:\.get)?[[(]['"]?\w{1,60}['"]?[\])]`,
].join('|');

/** What languages print for a variable without a value, or for something that is no text. */
const noValue = String.raw`(?:undefined|null|none|nil|nan|\[object \w{1,20}\]|<(?:undefined|null|nil|none)>)`;

/** Domains that no public DNS has: a single label, those of RFC 6761, 6762 and 8375, and what makers of networks use for inside. */
const insideOnly =
  '(?:[\\w-]{1,63}|(?:[\\w-]{1,63}\\.){1,8}(?:localhost|localdomain\\d?|local|internal|lan|home|corp|invalid|home\\.arpa))';

/** A whole entry of a list, in brackets or quotes or not; behind it may stand what a library appends. */
const whole = (pattern: string, flags = 'iu'): RegExp =>
  new RegExp(`^[\\s"'\\\\]{0,6}(${pattern})[>"')\\]}\\\\.]{0,6}(?:$|[\\s(\\\\"'])`, flags);

const local = '[\\w.+-]{1,64}';

const kinds: readonly (readonly [StrayAddress['kind'], RegExp])[] = [
  ['user-name', /^["'<\s]{0,4}((?:AKIA|ASIA)[A-Z0-9]{12,28})["'>.)}\s\\]{0,6}$/u],
  // Before a domain that may be one it is an address to SES, and refused because of the domain.
  ['unset', whole(`<?(?:${noValue}(?:@${noValue})?|${local}@${noValue})>?`)],
  ['unset', whole(`(?:[^\\s@]{0,80}@)?[\\w.<-]{0,80}(?:${placeholders})[\\w.-]{0,80}?>?`, 'u')],
  // An address with a blank before or behind its sign is none, and what is left of it is another identity.
  ['blank', /^\s{0,4}["'<]?([\w.+-]{1,64}(?:\s{1,4}@\s{0,4}|@\s{1,4})[\w-]{1,63}\.[\w.-]{2,190})/u],
  ['half', whole(`<\\s?>|""|<?${local}@>?|<?@[\\w.-]{1,190}>?`)],
  ['host', whole(`<?${local}@${insideOnly}>?`)],
];

/** What an entry of a list of addresses is where it is no address; null where it may be one. */
export function strayAddress(entry: string): StrayAddress | null {
  for (const [kind, pattern] of kinds) {
    const given = pattern.exec(entry.slice(0, 300))?.[1];
    if (given !== undefined) return { kind, given: given.slice(0, 100) };
  }
  return null;
}

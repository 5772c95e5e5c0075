/** What stands in the place of a secret. */
const hidden = '[redacted]';

/**
 * Words in lower case of which the text must hold one, so that most patterns are never compiled; a pattern; and what to
 * put in its place: by default the first group and `hidden`.
 */
type Rule = readonly [
  hints: readonly string[],
  pattern: RegExp,
  replacement?: (whole: string, ...groups: string[]) => string,
];

/** Letters of both cases, and a digit or a sign of base64: what a person does not write. */
const isRandom = (word: string): boolean =>
  /[A-Z]/u.test(word) && /[a-z]/u.test(word) && /[\d+/=]/u.test(word);

const rules: readonly Rule[] = [
  [
    ['-----begin '],
    /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/gu,
    () => hidden,
  ],
  [['x-amz-'], /(X-Amz-(?:Signature|Security-Token|Credential)["']?[=:]\s{0,3})[^&\s"']{1,4000}/giu],
  [['signature='], /(\bSignature=)[^\s,"'&]{1,4000}/giu],
  [['authorization'], /(\bAuthorization["']?\s{0,3}[:=]\s{0,3}["']?)[^\r\n"']{1,4000}/giu],
  [['cookie'], /(\b(?:Set-)?Cookie["']?:\s{0,3}["']?)[^\r\n"']{1,4000}/giu],
  [
    ['plain', 'login', 'cram-md5', 'xoauth2'],
    /(\bAUTH\s{1,3}(?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2)\s{1,3})[A-Za-z0-9+/=]{4,4000}(?:\s{1,3}([A-Za-z0-9+/]{4,400}={0,2}))?/giu,
    (_, command = '', second = '') =>
      `${command}${hidden}${second === '' ? '' : ` ${isRandom(second) ? hidden : second}`}`,
  ],
  // "password": "…", secret => '…': up to the quote that closes.
  [
    ['pass', 'pwd', 'secret', 'token', 'key'],
    /((?:pass(?:word|wd|phrase)?|pwd|secret(?:[_ -]?(?:access)?[_ -]?key)?|session[_ -]?token|security[_ -]?token|api[_ -]?key|token)\\{0,3}["']?\s{0,3}(?:=>|[:=])\s{0,3}\\{0,3}(["']))(?:(?!\2)[^\\\r\n]){1,400}/giu,
  ],
  // password: abcd efgh ijkl mnop, and every other value without quotes.
  [
    ['pass', 'pwd', 'secret', 'token', 'key'],
    /((?:pass(?:word|wd|phrase)?|pwd|secret(?:[_ -]?(?:access)?[_ -]?key)?|secretkey|session[_ -]?token|security[_ -]?token|api[_ -]?key|token)["']?\s{0,3}(?:=>|[:=])\s{0,3})(?!["'[])(?:[a-z]{4}(?: [a-z]{4}){3}(?![a-z])|[^\s"',;&)}\]]{1,4000})/giu,
  ],
  [
    ['-ap', 'pass', 'secret'],
    /((?:^|\s)-{1,2}(?:ap|(?:auth-)?pass(?:word)?|secret(?:-key)?)(?:=|\s{1,3})["']?)[^\s"']{1,400}/giu,
  ],
  [['.login('], /(\.login\(\s{0,3}["'][^"'\r\n]{1,200}["']\s{0,3},\s{0,3}["'])[^"'\r\n]{1,400}/giu],
  [
    ['akia', 'asia'],
    /((?:AKIA|ASIA)[A-Z0-9]{12,20}["']?\s{0,2}[:,;|/ ]\s{0,2}["']?)([A-Za-z0-9+/=]{16,400})/gu,
    (_, key = '', word = '') => key + (isRandom(word) ? hidden : word),
  ],
  [
    ['hooks.slack.com/', 'discord', 'webhook.office.com/', 'api.telegram.org/'],
    /(hooks\.slack\.com\/(?:services|workflows)\/|discord(?:app)?\.com\/api\/webhooks\/|\.webhook\.office\.com\/|api\.telegram\.org\/bot)[^\s"'<>]{1,300}/giu,
  ],
  [['eyj'], /\beyJ[\w-]{10,2000}\.[\w-]{10,4000}(?:\.[\w-]{0,2000})?/gu, () => hidden],
  [
    ['sg.', 'xox', 'gh', 'key-'],
    /\b(?:SG\.[\w-]{16,40}\.[\w-]{16,80}|xox[abprs]-[\w-]{10,200}|gh[opsu]_\w{30,200}|key-[0-9a-f]{32})/gu,
    () => hidden,
  ],
  [
    ['>', 'c:'],
    /((?:>>|C:|->|CLIENT -> SERVER:|>)\s{0,3})([A-Za-z0-9+/]{4,400}={0,2})(?=\s|$)/gu,
    (_, arrow = '', word = '') => arrow + (word.length >= 12 || isRandom(word) ? hidden : word),
  ],
];

/** A secret access key has so many letters; its pattern is not made for a shorter text. */
const shortestRun = 40;

/** Secrets that nothing but their letters tells: keys, and lines of keys and certificates. */
const runs: readonly RegExp[] = [
  /(?<![A-Za-z0-9+/=._@:-])[A-Za-z0-9+/]{40}(?:[A-Za-z0-9+/]{3}[A-Za-z0-9+/=])?(?![A-Za-z0-9+/=._@-])/gu,
  /(?<![A-Za-z0-9+/=._@:-])[A-Za-z0-9+/]{60,4000}={0,2}/gu,
];

/**
 * Takes secrets out of a text that may be quoted: AUTH exchanges, passwords, AWS secret keys, session tokens,
 * signatures, private keys, addresses of web hooks. Access key ids stay: they name the key and open nothing.
 */
export function withoutSecrets(text: string): string {
  let safe = withoutUrlPasswords(text);
  // The only letter that a pattern without case takes for another and that lower case leaves: U+017F, for s.
  const lower = safe.toLowerCase().replaceAll('\u017f', 's');
  for (const [hints, pattern, replacement] of rules)
    if (hints.some((hint) => lower.includes(hint)))
      safe = safe.replace(pattern, replacement ?? ((_, kept: string) => kept + hidden));
  if (safe.length >= shortestRun)
    for (const run of runs) safe = safe.replace(run, (word) => (isRandom(word) ? hidden : word));
  return safe;
}

/** `smtp://user:password@host`: what stands before the `@` would else be taken for an address. */
export const withoutUrlPasswords = (text: string): string =>
  text.includes('://')
    ? text.replace(/(:\/\/[^\s:@/"'<>]{0,200}:)[^\s@"'<>]{1,400}@/gu, `$1${hidden}@`)
    : text;

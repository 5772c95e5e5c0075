import type { Reading } from './collector.ts';
import { mentions } from './mentions.ts';

/** What is seen of the credentials in an AUTH exchange or beside it. Never the password itself. */
export interface LoginShape {
  user: string | null;
  /** Characters of the password, or null when none was seen. */
  passwordLength: number | null;
  /** `B` for the passwords that SES makes today. */
  passwordStart: string | null;
  passwordIsBase64: boolean;
}

/** Reads AUTH PLAIN and AUTH LOGIN out of a transcript, or a user name that stands beside. */
export function readLogin(lines: readonly string[]): LoginShape | null {
  let waiting = 0;
  let user: string | null = null;
  for (const line of lines) {
    const isAuth = mentions(line, 'plain', 'login') && mentions(line, 'auth');
    const plain = isAuth ? /AUTH\s{1,3}PLAIN\s{1,3}([A-Za-z0-9+/=]{4,800})/iu.exec(line)?.[1] : undefined;
    if (plain !== undefined) {
      const parts = decoded(plain)?.split('\0');
      if (parts?.length === 3) return shape(parts[1] ?? '', parts[2] ?? '');
    }
    const login = isAuth ? /AUTH\s{1,3}LOGIN(?:\s{1,3}([A-Za-z0-9+/=]{4,400}))?/iu.exec(line) : null;
    if (login !== null && !/\b250\b/u.test(line)) {
      waiting = 1;
      if (login[1] !== undefined && login[1].length % 4 === 0) {
        user = decoded(login[1]);
        waiting = 2;
      }
      continue;
    }
    if (waiting === 0 || /(?:^|\s)334(?:\s|$)/u.test(line)) continue;
    const word = /(?:^|[\s>:])([A-Za-z0-9+/]{4,400}={0,2})\s{0,3}$/u.exec(line)?.[1];
    if (word === undefined || /(?:^|\s)\d{3}[ -]/u.test(line)) {
      if (/(?:^|\s)(?:535|235|454|530)[ -]/u.test(line)) waiting = 0;
      continue;
    }
    if (waiting === 1) {
      user = decoded(word);
      waiting = 2;
    } else return shape(user ?? '', decoded(word) ?? '');
  }
  if (user !== null) return { user, passwordLength: null, passwordStart: null, passwordIsBase64: true };
  const password = passwordIn(lines);
  for (const line of lines) {
    if (!mentions(line, 'akia', 'asia', '@', 'ses-smtp-user')) continue;
    const named =
      /(?:user(?:_?name)?|smtp_user|auth_user|login|authuser|username|uid|\bas)["']?\]?\s{0,3}(?:=>|[:=\s])\s{0,3}["'<]?((?:AKIA|ASIA)[A-Z0-9]{12,20}|[\w.+-]{1,64}@[\w.-]{3,120}|ses-smtp-user[\w.-]{0,40})/iu.exec(
        line,
      )?.[1];
    if (named !== undefined)
      return password === null
        ? {
            user: named,
            passwordLength: passwordLength(lines),
            passwordStart: null,
            passwordIsBase64: true,
          }
        : shape(named, password);
  }
  if (password !== null) return shape('', password);
  const length = passwordLength(lines);
  return length === null
    ? null
    : { user: null, passwordLength: length, passwordStart: null, passwordIsBase64: true };
}

/**
 * The value of a setting of a password, to see its shape. Null where it is masked: stars, crosses, dots or words that stand
 * for it.
 */
function passwordIn(lines: readonly string[]): string | null {
  for (const line of lines) {
    if (!mentions(line, 'pass', 'pw', '-ap')) continue;
    const match =
      /(?:pass(?:word|wd)?|smtp_pass|auth_pass|\bpw|-ap|--auth-password)["']?\]?\s{0,3}(?:=>|[:=,]|\s)\s{0,3}(?:"([^"\n]{8,200})"|'([^'\n]{8,200})'|([^\s"',;}]{20,200}))/iu.exec(
        line,
      );
    const value = match?.[1] ?? match?.[2] ?? match?.[3];
    if (value === undefined || isMasked(value)) continue;
    return value;
  }
  return null;
}

/** `****`, `xxxx`, `<password>`, `${SMTP_PASS}`, `[redacted]`, `process.env.X`, `os.environ[...]`: nothing can be told from it. */
const isMasked = (value: string): boolean =>
  /^[*x.•\-_#]+$/iu.test(value) ||
  /[*•…]{3}|\.{3}|x{5}|^[<[({$%]|redact|hidden|secret|password|environ|process\.env|getenv|env\(|config/iu.test(
    value,
  ) ||
  !/^[\w+/= -]+$/u.test(value);

/** "password has 40 characters", "password length: 44". */
function passwordLength(lines: readonly string[]): number | null {
  for (const line of lines) {
    if (!mentions(line, 'pass')) continue;
    const found =
      /pass(?:word|wd)?\b[^\d\n]{0,40}\b(\d{2})\s{0,2}(?:char|bytes|letters|long|\))/iu.exec(line)?.[1] ??
      /pass(?:word|wd)?[^\n]{0,20}(?:length|len)\D{0,6}(\d{2})\b/iu.exec(line)?.[1];
    if (found !== undefined) return Number(found);
  }
  return null;
}

const shape = (user: string, password: string): LoginShape => ({
  user,
  passwordLength: password.length,
  passwordStart: password[0] ?? null,
  passwordIsBase64: /^[A-Za-z0-9+/]{1,200}={0,2}$/u.test(password),
});

function decoded(base64: string): string | null {
  try {
    const text = atob(base64);
    // eslint-disable-next-line no-control-regex -- NUL separates the parts of AUTH PLAIN (RFC 4616)
    return /^[\u0000\u0020-\u00ff]*$/u.test(text) ? text : null;
  } catch {
    return null;
  }
}

/** What a 535 of SES means: that it rejected the login, and likeliest first why, where the shapes of the login are seen. */
export function readRejectedLogin(
  quote: string,
  login: LoginShape | null,
  region: string | null,
  { severalRegions, around }: { severalRegions: boolean; around: readonly string[] },
): readonly Reading[] {
  const user = login?.user ?? null;
  const data: Record<string, string> = {
    ...(region === null ? {} : { region }),
    // The user name is no secret, yet who pasted an address or a password there need not see it again.
    ...(user !== null && /^(?:AKIA|ASIA)[A-Z0-9]{12,20}$/u.test(user) ? { username: user } : {}),
    ...(login?.passwordLength === null || login?.passwordLength === undefined
      ? {}
      : { passwordLength: String(login.passwordLength) }),
  };
  const reading = (code: string, place: number): Reading => ({
    code: `smtp-credentials/${code}`,
    subject: null,
    quote,
    data,
    weight: place === 0 ? 0 : 1,
  });
  const rest = ['rejected', 'password-is-secret-key', 'password-wrong-region'];
  const ordered = (firsts: readonly string[]): readonly Reading[] =>
    [...new Set([...firsts, ...rest])].slice(0, Math.max(3, firsts.length)).map(reading);
  if (user?.startsWith('ASIA') === true) return ordered(['temporary-key']);
  if (user !== null && user !== '' && !user.startsWith('AKIA')) return ordered(['username-not-access-key']);
  if (login !== null && login.passwordLength !== null) {
    if (login.passwordLength === 40) return ordered(['password-is-secret-key']);
    if (login.passwordLength === 44 && login.passwordStart === 'A')
      return ordered(['password-legacy-signature', 'password-wrong-region']);
    if (login.passwordLength === 44 && login.passwordStart === 'B')
      return ordered(['password-wrong-region', 'rejected']);
    if (login.passwordStart !== null && (login.passwordLength !== 44 || !login.passwordIsBase64))
      return ordered(['password-malformed', 'password-is-secret-key', 'password-wrong-region']);
  }
  if (mentions(quote.toLowerCase(), 'signature version 2', 'sigv2'))
    return ordered(['password-legacy-signature']);
  // What worked before was made rightly, for this Region: the key was taken away since.
  if (around.some(saysItWorked)) return [reading('rejected', 0)];
  return severalRegions ? ordered(['password-wrong-region']) : ordered([]);
}

/** What people, and Gmail's bounce of "Send mail as", say of a login that was accepted once. */
const workedBefore =
  /\bout of date\b|\b(?:worked|working|was fine|been fine|sent fine|sending fine)(?: \w{1,20}){0,3}? (?:until|till|before|yesterday|last (?:week|month|year|night)|for (?:\w{1,20} )?(?:years|months|weeks|days))\b|\bused to work\b|\b(?:stopped|quit|ceased) working\b|\bno longer (?:works?|accepted|valid)\b|\ball of a sudden\b|\bsuddenly\b|\bsince (?:yesterday|today|this morning|last (?:week|month|night))\b|\bovernight\b/u;
const saysItWorked = (line: string): boolean =>
  mentions(line, 'work', 'fine', 'sudden', 'since', 'overnight', 'longer', 'of date') &&
  workedBefore.test(line.toLowerCase());

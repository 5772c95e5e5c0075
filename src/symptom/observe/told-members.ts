import { mentions } from '../mentions.ts';

/** A member as text shows it: `failed=3`, `"state": "HELD"`, `[Sent] => 0`. The value is without its quotes. */
export interface Member {
  readonly name: string;
  readonly value: string;
}

/** The words of a name, in lower case: `HTTPStatusCode`, `not_delivered` and `mail.not-delivered` are several. */
export const wordsOfName = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]{1,20}/u)
    .filter((word) => word !== '');

const negative: ReadonlySet<string> = new Set(
  'fail fails failed failure failures failing error errors errored err reject rejects rejected rejection rejections bounce bounces bounced invalid undelivered undeliverable unsent unsuccessful dropped lost refused denied exception exceptions dead skipped suppressed blocked discarded aborted expired timedout unable complaints complained deferred quarantined cancelled canceled nok ko nack gaveup exhausted missing not unverified crashed fatal panic throttled stuck held parked stalled rolledback poison unknown'.split(
    ' ',
  ),
);

/** Two words that say it together. */
const negativePairs =
  /\b(?:gave|given|giving|give) up\b|\btimed out\b|\brolled back\b|\bleft (?:over|behind|out)\b/u;

/** Whether a name, or a value of one word, tells of something that did not work. */
export function isNegative(name: string): boolean {
  const words = wordsOfName(name);
  return words.some((word) => negative.has(word)) || negativePairs.test(words.join(' '));
}

/** What a name of a setting ends with: what it names is where failures go, and not one. */
const ofSetting =
  /\b(?:topics?|arns?|urls?|uri|address|email|queue|handler|handling|threshold|limit|rate|policy|prefix|bucket|domain|path|host|subject|action|timeout|notifications?|forwarding|enabled|reporting|to|letter (?:queue|arn))$/u;
const ofOutcome: ReadonlySet<string> = new Set(
  'state status result outcome disposition verdict stage phase'.split(' '),
);
const ofSuccess: ReadonlySet<string> = new Set(
  'success successful succeeded successes ok sent delivered accepted valid completed done passed reached'.split(
    ' ',
  ),
);

/** Whether a name is one under which something tells how it ended. */
export const isTelling = (name: string): boolean =>
  isNegative(name) || wordsOfName(name).some((word) => ofSuccess.has(word) || ofOutcome.has(word));

const isEmpty = (value: string): boolean =>
  /^(?:|0(?:\.0{1,3})?|no|none|null|nil|undefined|false|n\/a|-|\[\]|\{\}|\(\)|""|''|<nil>|none\(\)|array\(\))$/iu.test(
    value,
  );

/** Whether a member says that something failed: `failed=3`, `success: 0`, `statusCode: 500`, `state: NOT_DELIVERED`. */
export function tellsOfFailureAs({ name, value }: Member): boolean {
  const words = wordsOfName(name);
  const last = words.at(-1) ?? '';
  if (
    ofSuccess.has(last) ||
    ofSuccess.has(words[0] ?? '') ||
    /^is (?:\w{1,12} )?(?:valid|ok)$/u.test(words.join(' '))
  )
    if (!isNegative(name)) return value !== '' && isEmpty(value);
  if (
    /^(?:(?:http|response|smtp|api) ?){0,2}(?:status ?)?code$|^(?:http|smtp) (?:status|reply)$/u.test(
      words.join(' '),
    )
  )
    return /^[45]\d\d(?!\d)/u.test(value);
  if (words.some((word) => ofOutcome.has(word)) && isNegative(value.slice(0, 80)) && !/\s/u.test(value))
    return true;
  return isNegative(name) && !ofSetting.test(words.join(' ')) && !isEmpty(value);
}

/** A name, a sign, and a value: in quotes, in brackets that hold nothing, or up to a blank. */
const pair =
  /(?<![\w.@$-])([A-Za-z_@$][\w.@$-]{0,60})["'\]\\]{0,4}[ \t]{0,8}(?:=>|=(?!=)|:(?![:/\\]))[ \t]{0,8}(?:["'`\\]{0,2}[ \t]{0,2}(\[\s{0,8}\]|\{\s{0,8}\}|\(\s{0,8}\)|array\(\)|""|'')|["'`]([^"'`\n]{0,200})["'`]|(?:[[({<%][ \t]{0,3}){0,3}["'`]{0,2}([^\s,;|"'`[\](){}<>]{0,200}))/gu;

/** `["lastError":"App\Mail\SentMail":private]`: PHP says beside a name who may see it, and whose it is. */
export const withoutVisibility = (text: string): string =>
  mentions(text, 'private', 'protected')
    ? text.replace(/:(?:"?[\w\\]{1,80}"?:)?(?:private|protected)\b/gu, '')
    : text;

/** The members that a line shows, in whatever notation. */
export function membersIn(line: string): readonly Member[] {
  const text = withoutVisibility(line.slice(0, 8192));
  if (!/[:=]/u.test(text)) return [];
  return [...text.matchAll(pair)].map(([, name = '', nothing, quoted, bare]) => ({
    name,
    value: (nothing === undefined ? (quoted ?? bare ?? '') : '[]').trim(),
  }));
}

/** A line without the members of what went wrong that hold nothing: `lastError: null`, `_failed_reason=None`, `"errors": []`. */
export function withoutUnsetFailures(line: string): string {
  if (!/[:=]/u.test(line)) return line;
  return withoutVisibility(line)
    .replace(/\b\w{1,40}\((?:nil|null|none)\)/giu, 'nil')
    .replace(pair, (all, name: string, empty?: string, quoted?: string, bare?: string) =>
      isNegative(name) && isUnset.test((empty ?? quoted ?? bare ?? '').trim()) ? ' ' : all,
    );
}
/** What stands where nobody set a value. A number or a word with more behind it is another thing. */
const isUnset = /^(?:none|null|nil|undefined|n\/a|\[\s{0,8}\]|\{\s{0,8}\}|\(\s{0,8}\)|array\(\)|""|'')$/iu;

/** Whether a member of a line says that something failed. */
export const hasFailedMember = (line: string): boolean => membersIn(line).some(tellsOfFailureAs);

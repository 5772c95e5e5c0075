import { causeOfStatus } from '../tables/enhanced-status.ts';
import { once } from '../../model/once.ts';
import type { Reading } from '../collector.ts';
import { connectionFault } from '../observe/connection-fault.ts';
import { plainText } from '../reply-rule.ts';
import { sesErrors, sesv2Errors } from '../tables/ses-model.ts';
import { codesOfAwsError } from './aws-error-code.ts';

/** What a number alone can mean, likeliest first (SMTP response codes returned by Amazon SES; RFC 5321 4.2.3; HTTP statuses of its API). */
const numbers: Readonly<Record<string, readonly string[]>> = {
  400: ['identity/not-verified', 'send/address-syntax', 'sandbox/recipient-not-verified'],
  403: ['send/access-denied', 'access/credentials-rejected', 'access/credentials-expired'],
  413: ['send/message-too-large'],
  421: ['bounce/rate-limited', 'send/too-many-connections', 'send/temporary-failure'],
  429: ['quota/rate-exceeded', 'quota/daily-exhausted', 'access/throttled'],
  450: ['bounce/greylisted', 'bounce/rate-limited', 'bounce/mailbox-full'],
  451: ['send/temporary-failure', 'bounce/greylisted', 'send/idle-timeout'],
  452: ['bounce/mailbox-full', 'send/too-many-recipients'],
  454: ['quota/rate-exceeded', 'quota/daily-exhausted', 'smtp-credentials/temporary-failure'],
  500: ['send/temporary-failure', 'smtp/banner-unexpected'],
  501: ['send/envelope-sender-invalid', 'send/address-syntax', 'smtp/helo-refused'],
  503: ['send/no-recipients', 'send/temporary-failure'],
  504: ['smtp-credentials/no-mechanism', 'smtp/helo-refused'],
  521: ['bounce/domain-not-found', 'bounce/ip-blocked-by-provider'],
  530: ['smtp/starttls-not-used', 'smtp-credentials/not-used'],
  534: ['smtp-credentials/no-mechanism', 'smtp-credentials/rejected'],
  535: [
    'smtp-credentials/rejected',
    'smtp-credentials/password-is-secret-key',
    'smtp-credentials/password-wrong-region',
  ],
  538: ['smtp/starttls-not-used'],
  550: ['bounce/unknown-user', 'bounce/policy-rejected', 'bounce/ip-blocked-by-provider'],
  551: ['bounce/unknown-user', 'bounce/relay-denied'],
  552: ['send/message-too-large', 'bounce/message-too-large', 'bounce/mailbox-full'],
  553: ['send/address-syntax', 'bounce/policy-rejected', 'bounce/unknown-user'],
  554: [
    'identity/not-verified',
    'sandbox/recipient-not-verified',
    'sending/paused-by-aws',
    'bounce/policy-rejected',
  ],
  556: ['bounce/domain-not-found'],
  571: ['bounce/policy-rejected', 'bounce/ip-blocked-by-provider'],
};

/** Names of errors that stand for more than one cause, without what SDKs put behind them; in lower case. */
const classes: Readonly<Record<string, readonly string[]>> = {
  messagerejected: ['identity/not-verified', 'sandbox/recipient-not-verified', 'sending/paused-by-aws'],
  badrequest: ['identity/not-verified', 'send/address-syntax', 'send/no-recipients'],
  invalidparametervalue: ['send/address-syntax', 'send/mime-invalid'],
  limitexceeded: ['quota/rate-exceeded', 'quota/daily-exhausted'],
  throttling: ['quota/rate-exceeded', 'quota/daily-exhausted', 'access/throttled'],
  toomanyrequests: ['quota/rate-exceeded', 'access/throttled'],
  notfound: ['identity/not-found', 'template/not-found', 'configuration-set/not-found'],
  sendingpaused: ['sending/paused-by-aws', 'sending/disabled-by-you'],
  accessdenied: ['send/access-denied', 'access/denied'],
  validation: ['send/address-syntax', 'send/no-recipients'],
  smtpauthentication: [
    'smtp-credentials/rejected',
    'smtp-credentials/password-is-secret-key',
    'smtp-credentials/password-wrong-region',
  ],
  authenticationfailed: [
    'smtp-credentials/rejected',
    'smtp-credentials/password-is-secret-key',
    'smtp-credentials/password-wrong-region',
  ],
  eauth: [
    'smtp-credentials/rejected',
    'smtp-credentials/password-is-secret-key',
    'smtp-credentials/password-wrong-region',
  ],
  esocket: ['smtp/tls-mode-mismatch', 'smtp/connection-reset', 'smtp/port-blocked'],
  econnection: ['smtp/port-blocked', 'smtp/connection-refused', 'smtp/name-not-resolved'],
  edns: ['smtp/name-not-resolved'],
  etls: ['smtp/tls-handshake-failed', 'smtp/starttls-missing'],
  eenvelope: ['send/address-syntax', 'send/no-recipients', 'identity/not-verified'],
  emessage: ['identity/not-verified', 'sandbox/recipient-not-verified', 'sending/paused-by-aws'],
  smtpserverdisconnected: ['smtp/connection-reset', 'smtp/tls-mode-mismatch', 'send/idle-timeout'],
  smtprecipientsrefused: ['send/address-syntax', 'sandbox/recipient-not-verified'],
  smtpsenderrefused: ['send/envelope-sender-invalid', 'smtp-credentials/not-used'],
  smtpdata: ['identity/not-verified', 'sandbox/recipient-not-verified', 'quota/rate-exceeded'],
  smtphelo: ['smtp/helo-refused'],
  smtpnotsupported: ['smtp/starttls-missing', 'smtp-credentials/no-mechanism'],
  smtpconnect: ['smtp/port-blocked', 'smtp/connection-refused'],
  mailconnect: ['smtp/port-blocked', 'smtp/connection-refused', 'smtp/name-not-resolved'],
  bounce: ['bounce/undetermined'],
};

/** The causes that a bare number, status or name of an error can mean; null when the text is more, or nothing of the kind. */
export function readBareName(text: string): readonly Reading[] | null {
  const word = inCamelCase(withoutItself(text))
    .trim()
    .replace(/^(?:(?:smtp|ses|aws|http|error|code|status|reply|response|amazon)[ :#-]{1,2}){1,3}/iu, '')
    .replace(/ (?:error|reply|code|status|response)?\??$/iu, '')
    .replace(/^["'`([]{1,2}|["'`)\].:?]{1,2}$/gu, '');
  if (word.length > 80 || !/^[\w.:#\\-]{3,80}$/u.test(word)) return null;
  const codes = codesOfWord(word);
  return (
    codes?.map((code, place) => ({
      code,
      subject: null,
      quote: text.trim(),
      data: { bare: 'true', ...(code === 'send/setup-refused' ? { errorClass: word } : {}) },
      weight: place === 0 ? 0 : 1,
    })) ?? null
  );
}

/** `Error: TooManyRequestsException: Too Many Requests`: an error whose message is its name, or says nothing, is its name. */
function withoutItself(text: string): string {
  const [, error, message] =
    /^\s{0,8}(?:(?:uncaught|unhandled|an|error|occurred|exception|caught|fatal|in)[ :]{1,3}){0,6}(\w{3,60}(?:Exception|Error|Fault)):\s{0,3}(.{0,80}?)\s{0,8}$/iu.exec(
      text,
    ) ?? [];
  if (error === undefined) return text;
  const letters = (message ?? '').toLowerCase().replace(/[^a-z]/gu, '');
  return ['', 'null', 'none', 'undefined', 'unknownerror', 'unknown', lettersOf(error)].includes(letters)
    ? error
    : text;
}

/** `template_does_not_exist_exception`, `Template Does Not Exist Exception`: the same name as Ruby, shells and people write it. */
function inCamelCase(text: string): string {
  const words = text.trim().split(/[ _-]{1,2}/u);
  if (words.length < 2 || words.length > 9 || !words.every((word) => /^[A-Za-z0-9]{1,30}$/u.test(word)))
    return text;
  if (!/^(?:exception|error|fault|rejected)$/iu.test(words.at(-1) ?? '') && !text.includes('_')) return text;
  const joined = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
  return isErrorOfSes(joined) ? joined : text;
}

/** Names of errors by their letters alone, as both APIs define them; the suffix does not count. */
const named = once(
  () => new Set([...Object.keys(sesErrors), ...Object.keys(sesv2Errors)].map((name) => lettersOf(name))),
);
const lettersOf = (name: string): string => name.toLowerCase().replace(/exception$/u, '');
const isErrorOfSes = (name: string): boolean =>
  named().has(lettersOf(name)) || classes[lettersOf(name)] !== undefined;

function codesOfWord(word: string): readonly string[] | null {
  const number = /^(?:smtp|http|#)?[:-]?(\d{3})$/iu.exec(word)?.[1];
  if (number !== undefined) return numbers[number] ?? null;
  const status = /^#?([45]\.\d{1,3}\.\d{1,3})$/u.exec(word)?.[1];
  if (status !== undefined) {
    const meaning = causeOfStatus(status);
    return meaning === null ? null : [meaning.code];
  }
  const name = word.split(/[.:\\]/u).pop() ?? '';
  if (!/^[A-Za-z][A-Za-z0-9_]{3,60}$/u.test(name)) return null;
  const known = classes[name.toLowerCase().replace(/(?:exception|error|fault)$/u, '')];
  if (known !== undefined && /[A-Z]/u.test(name)) return known;
  const fault = connectionFault(plainText(name));
  if (fault !== null) return [fault.code];
  if (!/(?:Exception|Error|Fault)$|^[A-Z][a-z]+[A-Z]/u.test(name)) return null;
  const codes = codesOfAwsError({
    errorClass: name,
    operation: 'SendEmail',
    service: 'ses',
    httpStatus: null,
    member: null,
    message: name,
  });
  return codes.length === 0 ? null : codes;
}

/** What stands in the place of a secret. */
const hidden = '[redacted]';

/**
 * Takes secrets out of a text that may be quoted: AUTH exchanges, passwords, AWS secret keys, session tokens and
 * signatures. Access key ids stay: they name the key and open nothing.
 */
export function withoutSecrets(text: string): string {
  return text
    .replace(/(X-Amz-(?:Signature|Security-Token|Credential)=)[^&\s"']{1,4000}/giu, `$1${hidden}`)
    .replace(/(\bSignature=)[^\s,"'&]{1,4000}/giu, `$1${hidden}`)
    .replace(/(\bAuthorization["']?\s{0,3}[:=]\s{0,3}["']?)[^\r\n"']{1,4000}/giu, `$1${hidden}`)
    .replace(/(\bAUTH\s{1,3}(?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2)\s{1,3})[A-Za-z0-9+/=]{4,4000}/giu, `$1${hidden}`)
    .replace(
      /((?:pass(?:word|wd|phrase)?|pwd|secret(?:[_ -]?(?:access)?[_ -]?key)?|secretkey|secretaccesskey|session[_ -]?token|security[_ -]?token|api[_ -]?key|token)["']?\s{0,3}(?:=>|[:=])\s{0,3}["']?)[^\s"',;&)}\]]{1,4000}/giu,
      `$1${hidden}`,
    )
    .replace(/((?:>>|C:|->|CLIENT -> SERVER:|>)\s{0,3})[A-Za-z0-9+/]{12,400}={0,2}(?=\s|$)/gu, `$1${hidden}`)
    .replace(
      /(?<![A-Za-z0-9+/=._@:-])[A-Za-z0-9+/]{40}(?:[A-Za-z0-9+/]{3}[A-Za-z0-9+/=])?(?![A-Za-z0-9+/=._@-])/gu,
      (word) => (/[A-Z]/u.test(word) && /[a-z]/u.test(word) && /\d/u.test(word) ? hidden : word),
    );
}

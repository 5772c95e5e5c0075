import type { Pseudonyms } from './pseudonyms.ts';

/** Somebody's account where a log, a program or a record of settings names it: `"user":"jane"`, `sasl_username=jane`, `USER=jane`. */
const named =
  /(?<=(?<![\w-])["']?(?:\w{1,20}[-_. ])?(?:user|user[-_ ]?name|login|logname|run[-_ ]?as)(?:["']\s?[:=]\s?|\s?=\s?|:\s?(?=["']))["']?)[a-z_][\w.-]{1,63}(?![\w@-])/gi;
/** The same on a line of its own, as in YAML. */
const onLine =
  /(?<=^\s{0,40}(?:- )?(?:user|user[-_]?name|login|run[-_]?as):\s{1,4})[a-z_][\w.-]{1,63}(?=\s{0,4}$)/gim;
/** The folder of a user. */
const home = /(?<=\/(?:home|Users)\/|\b[A-Z]:\\{1,2}Users\\{1,2})[\w][\w.-]{0,63}/g;
/** Who types, in the prompt of a shell: `jane@web-01:~$`, `[jane@web-01 ~]$`; and to whom ssh and scp go. */
const prompt = /(?<=^\s{0,8}\[?|\b(?:ssh|scp|sftp) )[a-z_][\w.-]{0,31}(?=@[\w-]{1,63}(?::|\s|$))/gim;
/** Who became somebody else (sudo, su, PAM, sshd). */
const session =
  /(?<=\bsudo(?:\[\d{1,10}\])?:\s{1,4}(?=\S{1,32} : )|\bsession (?:opened|closed) for user |\b(?:Accepted|Failed) \w{1,20} for (?:invalid user )?)[a-z_][\w.-]{0,31}/g;

/** What stands there and names nobody: accounts that every system has, and words that say there is none. */
const nobody =
  /^(?:root|nobody|anonymous|admin|administrator|system|daemon|postfix|mail|www-data|apache|nginx|unknown|invalid|missing|empty|none|null|nil|undefined|true|false|not|is|was|and|or|failed|denied|disabled|error|pam_\w+)$/i;

/** Replaces the names of accounts in the words of a log or a program. */
export function withoutUsers(value: string, pseudonyms: Pseudonyms): string {
  const replace = (name: string): string =>
    // One of our own stays what it is.
    nobody.test(name) || /^user[a-z]{6}$/i.test(name) ? name : pseudonyms.of('user', name);
  return [named, onLine, home, prompt, session].reduce(
    (text, pattern) => text.replaceAll(pattern, replace),
    value,
  );
}

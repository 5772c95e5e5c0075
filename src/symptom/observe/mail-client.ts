import { portOfBareAttempt } from './bare-attempt.ts';

/** Names that only programs which send mail by SMTP have, in the form of `plainText`. */
const clients: readonly string[] = [
  'nodemailer',
  'smtpconnection',
  "command: 'conn'",
  '"command":"conn"',
  'esocket',
  'smtp-connection',
  'smtptransport',
  'smtp-transport',
  'phpmailer',
  'swiftmailer',
  'swift_transport',
  'symfony\\component\\mailer',
  'esmtptransport',
  'wp_mail',
  'wp mail smtp',
  'wp-mail-smtp',
  'laravel',
  'javax.mail',
  'jakarta.mail',
  'com.sun.mail',
  'org.eclipse.angus',
  'messagingexception',
  'mailsendexception',
  'mailconnectexception',
  'smtpsendfailedexception',
  'mailauthenticationexception',
  'javamailsender',
  'smtplib',
  'aiosmtplib',
  'smtpexception',
  'smtpserverdisconnected',
  'smtpconnecterror',
  'django.core.mail',
  'emailbackend',
  'flask_mail',
  'net::smtp',
  'net/smtp',
  'actionmailer',
  'action_mailer',
  'mail::smtp',
  'gomail',
  'go-mail',
  'lettre',
  'mailkit',
  'mailsender',
  'system.net.mail',
  'smtpclient',
  'smtp client',
  'smtpfailed',
  'swaks',
  'msmtp',
  'mutt',
  'ssmtp',
  'nullmailer',
  'sendemail:',
  'postfix/smtp',
  'smtp.send',
  'gen_smtp',
  'bamboo.smtp',
  'swoosh',
  'email::sender',
  'mime::lite',
  'smtp error',
  'smtp server',
  'smtp host',
  'smtp connect',
  'smtp connection',
  'mail server',
  'smtp:',
  'smtp_',
  'smtp ',
  'mailer',
  'sendmail',
  'exim',
  'esmtp',
  'ehlo',
  'starttls',
];

/** A port that mail is handed in on, behind what may be a host; or named as one. */
const port =
  /[\w.\]"')](?::| port |, port:? ?)(?:25|465|587|2465|2587)(?!\d)|port["']?\s?[:=]\s?["']?(?:25|465|587|2465|2587)\b/u;

/** True when a line names a program or a port that mail is sent with. */
export const isOfMailClient = (plain: string): boolean =>
  port.test(plain) ||
  plain.includes('smtp') ||
  clients.some((name) => plain.includes(name)) ||
  portOfBareAttempt(plain) !== null;

/** A host that a line says a connection goes to, or null. A name of a file, a class or a package is none. */
export function hostIn(plain: string): string | null {
  const before =
    /(?:\[[\d.:a-f]{3,45}\])?[\]"']{0,2}(?::| port |, port:? ?|, )(?:25|465|587|2525|2465|2587)(?!\d)/u.exec(
      plain,
    )?.index;
  const found =
    (before === undefined
      ? undefined
      : /[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){1,8}$/u.exec(
          plain.slice(Math.max(0, before - 255), before),
        )?.[0]) ??
    /(?:\bhost(?:name)?\b|\bserver\b|\brelay\b|unknown smtp host|lookup|getaddrinfo(?: enotfound| eai_again)?|smtps?:\/\/)["']?\s{0,2}[:=]{0,2}\s{0,2}["']?([a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){1,8}\.[a-z]{2,24}|[a-z0-9-]{1,63}\.[a-z]{2,12})\b/u.exec(
      plain,
    )?.[1];
  if (found === undefined || /^[\d.]+$/u.test(found)) return null;
  return /\.(?:js|ts|php|py|rb|java|go|cs|rs|mjs|cjs|log|conf|cf)$/u.test(found) ? null : found;
}

import { mentions } from '../mentions.ts';

/** Three members in a row, `sent=true provider=ses status=bounced` or `sent: true provider: ses status: bounced`: no sentence of a person. */
const members =
  /(?:(?:^|\s)[A-Za-z_][\w.-]{0,40}=(?:"[^"\n]{0,2000}"|[^\s"]{1,200})){3}|(?:(?:^|\s)[A-Za-z_]\w{0,40}: [^\s:]{1,60}(?=\s)){3}/u;

/** A reply with its enhanced status (RFC 2034). */
const reply = /(?<![\d.])[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b/u;

/** Whether a line is a record of a program that quotes what a mail server said: the orders in it are the server's. */
export const quotesReply = (line: string): boolean =>
  mentions(line, '4.', '5.') && reply.test(line) && members.test(line);

/**
 * Whether a line is an error of botocore with the advice that it prints behind (NoRegionError, NoCredentialsError): "You can also
 * configure …" is said to who has just failed.
 */
export const isErrorOfCli = (line: string): boolean =>
  mentions(line, 'aws configure') &&
  /^(?:botocore\.exceptions\.\w{1,40}: )?(?:You must specify a region|Unable to locate credentials)\. You can /u.test(
    line,
  );

import type { Reading } from '../collector.ts';
import { endpointIn } from '../endpoint-in.ts';
import { mentions } from '../mentions.ts';
import { curlCodeIn } from '../tables/curl-codes.ts';
import type { Line, TextBlock } from '../text-block.ts';

/** What libcurl says of a reply of a mail server: the step, and the number alone (lib/smtp.c). */
const step =
  /\b(?:(MAIL|RCPT|DATA|Command) failed:|(Remote access) denied:|(STARTTLS) denied, code|unexpected (smtp-server) response:) {0,2}(\d{3})\b/u;
/** The same without a number. */
const noTls = /\bSTARTTLS not supported\b|\bRequested SSL level failed\b/u;
const noLogin = /\bLogin denied\b|\bAn authentication function returned an error\b/u;
const strangeReply = /\bWeird server reply\b/u;

/** Protocols besides SMTP that libcurl logs in by with the same words. */
const otherUrl =
  /\b(?:imaps?|pop3s?|s?ftps?|scp|https?|ldaps?|mqtts?|rtsp|telnet):\/\/|\b(?:imap|pop3|ftp)\b/u;
const smtpUrl = /\bsmtps?:\/\/|\bsmtp\b|\bmail-(?:from|rcpt)\b/u;

/**
 * What curl, and programs on libcurl, tell of a session with a mail server: they keep its words to themselves and give the
 * number. Null when a line tells of none, or of another protocol.
 */
export function readCurlAnswer(block: TextBlock, { text }: Line): readonly Reading[] | null {
  if (!mentions(text, 'curl') || block.foreignOrigin !== null) return null;
  if (curlCodeIn(text) === null) return null;
  const around = block.lines.slice(0, 200).map((line) => line.plain.slice(0, 1000));
  const isSmtp = around.some((line) => smtpUrl.test(line));
  if (!isSmtp && around.some((line) => otherUrl.test(line))) return null;
  const codes = codesOf(text, isSmtp, around.join('\n'));
  if (codes.length === 0) return null;
  const place = endpointIn(around.join('\n'));
  const assumed: Record<string, string> = block.smtpAt.length === 0 ? { assumed: 'true' } : {};
  const firm = codes[0] === 'send/reason-hidden' ? 2 : block.smtpAt.length === 0 ? 1 : 0;
  return codes.map((code, at) => ({
    code,
    subject: place['host'] ?? null,
    quote: text,
    data: { ...place, ...assumed, ...(code === 'send/reason-hidden' ? { library: 'curl' } : {}) },
    weight: at === 0 ? firm : Math.max(1, firm),
  }));
}

function codesOf(text: string, isSmtp: boolean, around: string): readonly string[] {
  const [, command, hello, starttls, greeting, number = ''] = step.exec(text) ?? [];
  if (number !== '') return codesOfNumber(command ?? hello ?? starttls ?? greeting ?? '', number, around);
  if (noTls.test(text)) return ['smtp/starttls-missing'];
  if (noLogin.test(text)) return ['smtp-credentials/rejected'];
  // Any protocol has replies that are not understood: that SMTP is spoken has to stand there.
  return isSmtp && strangeReply.test(text) ? ['send/reason-hidden'] : [];
}

/** The reply of SES that has this number at this step (SMTP response codes returned by Amazon SES). */
function codesOfNumber(at: string, number: string, around: string): readonly string[] {
  if (at === 'STARTTLS') return ['smtp/starttls-missing'];
  if (number === '530') {
    const wants = ['smtp/starttls-not-used', 'smtp-credentials/not-used'];
    return /--ssl\b|--ssl-reqd|smtps:\/\/|use_ssl|starttls/u.test(around) ? wants.toReversed() : wants;
  }
  if (number === '535') return ['smtp-credentials/rejected'];
  if (number === '421') return ['send/too-many-connections', 'send/temporary-failure'];
  if (number === '454') return ['quota/rate-exceeded', 'quota/daily-exhausted'];
  if (number === '452' && at === 'RCPT') return ['send/too-many-recipients'];
  if (number === '501') {
    if (at === 'Remote access') return ['smtp/helo-refused'];
    return at === 'MAIL' ? ['send/envelope-sender-invalid'] : ['send/address-syntax'];
  }
  if (number === '552') return ['send/message-too-large'];
  if (number.startsWith('4')) return ['send/temporary-failure'];
  return ['send/reason-hidden'];
}

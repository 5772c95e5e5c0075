import type { Reading } from '../collector.ts';
import { endpointIn } from '../endpoint-in.ts';
import { turnsIn, type Turn } from '../observe/dialogue.ts';
import { isOnlyOfSes } from '../speaker.ts';
import type { TextBlock } from '../text-block.ts';

/** Ports on which SES speaks TLS from the first byte (docs: connecting to the SMTP endpoint). */
const implicitTls: ReadonlySet<string> = new Set(['465', '2465']);

/**
 * What an SMTP dialogue with an endpoint of SES shows without any sentence: another server answers, none does, no STARTTLS is
 * offered, the EHLO is refused. Null when it shows none of these, or the block names no endpoint.
 */
export function readDialogue(block: TextBlock): readonly Reading[] | null {
  if (block.smtpAt.length === 0) return null;
  const lines = block.lines.slice(0, 2000).map(({ text }) => text);
  const turns = turnsIn(lines);
  const all = lines
    .slice(0, 400)
    .map((line) => line.slice(0, 400))
    .join('\n');
  const data = endpointIn(all);
  const port =
    data['port'] ??
    /\b(?:telnet|nc|ncat|openssl s_client)\b[^\n]{0,120}?[\s:](25|465|587|2465|2587)\b/u.exec(all)?.[1] ??
    '';
  const reading = (code: string, at: number, more: Record<string, string> = {}): Reading => ({
    code,
    subject: data['host'] ?? null,
    quote: lines[at] ?? '',
    data: { ...data, ...(port === '' ? {} : { port }), ...more },
    weight: 0,
  });
  const banner = bannerOf(turns);
  if (banner !== null && isOfAnother(banner.text) && isOwnRelay(block, banner, lines)) return null;
  if (banner !== null && isOfAnother(banner.text))
    return [reading('smtp/banner-unexpected', banner.at, { banner: banner.text.slice(0, 120) })];
  const expected = lines.findIndex((line) =>
    /expected (?:smtp )?(?:code )?220\b.{0,40}\bgot\b|unexpected (?:response|reply|greeting|banner)/iu.test(
      line,
    ),
  );
  if (
    expected !== -1 &&
    !/\b[245]\d\d[ -].{0,200}(?:amazonaws|SimpleEmailService)/u.test(lines[expected] ?? '') &&
    /HTTP\/|<html|<!doctype|220 (?!email-smtp)[\w-]{1,63}\.[a-z]|SSH-|proxy/iu.test(lines[expected] ?? '')
  )
    return [reading('smtp/banner-unexpected', expected)];
  const usesTls =
    implicitTls.has(port) ||
    /tls (?:started|established|connection|session)|starttls smtp|s_client|secure["']?\s?[:=]\s?true|smtps:|ssl:\/\/|cipher/iu.test(
      all,
    );
  const hello = helloOf(turns);
  if (hello !== null) {
    if (hello.refusal !== null && !/must issue a starttls|authentication required/iu.test(hello.refusal.text))
      return [reading('smtp/helo-refused', hello.refusal.at, { name: hello.name })];
    if (
      hello.isWhole &&
      !usesTls &&
      !hello.offers.some((offer) => /^STARTTLS/iu.test(offer)) &&
      !turns.some(({ by, text }) => by === 'client' && /^(?:STARTTLS|AUTH|MAIL FROM)/iu.test(text)) &&
      !isAccepted(turns)
    )
      return [reading('smtp/starttls-missing', hello.at)];
  }
  // A reply or a certificate that is told of explains more than silence.
  if (/(?<![\d.])[245]\d\d[ -](?=[A-Za-z])|certificate|untrusted|handshake|verify/iu.test(all)) return null;
  const connection = turns.find(({ by, text }) => by === 'program' && text === 'connected');
  if (
    connection === undefined ||
    turns.some(({ by }) => by !== 'program') ||
    (usesTls && !implicitTls.has(port))
  )
    return null;
  const ended = turns.some(({ text }) => text === 'closed');
  if (implicitTls.has(port) && !/s_client|tls (?:started|established)|cipher/iu.test(all))
    return [
      reading('smtp/tls-mode-mismatch', connection.at),
      { ...reading('smtp/silent', connection.at), weight: 1 },
    ];
  const blank = /reset|refused|timed? ?out|unreachable/iu.test(all)
    ? null
    : ended
      ? 'smtp/connection-reset'
      : 'smtp/silent';
  return blank === null ? null : [reading(blank, connection.at)];
}

/** The first thing that the server says. */
const bannerOf = (turns: readonly Turn[]): Turn | null => {
  const first = turns.find(({ by }) => by !== 'program');
  return first?.by === 'server' ? first : null;
};

/** What stands where a mail server tells to whom it handed a message: Postfix, Sendmail, Exim, a DSN. */
const handsOn = /relay=|\bh=|remote-mta|\bsaid:|route|router|smarthost|smart host|transport|\bvia\b/u;

/**
 * Whether the server that greets is one that the client meant: its own relay, which hands the mail to SES. The client connected to
 * that name, or SES is named only where the relay tells of what it did.
 */
function isOwnRelay(block: TextBlock, banner: Turn, lines: readonly string[]): boolean {
  const host = /^220[ -]([a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,6})\b/iu.exec(banner.text)?.[1]?.toLowerCase();
  if (host === undefined) return false;
  const above = lines.slice(Math.max(0, banner.at - 12), banner.at);
  if (above.some((line) => line.toLowerCase().includes(host))) return true;
  return (
    block.smtpAt.every((at) => at > banner.at && handsOn.test(block.lines[at]?.plain ?? '')) &&
    block.lines.slice(banner.at).some(({ plain }) => isOnlyOfSes(plain))
  );
}

/** A greeting that is none of SES: another protocol, or a 220 with the name of another host (RFC 5321 4.3.1). */
function isOfAnother(text: string): boolean {
  if (!/^\d{3}/u.test(text)) return true;
  if (!text.startsWith('220')) return false;
  if (/amazonaws|amazonses|SimpleEmailService/iu.test(text)) return false;
  return /^220[ -](?:\*{4,}|[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\b|.{0,80}\b(?:proxy|gateway|firewall|e?smtp))/iu.test(
    text,
  );
}

interface Hello {
  name: string;
  at: number;
  offers: readonly string[];
  isWhole: boolean;
  refusal: Turn | null;
}

/** The first EHLO and its answer; null when there is none. */
function helloOf(turns: readonly Turn[]): Hello | null {
  const start = turns.findIndex(({ by, text }) => by === 'client' && /^(?:EHLO|HELO)\b/iu.test(text));
  const asked = turns[start];
  if (asked === undefined) return null;
  const offers: string[] = [];
  for (const { by, text } of turns.slice(start + 1, start + 40)) {
    if (by !== 'server') break;
    if (/^5(?:0[0-4]|5[0-4])/u.test(text) && offers.length === 0)
      return {
        name: asked.text.slice(5).trim(),
        at: asked.at,
        offers,
        isWhole: false,
        refusal: { by, text, at: asked.at + 1 },
      };
    if (!text.startsWith('250')) break;
    offers.push(text.slice(4).trim());
    if (text.startsWith('250 '))
      return {
        name: asked.text.slice(5).trim(),
        at: asked.at,
        offers,
        isWhole:
          /^EHLO/iu.test(asked.text) &&
          offers.some((offer) =>
            /^(?:AUTH|8BITMIME|SIZE|PIPELINING|ENHANCED|DSN|HELP|CHUNKING)/iu.test(offer),
          ),
        refusal: null,
      };
  }
  return { name: asked.text.slice(5).trim(), at: asked.at, offers, isWhole: false, refusal: null };
}

/** The server took a message: whatever was not offered was not missed. */
const isAccepted = (turns: readonly Turn[]): boolean =>
  turns.some(({ by, text }) => by === 'server' && text.startsWith('354'));

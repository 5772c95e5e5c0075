import type { Reading } from '../collector.ts';
import { member } from '../unwrap/segment.ts';
import type { TextBlock } from '../text-block.ts';
import { mentions } from '../mentions.ts';
import { codesOf, codesOfVerification, ofSet, switchedOff } from './listed-things.ts';

/** Other things have a status, too: one of these says that it is SES's. */
const ofSes = (text: string): boolean =>
  mentions(text, ...sesWords) || (mentions(text, 'ses') && /\bses\b/iu.test(text));
const sesWords = [
  'amazon simple email',
  'identit',
  'identidad',
  'dkim',
  'mail from',
  'mailfrom',
  'enforcementstatus',
  'productionaccess',
  'verifiedforsending',
  'sendingenabled',
  'verificationstatus',
  'suppresseddestination',
  'email sending',
  'sending status',
  'sending_enabled',
  'configuration set',
  'sandbox',
];

/** What is worse comes first: a paused account before an identity, an identity before what it uses. */
const order = [
  'sending/',
  'sandbox/review',
  'configuration-set/',
  'dkim/status-failed',
  'dkim/status-temporary-failure',
  'identity/',
  'dkim/',
  'sandbox/',
  'mail-from/',
  'bounce/',
];
const place = (code: string): number => order.findIndex((start) => code.startsWith(start));

function readingsOf(
  found: readonly { codes: readonly string[]; quote: string }[],
): readonly Reading[] | null {
  if (found.length === 0) return null;
  // Whom AWS shut down sees the switch off as well: what shut it down says more.
  const isShut = found.some(({ codes }) => codes[0] === 'sending/paused-by-aws');
  const sorted = found
    .filter(({ codes }) => !isShut || codes !== switchedOff)
    .sort((one, other) => place(one.codes[0] ?? '') - place(other.codes[0] ?? ''));
  const readings = sorted.flatMap(({ codes, quote }, nth) =>
    codes.map((code, at): Reading => ({
      code,
      subject: null,
      quote,
      data: {},
      weight: nth === 0 && at === 0 ? 0 : 1,
    })),
  );
  return readings.filter((one, at) => readings.findIndex(({ code }) => code === one.code) === at);
}

const mostMembers = 400;

/** The states that an answer of the API holds, as the CLI, an SDK or a tool for infrastructure prints it; null when it holds none that is bad. */
export function readListedDocument(document: unknown): readonly Reading[] | null {
  const found: { codes: readonly string[]; quote: string }[] = [];
  const seen: string[] = [];
  const stack: { value: unknown; path: string }[] = [{ value: document, path: '' }];
  let members = 0;
  for (let next = stack.pop(); next !== undefined && members < mostMembers; next = stack.pop()) {
    members += 1;
    const { value, path } = next;
    if (Array.isArray(value)) {
      for (const element of value.slice(0, 50) as readonly unknown[]) stack.push({ value: element, path });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        seen.push(key);
        stack.push({ value: inner, path: `${path} ${key}`.slice(-160) });
      }
    } else if (typeof value === 'string' || typeof value === 'boolean') {
      const codes = codesOf(path, String(value));
      // ListEmailIdentities says of each identity whether it can send: that is no switch.
      if (codes !== null && !(codes === switchedOff && /email_?identit/iu.test(path)))
        found.push({ codes, quote: `${path.trim().replaceAll(' ', '.')}: ${String(value)}` });
    }
  }
  const used = usedUp(document);
  if (used !== null)
    return [{ code: 'quota/daily-exhausted', subject: null, quote: used, data: {}, weight: 0 }];
  if (found.length === 0 || !ofSes(seen.join(' '))) return null;
  const keys = seen.join(' ');
  return readingsOf(
    found.map((one) =>
      one.codes === switchedOff && namesSet.test(keys) && !namesAccount.test(keys)
        ? { ...one, codes: ofSet }
        : one,
    ),
  );
}

/** GetSendQuota, or SendQuota of GetAccount: as much was sent in 24 hours as may be; -1 stands for no limit. */
function usedUp(document: unknown): string | null {
  const quota = member(document, 'SendQuota') ?? document;
  const most = member(quota, 'Max24HourSend');
  const sent = member(quota, 'SentLast24Hours');
  return typeof most === 'number' && typeof sent === 'number' && most > 0 && sent >= most
    ? `SentLast24Hours: ${sent} of Max24HourSend: ${most}`
    : null;
}

const namesSet =
  /(?<![a-z])config(?:uration)?[ _-]?sets?(?![a-z])|configuration[-_]?set[-_]?name|\b(?:event destinations?|reputation (?:metrics|options)|sending ?pool)\b/iu;
const namesAccount =
  /\baccount(?:'s)?\b|\bget-?account\b|enforcementstatus|productionaccess|sendquota|max24hoursend/iu;

/**
 * Account and configuration set have a switch of the same name (SendingOptions of GetConfigurationSet, SendingEnabled of
 * GetAccount). It is that of the nearest line above that names one of both, else of what the text names at all.
 */
function whoseSwitch(lines: readonly string[], at: number): readonly string[] {
  for (const line of lines.slice(0, at + 1).reverse()) {
    const [set, account] = [namesSet.test(line), namesAccount.test(line)];
    if (set !== account) return set ? ofSet : switchedOff;
  }
  const below = lines.slice(at + 1).join('\n');
  const [set, account] = [namesSet.test(below), namesAccount.test(below)];
  if (set !== account) return set ? ofSet : switchedOff;
  return [...ofSet, ...switchedOff];
}

/** `Identity status   ✕ Unverified`, `dkim_status = "FAILED"`, and a label on one line with its state on the next. */
const listed =
  /^[\s|>*#"'`✕✗✘❌⚠•-]{0,12}([\p{L}][\p{L}\d ._()/-]{2,60}?)["'`]?(?:\s{0,6}(?:[:=|]|=>|\t|→)\s{0,6}|\s{2,20}|(?<=sending status) )[\s"'`\p{So}\p{M}✕✗✘•|,(]{0,8}([\p{L}_]{2,24}(?:[ _-][\p{L}]{2,16}){0,2})["'`,;|.)\s]{0,40}$/iu;

/** The name of an object alone on a line, as YAML and the tables of the CLI have it. */
const heading = /^[\s|+-]{0,80}([A-Z][A-Za-z]{3,40}):?[\s|+]{0,80}$/u;

/** The states that a page of the console or the output of a tool shows; null when it shows none that is bad. */
export function readListedState(block: TextBlock): readonly Reading[] | null {
  if (block.isOtherProvider) return null;
  const lines = block.lines.slice(0, 200).map(({ text }) => text.slice(0, 300));
  if (!lines.some((line) => ofSes(line))) return null;
  const found: { codes: readonly string[]; quote: string }[] = [];
  // YAML and the tables of the CLI name the object above its members.
  let above = '';
  for (const [at, line] of lines.entries()) {
    const cells = [line, ...line.split(/\s[-–—|]\s|\t|[;,]\s|\s\(|\s{2,20}/u)];
    const whole = heading.exec(line)?.[1];
    if (whole !== undefined) above = whole;
    const stated = cells.flatMap((cell) => {
      const [, name = '', value = ''] = listed.exec(cell) ?? [];
      return [
        { label: name, state: value },
        { label: above === '' || name === '' ? '' : `${above} ${name}`, state: value },
      ];
    });
    const match = stated.find((one) => codesOf(one.label, one.state) !== null);
    const { label, state } = match ?? { label: '', state: '' };
    // The console prints the value below its label.
    const below = (lines[at + 1] ?? '').replace(/^[^\p{L}]{1,8}/u, '');
    const told = cells.flatMap((cell) => codesOfVerification(cell.replace(/^.{0,60}:\s/u, '')) ?? []);
    const codes =
      codesOf(label, state) ??
      (told.length > 0 ? [...new Set(told)] : null) ??
      (/^[\p{L} ]{4,40}$/u.test(line.trim()) ? codesOf(line, below) : null);
    if (codes !== null)
      found.push({
        codes: codes === switchedOff ? whoseSwitch(lines, at) : codes,
        quote: label === '' ? `${line.trim()}: ${below.trim()}` : line.trim(),
      });
  }
  return readingsOf(found);
}

import type { Reading } from '../collector.ts';
import { member } from '../unwrap/segment.ts';
import type { TextBlock } from '../text-block.ts';
import { mentions } from '../mentions.ts';

/** A thing whose state the console shows and the API lists, and what its states mean. First match wins. */
interface Thing {
  /** Of the label, in lower case, without blanks and signs; for members of an object those above it stand before. */
  label: RegExp;
  /** What the state must be, in the same form, and the codes that it stands for. */
  states: readonly (readonly [state: RegExp, codes: readonly string[]])[];
}

const off = /^(?:false|no|off|disabled|0|nein|non)$/u;
const failed = /^(?:fail(?:ed|ure)|error|invalid|unsuccessful|fehlgeschlagen|échec)$/u;
const temporary = /^(?:temporaryfailure|temporarilyfailed)$/u;
const open =
  /^(?:pending|notstarted|verificationpending|unverified|notverified|inprogress|ausstehend|nichtverifiziert|enattente|nonvérifié|pendiente|sinverificar|noverificad[ao])$/u;

/** Whose switch it is, the label does not say: what stands around it does. */
const ofSet = ['configuration-set/sending-paused'];
const switchedOff = ['sending/disabled-by-you', 'sending/paused-by-aws'];

/** GetAccount, GetEmailIdentity, GetSendQuota, GetConfigurationSet, and the pages of the console that show the same. */
const things: readonly Thing[] = [
  {
    label:
      /reviewdetails(?:status)?$|productionaccess(?:request)?(?:status)?$|sendinglimit(?:increase)?(?:status)?$/u,
    states: [
      [/^(?:denied|failed|rejected|declined)$/u, ['sandbox/review-denied']],
      [off, ['sandbox/account-in-sandbox']],
    ],
  },
  {
    label: /productionaccessenabled$|outofsandbox$/u,
    states: [[off, ['sandbox/account-in-sandbox']]],
  },
  {
    label:
      /(?:enforcement|account|sending|accountsending|accounthealth|emailsending)status$|accounthealth$|statusofyouraccount$|^(?:sending)?status$/u,
    states: [
      [
        /^(?:shutdown|paused|sendingpaused|suspended|pausedbyaws|accountpaused|accountsendingpaused|gesperrt|pausiert)$/u,
        ['sending/paused-by-aws', 'sending/disabled-by-you'],
      ],
      [/^(?:probation|underreview|inreview|accountunderreview)$/u, ['sending/under-review']],
      [/^(?:sandbox|insandbox|accountinsandbox|sandboxmode)$/u, ['sandbox/account-in-sandbox']],
    ],
  },
  {
    label: /(?:configurationset|sendingoptions)\w{0,60}sendingenabled$/u,
    states: [[off, ['configuration-set/sending-paused']]],
  },
  {
    label: /(?:^|[^n])sendingenabled$|^enabled$|(?:^|account|email)sendingstatus$/u,
    states: [[off, switchedOff]],
  },
  {
    label: /dkim\w{0,40}(?:status|configuration|verification)$|^(?:easy)?dkim$/u,
    states: [
      [failed, ['dkim/status-failed']],
      [temporary, ['dkim/status-temporary-failure']],
      [open, ['identity/not-verified', 'dkim/status-failed']],
    ],
  },
  {
    label: /mailfrom\w{0,40}(?:status|configuration)$|^(?:custom)?mailfrom(?:domain)?$/u,
    states: [
      [failed, ['mail-from/failed']],
      [temporary, ['mail-from/temporary-failure']],
    ],
  },
  {
    label:
      /(?:^|identity|domain|email|address|attributes)verificationstatus$|(?:identity|domain|verification|email|emailaddress)status$|verifiedforsending(?:status)?$|^verified$/u,
    states: [
      [failed, ['identity/verification-failed', 'identity/not-verified']],
      [temporary, ['identity/verification-temporary-failure']],
      [open, ['identity/not-verified']],
      [off, ['identity/not-verified']],
    ],
  },
  {
    label: /suppressed(?:destination)?\w{0,20}reason$/u,
    states: [[/^(?:bounce|complaint)$/u, ['bounce/suppressed']]],
  },
];

/** Other things have a status, too: one of these says that it is SES's. */
const ofSes = (text: string): boolean =>
  mentions(text, ...sesWords) || (mentions(text, 'ses') && /\bses\b/iu.test(text));
const sesWords = [
  'amazon simple email',
  'identit',
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

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d]/gu, '');

function codesOf(label: string, state: string): readonly string[] | null {
  const name = letters(label);
  const value = letters(state);
  if (value === '' || value.length > 40) return null;
  for (const thing of things) {
    if (!thing.label.test(name)) continue;
    const found = thing.states.find(([pattern]) => pattern.test(value));
    if (found !== undefined) return found[1];
  }
  return null;
}

/** What is worse comes first: a paused account before an identity, an identity before what it uses. */
const order = [
  'sending/',
  'sandbox/review',
  'configuration-set/',
  'dkim/',
  'identity/',
  'sandbox/',
  'mail-from/',
  'bounce/',
];
const place = (code: string): number => order.findIndex((start) => code.startsWith(start));

function readingsOf(
  found: readonly { codes: readonly string[]; quote: string }[],
): readonly Reading[] | null {
  if (found.length === 0) return null;
  const sorted = [...found].sort((one, other) => place(one.codes[0] ?? '') - place(other.codes[0] ?? ''));
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
      if (codes !== null)
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

/** The states that a page of the console or the output of a tool shows; null when it shows none that is bad. */
export function readListedState(block: TextBlock): readonly Reading[] | null {
  if (block.isOtherProvider) return null;
  const lines = block.lines.slice(0, 200).map(({ text }) => text.slice(0, 300));
  if (!lines.some((line) => ofSes(line))) return null;
  const found: { codes: readonly string[]; quote: string }[] = [];
  for (const [at, line] of lines.entries()) {
    const cells = [line, ...line.split(/\s[-–—|]\s|\t|[;,]\s|\s\(/u)];
    const match = cells
      .map((cell) => listed.exec(cell))
      .find((one) => one !== null && codesOf(one[1] ?? '', one[2] ?? '') !== null);
    const [, label = '', state = ''] = match ?? [];
    // The console prints the value below its label.
    const below = (lines[at + 1] ?? '').replace(/^[^\p{L}]{1,8}/u, '');
    const codes =
      codesOf(label, state) ?? (/^[\p{L} ]{4,40}$/u.test(line.trim()) ? codesOf(line, below) : null);
    if (codes !== null)
      found.push({
        codes: codes === switchedOff ? whoseSwitch(lines, at) : codes,
        quote: label === '' ? `${line.trim()}: ${below.trim()}` : line.trim(),
      });
  }
  return readingsOf(found);
}

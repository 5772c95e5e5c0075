import { withLowerDomain } from '../names.ts';

/** What an address does in a transaction, by what stands before it. */
export type Role = 'senders' | 'recipients';

/** An address with its role. */
export interface InRole {
  role: Role;
  address: string;
}

const addressPattern = /[\w.!#$%&'*+/=?^{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/gu;

/**
 * Names of settings, options, functions and header fields, by their letters alone. Whatever a library calls it, it says who
 * sends or to whom.
 */
const senderName =
  /(?:^|[^a-z])(?:env(?:elope)?_?)?(?:mail|default|smtp|email|sender|server|set|add|header|app|django|notify|wp|ses|reply|your|verified)?[ _-]?(?:from|sender|source|absender|de|expediteur|remitente)(?:[ _-]?(?:e-?mail|mail|address|addr|addresse?|user|identity|header|arn|string|name)){0,4}$|(?:from|sender|source|mailfrom|returnpath|fromemailaddress|fromaddress|senderaddress|sourceaddress)$|^(?:mail from|-f|-r)$/u;
const recipientName =
  /(?:^|[^a-z])(?:rcpt|env|envelope|set|add|orig|original|mail|send|header|x)?[ _-]?(?:to|cc|bcc|rcpt|recipients?|destination|an|para|address(?:ee)?)(?:[ _-]?(?:e-?mail|mail|address(?:es)?|addr|list|user|header)){0,4}$|(?:toaddresses|ccaddresses|bccaddresses|destination|recipients?|rcptto|addaddress|addcc|addbcc|addto|setto|addrecipient|emailto|mailto|sendto|torecipients)$|^(?:rcpt to|-t|rejected|accepted|invalid ?addresses|valid ?(?:un)?sent ?addresses|refused ?recipients)$/u;

/**
 * The addresses of a line whose role is said beside them: `MAIL FROM:<a@x>`, `--from a@x`, `setFrom('a@x')`, `EMAIL_FROM=a@x`,
 * `<= a@x` and `** a@x` of Exim, `"ToAddresses": ["a@x"]`. Those after it in the same list have it too.
 */
export function rolesIn(line: string): readonly InRole[] {
  const found: InRole[] = [];
  let role: Role | null = null;
  let isPair = false;
  let end = 0;
  for (const match of line.matchAll(addressPattern)) {
    const [raw] = match;
    const named = /^[\w.-]{1,40}=(?=[^@=])/u.exec(raw)?.[0] ?? '';
    const address = raw.slice(named.length).replace(/^[^\w+-]+|'+$/gu, '');
    const before = line.slice(Math.max(end, match.index - 80), match.index) + named;
    const own = roleBefore(before) ?? (pair.test(before) ? 'senders' : null);
    if (own !== null) role = own;
    else if (role === 'senders' && isPair && /^["'\s]{0,3},[\s[{"']{1,8}(?:\w{1,20}\(["'])?$/u.test(before))
      role = 'recipients';
    else if (!/^[\s,;'"<>)\]]{0,6}(?:[\w .-]{0,30}<)?$/u.test(before)) role = null;
    isPair = pair.test(before);
    end = match.index + raw.length;
    if (role !== null && address.length > 3) found.push({ role, address: withLowerDomain(address) });
  }
  return found;
}

/** Functions that take the sender and then the recipients. */
const pair =
  /(?:sendmail|send_mail|mailmessage|smtp\.send|sendmail\.send)\(\s{0,4}(?:[\w.]{1,60}, ?){0,4}["']?$/iu;

function roleBefore(before: string): Role | null {
  // Exim: <= in, => -> ** == out.
  const arrow = /(?:^|\s)(<=|=>|->|\*\*|==|>>)\s{1,3}<?$/u.exec(before)?.[1];
  const name =
    /(?:^|[\s{(["',;>|&?./:$-])(-{0,2}[A-Za-z$][\w $.-]{0,40}?)["'\])]{0,3}\s{0,3}(?:=>|->|[:=(]|\s)\s{0,3}(?:new\s{1,2}\w{1,40}\(|[\w.]{0,30}\()?[[{("'<\s]{0,6}(?:(?:name|email|address|mail)["']?\s{0,2}(?:=>|[:=])\s{0,2}["']?)?(?:["']?[^"'<>@:=(),]{0,40}["']?\s{0,2}<)?$/u.exec(
      before,
    )?.[1];
  const letters = name
    ?.replace(/([a-z])([A-Z])/gu, '$1_$2')
    .toLowerCase()
    .replace(/^.* (?=-)/u, '')
    .replace(/^-+(?=.{2})/u, '')
    .replace(/[ _](?:failed|rejected|refused|invalid|error|was|is|were)$/u, '')
    .replace(/^the following /u, '')
    .trim();
  const kind = /recipienttype\.(?:to|cc|bcc)["']?, ?(?:new \w{1,40}\()?["']?$/iu.test(before);
  if (kind) return 'recipients';
  // sender: { name: 'Shop', email: 'a@x' }
  const outer =
    /\b(from|sender|to|replyto)["']?\s{0,2}(?:=>|[:=])\s{0,2}\[?\{[^{}]{0,60}(?:email|address)["']?\s{0,2}(?:=>|[:=])\s{0,2}["']?$/iu.exec(
      before,
    )?.[1];
  if (outer !== undefined) return outer.toLowerCase() === 'to' ? 'recipients' : 'senders';
  if (letters !== undefined && /reply|errors|list|unsubscribe|return-receipt/u.test(letters)) return null;
  if (letters !== undefined) {
    if (senderName.test(letters)) return 'senders';
    if (recipientName.test(letters)) return 'recipients';
  }
  if (arrow === undefined || (letters !== undefined && !/^[\w-]{0,40}$/u.test(letters) && arrow === '>>'))
    return null;
  if (arrow === '<=') return 'senders';
  return /(?:\d{2}:\d{2}|[\w-]{4,23})\s{0,3}$/u.test(before.slice(0, before.lastIndexOf(arrow)))
    ? 'recipients'
    : null;
}

/** Something in an SMTP dialogue: what a side said, or what the client's program tells of the connection. */
export interface Turn {
  by: 'server' | 'client' | 'program';
  text: string;
  /** Place among the lines. */
  at: number;
}

/**
 * Marks by which swaks, PHPMailer, nodemailer, smtplib, Postfix -v, sendmail -v, msmtp, curl, JavaMail and notes of people say who
 * speaks.
 */
const serverMark =
  /^[\s\w.:,/+-]{0,40}?(?:\[[^\]]{0,30}\]\s{0,2})?(?:<--?|<=(?=\s{0,3}\d{3}[ -])|<\*\*?|<~\*?|<<<?|<\s|S:|R:|S>|recv:|SERVER -> CLIENT:|reply: (?:b?["']|retcode)|server:|read:|received:|response:|smtp <|< )\s{0,3}(?=\S)/iu;
const clientMark =
  /^[\s\w.:,/+-]{0,40}?(?:\[[^\]]{0,30}\]\s{0,2})?(?:--?>|=>(?=\s{0,3}(?:EHLO|HELO|AUTH|MAIL|RCPT|DATA|QUIT|STARTTLS)\b)|~\*?>|>>>?|>\s|C:|C>|CLIENT -> SERVER:|send: b?["']|client:|sent:|write:|smtp >|> )\s{0,3}(?=\S)/iu;
const command = /^(?:EHLO|HELO|AUTH|MAIL FROM|RCPT TO|DATA|QUIT|STARTTLS|NOOP|RSET|LHLO)\b/iu;
const reply = /^[2-5]\d\d(?:[ -]|$)/u;
const connected =
  /^(?:[\s*=+]{0,6}|.{0,60}\s)(?:connected to|connection established|connected\b|connected\(\d+\)|connection to .{1,120} succeeded|.{1,80} open$|connect(?:ion)?:? (?:ok|success\w*|established)|opened connection)/iu;
const closed =
  /connection (?:closed|to .{1,80} closed)|closed by (?:foreign|remote) host|remote host (?:closed|disconnected)|^\s{0,4}closed\b|socket closed|unexpected(?:ly)? (?:eof|closed?)|lost connection|~?eof\b/iu;

/** What stands between the turns of a dialogue that somebody wrote into one line. */
const between = / [;|] (?=(?:<--?|--?>|<<<|>>>|[<>]|[SC]:) ?[A-Z\d])/u;
/** A turn in a cell of its own: hMailServer, in quotes. */
const inCell = /"(?:SENT|RECEIVED): ([^"]{3,300})"?/u;

/** The turns of a dialogue, in order; lines that are none are left out. */
export function turnsIn(lines: readonly string[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const [at, line] of lines.entries()) {
    for (const part of line.slice(0, 600).split(between)) {
      const turn = turnOf(part);
      if (turn !== null) turns.push({ ...turn, at });
    }
  }
  return turns;
}

function turnOf(line: string): Omit<Turn, 'at'> | null {
  const bare = (inCell.exec(line)?.[1] ?? line).trim();
  if (reply.test(bare)) return { by: 'server', text: bare };
  if (command.test(bare)) return { by: 'client', text: bare };
  if (connected.test(bare) && !/not connected|could not|unable|fail/iu.test(bare))
    return { by: 'program', text: 'connected' };
  const client = clientMark.exec(line);
  const server = serverMark.exec(line);
  if (client !== null && command.test(line.slice(client[0].length)))
    return { by: 'client', text: line.slice(client[0].length) };
  if (server !== null) {
    const text = line.slice(server[0].length).trim();
    if (reply.test(text) || isForeignGreeting(text)) return { by: 'server', text };
  }
  if (isForeignGreeting(bare)) return { by: 'server', text: bare };
  if (closed.test(bare)) return { by: 'program', text: 'closed' };
  return null;
}

/** What servers of other protocols say first. */
const isForeignGreeting = (text: string): boolean =>
  /^(?:HTTP\/\d|<!doctype|<html|SSH-\d|\+OK\b|-ERR\b|\* OK\b|RFB \d)/iu.test(text);

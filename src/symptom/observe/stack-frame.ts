import { mentions } from '../mentions.ts';

/** How runtimes print a frame of a stack: where a program was, and never what went wrong. */
const frames: readonly RegExp[] = [
  // Python: File "x.py", line 3, in send
  /^\s{0,60}(?:\+ )?(?:\| )?\s{0,20}File ["'][^"']{1,300}["'], line \d{1,7}(?:, in [^\n]{1,200})?$/u,
  /^\s{0,60}Traceback \(most recent call last\):?\s{0,4}$/u,
  // Java, Kotlin, Scala: at com.example.Mailer.send(Mailer.java:12) ~[app.jar:1]; and .NET: at N.C.M(String s) in C:\x.cs:line 3
  /^\s{0,40}at (?:async )?[\w$.<>/`[\],+-]{2,300}\([^()]{0,300}(?:\([^()]{0,200}\))?[^()]{0,100}\)(?: ~?\[[^\]]{0,200}\])?(?: in .{1,300}:(?:line )?\d{1,7})?\s{0,4}$/u,
  /^\s{0,40}\.{3} \d{1,4} (?:more|common frames omitted)\s{0,4}$/u,
  /^\s{0,40}--- End of (?:inner exception )?stack trace/u,
  // Node.js: at async send (/srv/mail.js:1:2), at Object.<anonymous> [as send] (file:///x.mjs:1:2), at /srv/mail.js:1:2
  /^\s{0,40}at (?:[^()]{0,200}\()?(?:async )?(?:file:|node:|internal\/|webpack|native|<anonymous>|\.{0,2}\/|[A-Za-z]:\\|[\w@.-]{1,100}\.[cm]?[jt]sx?:)[^()]{0,300}\)?\s{0,4}$/u,
  // PHP: #0 /srv/Mailer.php(12): Mailer->send('…'), #3 {main}
  /^\s{0,20}#\d{1,3} (?:\{main\}|\[internal function\]|.{1,300}\(\d{1,6}\): )/u,
  /^\s{0,20}thrown in .{1,300} on line \d{1,6}/u,
  // Ruby: from /srv/mail.rb:12:in `send'
  /^\s{0,20}(?:from |\d{1,3}: from )?\S{1,300}\.rb:\d{1,6}:in ['`‘][^'’]{1,200}['’]\s{0,4}$/u,
  // Go: goroutine 1 [running]:, main.send(0xc0001, 0x1), /srv/main.go:12 +0x1d, created by main.start
  /^(?:goroutine \d{1,9} \[[^\]]{1,60}\]:|\s{0,8}\S{1,300}\.go:\d{1,7}(?: \+0x[\da-f]{1,16})?|created by \S{1,300}(?: in goroutine \d{1,9})?|[\w./*()-]{3,300}\((?:0x[\da-f]{1,16}|\.\.\.|\{|[, ?}]){0,60}\))\s{0,4}$/u,
  // Rust: 12: lettre::transport::smtp::send, at ./src/main.rs:10:5
  /^\s{0,20}\d{1,4}: {1,8}(?:0x[\da-f]{4,16} - )?[\w:<>{}#$ ]{3,300}::[\w<>{}#$]{1,100}\s{0,4}$/u,
  /^\s{0,60}at \S{1,300}\.rs:\d{1,6}(?::\d{1,6})?\s{0,4}$/u,
  // Elixir: (swoosh 1.9.0) lib/swoosh/mailer.ex:12: Swoosh.Mailer.deliver/2
  /^\s{0,20}\([\w~]{1,60} [\d.]{1,20}[^)]{0,40}\) \S{1,200}\.(?:exs?|erl):\d{1,6}: /u,
  // Perl: Net::SMTP::send(…) called at /srv/mail.pl line 12
  /^\s{0,20}[\w:]{3,200}\(.{0,300}\) called at \S{1,300} line \d{1,7}/u,
];

const sourceUnder = /^(?<indent>\s{0,60})(?:\+ )?(?:\| )?\s{0,20}File ["'][^"']{1,300}["'], line \d/u;

/** The places of the lines that are frames of a stack, with the line of source and the marks that Python prints below one. */
export function stackFrames(lines: readonly string[]): ReadonlySet<number> {
  const places = new Set<number>();
  for (const [at, line] of lines.entries()) {
    if (!isFrame(line)) continue;
    places.add(at);
    const indent = sourceUnder.exec(line)?.groups?.['indent'];
    if (indent === undefined) continue;
    for (let below = at + 1; below <= at + 2; below += 1) {
      const text = lines[below] ?? '';
      const depth = /^\s*/u.exec(text)?.[0].length ?? 0;
      // The error itself stands as far left as the word Traceback.
      if (text.trim() === '' || depth <= indent.length || isFrame(text)) break;
      if (below === at + 2 && !/^[\s~^]+$/u.test(text)) break;
      places.add(below);
    }
  }
  return places;
}

/** Whether a line is one frame of a stack. */
export const isFrame = (line: string): boolean =>
  line.length < 1200 &&
  mentions(line, 'at ', 'line', 'file', '#', '.rb:', '.go', '.ex', '.erl', '::', 'goroutine', '(', '...') &&
  frames.some((frame) => frame.test(line));

/** Functions of mail libraries that wait for an answer of the server: whoever is in one of them has connected. */
const waitsForReply =
  /\bin (?:getreply|_getreply|readinto|recv_into|_read_response|read_response|execute_command)\b|\b(?:readServerResponse|SocketInputStream|SmtpReplyReader\w{0,30}|SmtpReplyReaderFactory|ReadResponse|ReadCodeLine|readCodeLine)\b|\b(?:get_lines|getResponse|getFullResponse|readLine|rbuf_fill|recv_response|readuntil)\b/u;

/** Whether one of these frames waits for an answer of the server, and so behind the connection. */
export const waitsForAnswer = (texts: readonly string[]): boolean =>
  texts.some((text) => waitsForReply.test(text));

/** `self._update_throttling()`: what a program calls; the name of a function tells of no failure. */
export const withoutCalls = (text: string): string =>
  !text.includes('(')
    ? text
    : text.replace(
        /(?<![\w.$>:@-])(?:[\w$@]{1,60}(?:\.|->|::|\?\.|!\.)){0,6}(?:_{0,2}[a-z][\w$]{0,60})[?!]?(?=\()/gu,
        (name) => (isNameOfCall.test(name) && tellsMuch.test(name) ? ' ' : name),
      );

/** A name of several words, or of a member: a word of a sentence before a parenthesis is neither. */
const isNameOfCall = /[._$@]|->|::|[a-z][A-Z]/u;
const tellsMuch =
  /thrott|quota|reject|bounce|fail|limit|denied|deny|exceed|suspend|suppress|time_?out|error|refus|verif|expired|invalid|blocked|unsub|complain/iu;

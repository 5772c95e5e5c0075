/** The reply to DATA (RFC 5321 4.1.1.4), with what a log writes before it: a time, who speaks, the name of a function. */
const goAhead = /^(.{0,120}?)(?<![\d.])354(?:[ -]|, b?['"])/u;

/** What a log writes before what somebody said: nothing but a mark of who speaks is kept. */
const speaker =
  /(?:^|[\s\]:])(?:[SC]|server|client|reply|send|data|recv(?:d|ed)?|sent|SERVER -> CLIENT|CLIENT -> SERVER)\s{0,2}:\s|<{1,3}[-=~]?\s|[-=~]?>{1,3}\s|<[-=~*]{1,2}\s|[-=~]{1,2}>\s/iu;

/** The end of the data: a dot alone, whoever the log says spoke. */
const isEnd = (said: string): boolean => /^(?:['"]?(?:\\r\\n)?\.(?:\\r\\n)?['"]?)$/u.test(said.trim());

/** Data of more lines than this are not looked for an end. */
const furthest = 5000;

/**
 * Leaves out what a client sent between DATA and the dot that ends it: a message may quote any reply of any server, and none
 * of its lines is an answer. Where a log marks who speaks, the next words of the server end it as well; where neither tells
 * where the message ends, all lines stay.
 */
export function withoutMessageData(lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => line.includes('354'))) return lines;
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    kept.push(line);
    const before = goAhead.exec(line)?.[1];
    if (before === undefined || !followsData(lines, at)) continue;
    at = endOfData(lines, at + 1, speaker.exec(before)?.[0].trim() ?? null) - 1;
  }
  return kept;
}

/** A number in a text is no reply to DATA unless the command stands near above it. */
const followsData = (lines: readonly string[], at: number): boolean =>
  lines
    .slice(Math.max(0, at - 4), at)
    .some((line) => /(?:^|[\s"':>])DATA(?:\\r\\n)?["']?\s{0,3}$/u.test(line)) ||
  /\bdata\b|end (?:with|mail|message)|mail input|<CR><LF>/iu.test(lines[at] ?? '');

/** The place behind the message that begins at `from`; `from` itself where its end cannot be told. */
function endOfData(lines: readonly string[], from: number, server: string | null): number {
  const last = Math.min(lines.length, from + furthest);
  for (let at = from; at < last; at += 1) {
    const line = lines[at] ?? '';
    const mark = speaker.exec(line.slice(0, 160));
    const said = mark === null ? line : line.slice(mark.index + mark[0].length);
    if (server !== null && mark?.[0].trim() === server && /^\D{0,6}[245]\d\d/u.test(said)) return at;
    if (isEnd(said)) return at + 1;
  }
  return from;
}

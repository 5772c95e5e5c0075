/**
 * The messages of a mailbox in the mbox format (RFC 4155), or the one message that a file is. Each begins with a line
 * "From " and a date, behind an empty line.
 */
export function messagesIn(bytes: Uint8Array): readonly Uint8Array[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts: number[] = [];
  for (let at = lineOfMessage(text, 0); at !== -1; at = lineOfMessage(text, at + 1)) starts.push(at);
  if (starts.length < 2) return [bytes];
  return starts.map((start, index) => bytes.subarray(start, starts[index + 1] ?? bytes.length));
}

function lineOfMessage(text: Buffer, from: number): number {
  for (let at = text.indexOf('From ', from); at !== -1; at = text.indexOf('From ', at + 1)) {
    const before = text.subarray(Math.max(0, at - 4), at).toString('latin1');
    const line =
      text
        .subarray(at, at + 200)
        .toString('latin1')
        .split('\n', 1)[0] ?? '';
    if (
      (at === 0 || /(?:^|\n)\r?\n$/.test(before)) &&
      /^From \S{1,120} .{0,60}\d{2}:\d{2}.{0,30}\d{4}/.test(line)
    )
      return at;
  }
  return -1;
}

/** What is shown of the message that TestRenderEmailTemplate gives. */
export interface RenderedMessage {
  subject: string | null;
  /** The first lines of the first part, without its headers and empty lines. */
  firstLines: readonly string[];
}

const maxLines = 5;
const maxLength = 200;
const maxInput = 64_000;

/**
 * Reads the subject and the first lines of the MIME text. Its headers name their content types; transfer encodings
 * other than plain text are not undone, for a glance they need not be.
 */
export function readRenderedMessage(mime: string): RenderedMessage {
  const lines = mime.slice(0, maxInput).split(/\r?\n/);
  const end = lines.indexOf('');
  const header = lines
    .slice(0, end < 0 ? lines.length : end)
    .join('\n')
    .replace(/\n[ \t]+/g, ' ');
  const subject = /^subject:[ \t]*(.*)$/im.exec(header)?.[1] ?? null;
  const firstLines: string[] = [];
  for (const line of lines.slice(end < 0 ? lines.length : end)) {
    const isMarkup = line.trim() === '' || line.startsWith('--') || /^content-[a-z-]+:/i.test(line);
    if (!isMarkup) firstLines.push(line.slice(0, maxLength));
    if (firstLines.length === maxLines) break;
  }
  return { subject: subject?.slice(0, maxLength) ?? null, firstLines };
}

/** One header field of a message. */
export interface HeaderField {
  /** Lower case. */
  name: string;
  /** Unfolded (RFC 5322 2.2.3), without the space at either end; characters stand for bytes. */
  value: string;
}

/** The header section of a message, as its bytes stood. */
export interface MessageHeader {
  /** In order: the topmost was added last. */
  fields: readonly HeaderField[];
  /** Where the body starts; the length of the message when it has none. */
  bodyStart: number;
  /** Why the fields below are not all, in plain words, or null. */
  cut: string | null;
}

/** No server of our days lets so much through; what is longer is an attack or no message. */
const mostLines = 5000;
const mostBytes = 512 * 1024;
const mostFields = 1000;

/** Reads the header section. `bytes`: the message in latin1. A first line of an mbox file is skipped. */
export function parseHeader(bytes: string): MessageHeader {
  const fields: { name: string; parts: string[] }[] = [];
  let at = bytes.startsWith('From ') ? nextLine(bytes, 0) : 0;
  const start = at;
  for (let lines = 0; at < bytes.length; lines += 1) {
    if (lines > mostLines || at - start > mostBytes || fields.length > mostFields)
      return {
        fields: finished(fields),
        bodyStart: bytes.length,
        cut: 'its header is larger than any mail server accepts',
      };
    const next = nextLine(bytes, at);
    const line = bytes.slice(at, Math.min(next, at + 64 * 1024)).replace(/\r?\n$/, '');
    at = next;
    if (line === '') return { fields: finished(fields), bodyStart: at, cut: null };
    if (/^[ \t]/.test(line)) {
      fields.at(-1)?.parts.push(line.trim());
      continue;
    }
    const name = /^([\x21-\x39\x3b-\x7e]{1,100})[ \t]*:/.exec(line);
    if (name?.[1] === undefined) continue;
    fields.push({ name: name[1].toLowerCase(), parts: [line.slice(name[0].length).trim()] });
  }
  return { fields: finished(fields), bodyStart: bytes.length, cut: null };
}

function nextLine(bytes: string, at: number): number {
  const end = bytes.indexOf('\n', at);
  return end === -1 ? bytes.length : end + 1;
}

const finished = (fields: readonly { name: string; parts: readonly string[] }[]): readonly HeaderField[] =>
  fields.map(({ name, parts }) => ({ name, value: parts.join(' ').trim() }));

/** The values of a field, the topmost first. */
export const valuesOf = (fields: readonly HeaderField[], name: string): readonly string[] =>
  fields.filter((field) => field.name === name).map(({ value }) => value);

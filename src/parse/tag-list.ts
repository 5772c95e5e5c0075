/** What stands between two semicolons of a list such as `v=DKIM1; k=rsa` (RFC 6376 3.2, RFC 9989 4.7). */
export interface TagPart {
  /** Without the white space around it; empty where two semicolons follow each other. */
  text: string;
  /** Offset of `text` in the list. */
  at: number;
  /** Null when it is not of the form name=value. */
  tag: {
    /** As written. */
    name: string;
    value: string;
    /** Offset of the value in the list. */
    at: number;
  } | null;
}

/**
 * The parts of a list of tags, in order. Which of them are faults is for the reader of the record to say. White space is a
 * space, a tab or a folded line (RFC 5234 B.1): a no-break space belongs to the name or value that it stands beside.
 */
export function tagParts(list: string): readonly TagPart[] {
  let at = 0;
  return list.split(';').map((chunk) => {
    const lead = /^[ \t\r\n]*/.exec(chunk)?.[0].length ?? 0;
    const text = withoutEnd(chunk.slice(lead));
    const start = at + lead;
    at += chunk.length + 1;
    const [head, name] = /^([A-Za-z][A-Za-z0-9_-]*)[ \t\r\n]*=[ \t\r\n]*/.exec(text) ?? [];
    const tag =
      head === undefined || name === undefined
        ? null
        : { name, value: text.slice(head.length), at: start + head.length };
    return { text, at: start, tag };
  });
}

/** By hand, since /\s+$/ takes quadratic time. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r\n'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

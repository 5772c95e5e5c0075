/** Header fields in order; names in lower case. */
export type Fields = readonly { name: string; value: string }[];

/** Header fields of a message and of its parts, from unfolded lines. */
export function headerFields(lines: readonly string[]): Fields {
  const fields: { name: string; value: string }[] = [];
  for (const line of lines) {
    const match = /^([\w-]{1,80})\s{0,2}:(.*)$/u.exec(line);
    if (match !== null) fields.push({ name: (match[1] ?? '').toLowerCase(), value: (match[2] ?? '').trim() });
  }
  return fields;
}

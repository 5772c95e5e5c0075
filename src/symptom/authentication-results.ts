/** One result of an Authentication-Results field (RFC 8601 2.2). */
export interface MethodResult {
  method: string;
  /** `pass`, `fail`, `none`, `softfail`, `temperror` …, lower case. */
  result: string;
  /** `header.d`, `smtp.mailfrom` … and their values. */
  properties: Readonly<Record<string, string>>;
  /** The resinfo as it stood. */
  text: string;
}

/** d= of a DKIM result, or the domain of its identity, lower case; empty when neither is given. */
export const signerOf = ({ properties }: MethodResult): string =>
  (properties['header.d'] ?? properties['header.i'] ?? '').replace(/^.*@/u, '').toLowerCase();

/** An Authentication-Results, ARC-Authentication-Results or Received-SPF style field. */
export interface AuthenticationResults {
  /** authserv-id; empty when the field starts with a result, as Microsoft writes it. */
  server: string;
  results: readonly MethodResult[];
}

/** Reads the value of an Authentication-Results field. Comments are dropped, a quoted value loses its quotes. */
export function parseAuthenticationResults(value: string): AuthenticationResults {
  const parts = splitOutsideComments(value.slice(0, 16_384));
  let server = '';
  const results: MethodResult[] = [];
  for (const [place, part] of parts.entries()) {
    const plain = withoutComments(part).trim();
    const match = /^([a-z][\w-]{0,30})(?:\/\d{1,3})?\s{0,3}=\s{0,3}([a-z]{2,20})/iu.exec(plain);
    if (match === null) {
      if (place === 0) server = plain.split(/\s/u, 1)[0] ?? '';
      continue;
    }
    const properties: Record<string, string> = {};
    for (const [, name = '', property = ''] of plain
      .slice(match[0].length)
      .matchAll(/([a-z][\w-]{0,20}(?:\.[\w-]{1,30})?)\s{0,2}=\s{0,2}"?([^\s";]{1,320})/giu)) {
      properties[name.toLowerCase()] ??= property;
    }
    results.push({
      method: (match[1] ?? '').toLowerCase(),
      result: (match[2] ?? '').toLowerCase(),
      properties,
      text: part.trim(),
    });
  }
  return { server, results };
}

function splitOutsideComments(value: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < value.length; at += 1) {
    const char = value[at];
    if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (char === ';' && depth === 0) {
      parts.push(value.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(value.slice(start));
  return parts;
}

function withoutComments(text: string): string {
  let depth = 0;
  let kept = '';
  for (const char of text) {
    if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += char;
  }
  return kept;
}

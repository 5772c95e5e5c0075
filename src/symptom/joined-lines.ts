/** Lines of one multi-line reply become one line. */
export function joinedLines(texts: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let code: string | null = null;
  let parts = 0;
  for (const raw of texts) {
    const text = !raw.includes('(') ? raw : raw.replace(/\((\d{3}), ?b?['"]/gu, '($1 ');
    const start = /^[^\w]{0,12}(?:[SC<>]{1,2}[:\s]{1,2})?([245]\d\d)([- ])/u.exec(text);
    const last = joined.length - 1;
    if (code !== null && start?.[1] === code && !code.startsWith('2') && parts < 40) {
      joined[last] = `${joined[last] ?? ''} ${text.trim()}`.slice(0, 8192);
      parts += 1;
      if (start[2] === ' ') code = null;
      continue;
    }
    joined.push(text);
    parts = 1;
    code = /(?:^|[\s<:;"])([45]\d\d)-(?=\S)/u.exec(text)?.[1] ?? null;
  }
  return joined;
}

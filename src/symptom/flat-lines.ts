import { listOf, objectOf, type Json } from './json.ts';
import { lineOfList } from './observe/recipient-lists.ts';

/** Members of a structured log entry as one line, `name: value`, and long texts on lines of their own. */
export function flatLines(object: Json): readonly string[] {
  const short: string[] = [];
  const long: string[] = [];
  let members = 0;
  const visit = (value: unknown, name: string, depth: number): void => {
    if (members > 400 || depth > 6) return;
    members += 1;
    if (typeof value === 'string') {
      if (value.includes('\n')) long.push(value.slice(0, 65_536));
      else short.push(`${name}: ${value.slice(0, 3000)}`);
    } else if (typeof value === 'number' || typeof value === 'boolean')
      short.push(`${name}: ${String(value)}`);
    else if (Array.isArray(value)) {
      const line = lineOfList(name, value);
      if (line !== null) short.push(line);
      for (const element of listOf(value).slice(0, 50)) visit(element, name, depth + 1);
    } else
      for (const [key, member] of Object.entries(objectOf(value) ?? {}))
        visit(member, key.slice(0, 80), depth + 1);
  };
  visit(object, '', 0);
  return [short.join(' '), ...long].filter((text) => text !== '');
}

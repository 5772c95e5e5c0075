import { mentions } from '../mentions.ts';

/** What var_dump of PHP writes before a value: `["MessageId"]=> string(60) "…"`, `["data":"Aws\Result":private]=> array(2) {`. */
const dump =
  /\]\s{0,3}=>\s{1,200}(?:string\(\d{1,7}\) "|int\(-?\d|bool\((?:true|false)\)|float\(|NULL\b|array\(\d{1,7}\) \{|object\(|enum\()/u;

/** A text of var_dump with its values as JSON writes them; null where it is none. Strings that hold quotes end at their length. */
export function fromVarDump(text: string): string | null {
  if (!mentions(text, 'string(', 'array(', 'object(') || !dump.test(text)) return null;
  const pieces: string[] = [];
  const token =
    /string\((\d{1,7})\) "|(?:array\(\d{1,7}\)|object\(([\w\\]{1,200})\)#\d{1,9} \(\d{1,7}\))\s{0,9}\{|\["?([^"\]\n]{1,200}?)"?(?::[^\]\n]{1,200})?\]\s{0,3}=>|(?:int|float|bool)\(([^)\n]{1,40})\)/gu;
  let from = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    pieces.push(text.slice(from, match.index));
    const [all, length, owner, key, scalar] = match;
    from = match.index + all.length;
    if (length !== undefined) {
      // PHP counts bytes: a string ends no later than so many letters on.
      const end = endOfString(text, from, Number(length));
      pieces.push(JSON.stringify(text.slice(from, end)));
      from = end + 1;
    } else if (key !== undefined) pieces.push(`, ${JSON.stringify(key)}: `);
    // The class of an object says whose error it is.
    else if (owner !== undefined) pieces.push(`{ "class": ${JSON.stringify(owner)}`);
    else pieces.push(scalar ?? '{');
    token.lastIndex = from;
  }
  pieces.push(text.slice(from));
  return pieces
    .join('')
    .replace(/\{\s{0,200},/gu, '{')
    .replace(/^\s{0,20},/u, '');
}

/** The place of the quote that ends a string of so many bytes. */
function endOfString(text: string, from: number, bytes: number): number {
  let left = bytes;
  let at = from;
  for (; at < text.length && left > 0; at += 1) {
    const unit = text.charCodeAt(at);
    left -= unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit < 0xe000 ? 2 : 3;
  }
  return at;
}

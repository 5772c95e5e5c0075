/** JSON that was read, or where it stops being JSON. */
export type JsonReading = { kind: 'json'; value: unknown } | ({ kind: 'broken' } & JsonFault);

/** Where JSON breaks. Lines and columns count from 1, columns in UTF-16 units. */
export interface JsonFault {
  line: number;
  column: number;
  /** What is wrong there, without a final dot. */
  problem: string;
}

/** Reads JSON (RFC 8259). Unlike `JSON.parse` it says where and why it fails, the same on every Node. */
export function readJson(text: string): JsonReading {
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown };
  } catch {
    return { kind: 'broken', ...locate(text, firstFault(text)) };
  }
}

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end';

interface Fault {
  offset: number;
  problem: string;
}

function locate(text: string, { offset, problem }: Fault): JsonFault {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: offset - lastBreak, problem };
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
// Anchored, and each character is looked at once: linear on any input.
const stringBody = /(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*/uy;

/** Finds the first fault of text that `JSON.parse` refused. Keeps its own stack, so depth costs no recursion. */
function firstFault(text: string): Fault {
  const open: ('{' | '[')[] = [];
  let expect = 'value' as Expected;
  let at = 0;
  const fault = (problem: string): Fault => ({ offset: at, problem });
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? '';
  };
  for (;;) {
    while (' \t\r\n'.includes(text[at] ?? 'x')) at += 1;
    const character = text[at];
    if (expect === 'comma-or-end' && open.length === 0) {
      return fault(
        character === undefined ? 'cannot be read' : 'something follows after the end of the JSON',
      );
    }
    if (character === undefined) return fault(endOf(open.at(-1), at));
    if (expect === 'colon') {
      if (character !== ':') return fault('a colon is missing after the name');
      expect = 'value';
      at += 1;
      continue;
    }
    const end = open.at(-1) === '{' ? '}' : ']';
    if (character === end && open.length > 0 && expect !== 'value' && expect !== 'key') {
      open.pop();
      expect = 'comma-or-end';
      at += 1;
      continue;
    }
    if (expect === 'comma-or-end') {
      if (character !== ',') return fault(`a comma or ${end} is missing`);
      expect = open.at(-1) === '{' ? 'key' : 'value';
      at += 1;
      continue;
    }
    if (character === '"') {
      at += 1 + stringAt(text, at + 1).length;
      const stop = text[at];
      if (stop !== '"') return fault(stringFault(stop));
      at += 1;
      expect = expect === 'key' || expect === 'key-or-end' ? 'colon' : 'comma-or-end';
      continue;
    }
    const afterComma = expect === 'key' || open.at(-1) === '[';
    if (character === end && afterComma) return fault(`there is a comma before ${end}`);
    if (expect === 'key' || expect === 'key-or-end') return fault('a name in double quotes is missing');
    if (character === '{' || character === '[') {
      open.push(character);
      expect = character === '{' ? 'key-or-end' : 'value-or-end';
      at += 1;
      continue;
    }
    const literal = match(number) || match(word);
    if (!/^(?:-?\d.*|true|false|null)$/.test(literal)) return fault(valueFault(character, literal));
    at += literal.length;
    expect = 'comma-or-end';
  }
}

function stringAt(text: string, at: number): string {
  stringBody.lastIndex = at;
  return stringBody.exec(text)?.[0] ?? '';
}

function endOf(open: '{' | '[' | undefined, at: number): string {
  if (at === 0) return 'it is empty';
  return open === undefined ? 'it ends without a value' : `it ends while a ${open} is still open`;
}

function stringFault(stop: string | undefined): string {
  if (stop === undefined) return 'a string is not closed';
  if (stop === '\\') return 'a backslash in a string is followed by a character that it cannot escape';
  if (stop === '\n' || stop === '\r')
    return 'a line break inside a string; JSON requires it to be written as \\n';
  return 'a control character inside a string';
}

function valueFault(character: string, literal: string): string {
  if (character === "'" || character === '“' || character === '”')
    return 'strings need double quotes ("), not other ones';
  if (literal === '') return 'a value is missing here';
  return `“${literal.slice(0, 40)}” is not a JSON value`;
}

import { envelopeLists } from '../symptom/envelope.ts';

/*
 * The frame of an envelope that holds a list (`{"Messages": [`, `{"events": [`): what CloudWatch, SQS and Lambda write is one
 * object, of whatever size. Its list is read one by one, and the members around it are passed over.
 */

const space = /[\s,]*/y;
const key = /"([^"\\]*(?:\\.[^"\\]*)*)"\s*:\s*/y;
const scalar = /[-+\w.]+(?=[\s,}])/y;
const quoted = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const sign = /["{}[\]]/g;

/** Where reading goes on: behind the bracket of a list of records, behind the frame, or where more text is needed. */
export type FramePlace =
  | { is: 'list'; at: number }
  | { is: 'end'; at: number }
  | { is: 'more'; at: number }
  | { is: 'broken'; at: number };

/**
 * Reads the members of a frame from `from`, a place between two of them. `at` of `more`: where the next one begins. `passed` is told
 * of each that is passed over.
 */
export function membersFrom(
  text: string,
  from: number,
  passed: (name: string, value: string) => void = () => undefined,
): FramePlace {
  for (let at = from; ;) {
    at = behind(space, text, at) ?? at;
    if (at >= text.length) return { is: 'more', at };
    if (text[at] === '}') return { is: 'end', at: at + 1 };
    if (text[at] !== '"') return { is: 'broken', at };
    key.lastIndex = at;
    const name = key.exec(text)?.[1];
    const value = key.lastIndex;
    if (name === undefined || value >= text.length) return { is: 'more', at };
    if (text[value] === '[' && envelopeLists.some((list) => list === name))
      return { is: 'list', at: value + 1 };
    const end = valueEnd(text, value);
    if (typeof end !== 'number') return { is: end, at };
    passed(name, text.slice(value, end));
    at = end;
  }
}

/** The place behind a value of JSON that begins here. */
export function valueEnd(text: string, from: number): number | 'more' | 'broken' {
  if (text[from] === '"') return behind(quoted, text, from) ?? 'more';
  if (text[from] !== '{' && text[from] !== '[')
    return behind(scalar, text, from) ?? (/^[-+\w.]*$/.test(text.slice(from)) ? 'more' : 'broken');
  let depth = 0;
  for (let at = from; ;) {
    sign.lastIndex = at;
    const match = sign.exec(text);
    if (match === null) return 'more';
    at = sign.lastIndex;
    if (match[0] === '"') {
      const end = behind(quoted, text, match.index);
      if (end === null) return 'more';
      at = end;
    } else depth += match[0] === '{' || match[0] === '[' ? 1 : -1;
    if (depth === 0) return at;
  }
}

function behind(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

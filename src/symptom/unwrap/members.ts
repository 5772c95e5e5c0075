import { stepInto } from './envelope-names.ts';
import { looksLikeBase64 } from './base64.ts';
import { lineOfList } from '../observe/recipient-lists.ts';
import { tellsOfFailure } from '../observe/failure-words.ts';
import { recordOf } from './record.ts';
import { placeInEnvelope } from './place-in-envelope.ts';
import type { EnvelopePlace } from './segment.ts';
import { isPartOfReply, namesMail, replyIn } from './reply-record.ts';

/** A part of a document that is read again on its own. */
export interface Part {
  readonly way: readonly string[];
  readonly value: unknown;
  /** Where the envelopes inside the document say that it comes from, with what was known of the document. */
  readonly place: EnvelopePlace | null;
}

/** What a document holds: parts with a life of their own, and the rest in lines. */
export interface Opened {
  readonly parts: readonly Part[];
  readonly text: string;
  /** Members and elements that were not looked at. */
  readonly left: number;
}

/** Members that are gone through for parts with a life of their own, and values that are read as words. */
const mostMembers = 1_000_000;
const mostValues = 20_000;
const mostInText = 400;
const mostLate = 20;
const longestWay = 24;

/** Whether a string is a text of a carrier, and not a word or a sentence. */
const isCarried = (text: string): boolean =>
  text.length >= 12 &&
  (/^\s{0,20}(?:\{|\[\s{0,20}[{["'])/u.test(text) ||
    text.includes('\n') ||
    /[{&]\\?"|%7B|%22|&quot;|\[\\?\{/iu.test(text) ||
    (text.length >= 24 && !inCamelCase.test(text) && looksLikeBase64(text)));
/** `OnAccountSuppressionList`: a name, and no base64. */
const inCamelCase = /^(?:[A-Z][a-z]{1,20}){2,8}$/u;

/** `{"type":"Buffer","data":[…]}` of Node.js. */
function bufferOf(value: Readonly<Record<string, unknown>>): Uint8Array | null {
  const data = value['data'];
  return value['type'] === 'Buffer' && Array.isArray(data) && data.every((byte) => typeof byte === 'number')
    ? Uint8Array.from(data as readonly number[])
    : null;
}

/** A list that no other API answers with: its name says whose the statuses and words in it are. */
const onlyOfSes = /^bulk_?email_?entry_?results?$/iu;

/** Goes through a document, however deep, without recursion: its members in their order. */
export function opened(document: unknown, around: EnvelopePlace | null = null): Opened {
  const parts: Part[] = [];
  const short: string[] = [];
  const long: string[] = [];
  const late: string[] = [];
  const isOfMail = namesMail(document);
  const stack: {
    value: unknown;
    key: string;
    way: readonly string[];
    place: EnvelopePlace | null;
    isRoot: boolean;
  }[] = [{ value: document, key: '', way: [], place: around, isRoot: true }];
  let members = 0;
  let left = 0;
  // Behind the first hundreds only what tells of a failure is told: it may be the last of a batch that failed.
  const put = (line: string): void => {
    if (members <= mostInText) short.push(line);
    else if (members > mostValues) left += 1;
    else if (late.length < mostLate && tellsOfFailure(line)) late.push(line);
  };
  for (let next = stack.pop(); next !== undefined && members < mostMembers; next = stack.pop()) {
    members += 1;
    const { value, key, way, place, isRoot } = next;
    if (typeof value === 'string') {
      if (isCarried(value)) parts.push({ way, value, place });
      else if (value !== '') put(`${key}: ${value.slice(0, 3000)}`);
    } else if (typeof value === 'number' || typeof value === 'boolean') {
      put(`${key}: ${String(value)}`);
    } else if (Array.isArray(value)) {
      const line = lineOfList(key, value) ?? (onlyOfSes.test(key) ? `${key}:` : null);
      if (line !== null) put(line);
      left += Math.max(value.length - mostMembers, 0);
      for (let at = Math.min(value.length, mostMembers) - 1; at >= 0; at -= 1)
        stack.push({ value: value[at] as unknown, key, way, place, isRoot: false });
    } else if (typeof value === 'object' && value !== null) {
      const object = value as Readonly<Record<string, unknown>>;
      const buffer = bufferOf(object);
      if (buffer !== null || (!isRoot && recordOf(object) !== null)) {
        parts.push({ way, value: buffer ?? object, place });
        continue;
      }
      const within = placeInEnvelope(object, place);
      const reply = replyIn(object, isOfMail);
      if (reply !== null && long.length < 50) long.push(reply);
      for (const [name, inner] of Object.entries(object).reverse()) {
        if (reply !== null && isPartOfReply(name)) continue;
        stack.push({
          value: inner,
          key: name.slice(0, 80),
          way: way.length < longestWay ? [...way, stepInto(object, name.slice(0, 80))] : way,
          place: within,
          isRoot: false,
        });
      }
    }
  }
  left += stack.length;
  return { parts, left, text: [short.join(' '), ...long, ...late].filter((line) => line !== '').join('\n') };
}

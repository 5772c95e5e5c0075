import { fromBase64, looksLikeBase64, readableText } from './base64.ts';
import { CharsetReader } from './charset.ts';
import { unpacked } from './compressed.ts';
import { documentsIn, wholeDocument, type Found } from './documents-in.ts';
import { withoutHtml } from './html.ts';
import { decodedMail, fromQuotedPrintable, isMail } from './mail.ts';
import { opened } from './members.ts';
import { eventFromPairs, eventsFromLines } from './pairs.ts';
import { fromVarDump } from './var-dump.ts';
import { plainLines } from './plain-lines.ts';
import { recordOf } from './record.ts';
import { reportLines } from './report-lines.ts';
import { eventsFromRows } from './rows.ts';
import type { EnvelopePlace, Segment, Unwrapped } from './segment.ts';
import { usualLimits, Work, type UnwrapLimits } from './work.ts';
import { joinedAgain } from './wrapped.ts';

/** A member of a document that is read in full though it has no line ends, in characters. */
const longestMember = 65_536;

/** A text that begins within a record: the end of a value, or a key, and the next key. */
const beginsInside = /^[^{[\n]{0,200}["'\d}\]]\s{0,3},\s{0,9}["'][A-Za-z]{2,40}["']\s{0,3}:/u;

/** Something to be read: bytes, a text, or a value of a document. */
interface Task {
  readonly content: unknown;
  readonly way: readonly string[];
  readonly parent: Segment | null;
  readonly place: EnvelopePlace | null;
  readonly cut: boolean;
}

/**
 * Takes a pasted text apart until nothing in it is a carrier any more. Every layer goes back in, so there is no order of decoders
 * to get right and no depth to run out of; `limits` bounds the work. Segments come in the order of the text.
 */
export function unwrap(input: Uint8Array | string, limits: UnwrapLimits = usualLimits): Unwrapped {
  const unwrapper = new Unwrapper(new Work(limits));
  return unwrapper.run(input);
}

class Unwrapper {
  readonly #work: Work;
  readonly #segments: Segment[] = [];
  readonly #unread = new Set<string>();
  /** What is still to be read; the next one last. */
  readonly #tasks: Task[] = [];

  constructor(work: Work) {
    this.#work = work;
  }

  run(input: unknown): Unwrapped {
    this.#tasks.push({ content: input, way: [], parent: null, place: null, cut: false });
    for (let task = this.#tasks.pop(); task !== undefined; task = this.#tasks.pop()) this.#read(task);
    return { segments: this.#segments, unread: [...this.#unread, ...this.#work.unread] };
  }

  #read(task: Task): void {
    const { content } = task;
    if (typeof content === 'string') {
      if (this.#work.takes(content.length)) this.#text(content, task);
    } else if (content instanceof Uint8Array) {
      if (this.#work.takes(content.length)) this.#bytes(content, task);
    } else this.#document(content, task);
  }

  #add(segment: Segment): Segment {
    this.#work.addSegment();
    this.#segments.push(segment);
    return segment;
  }

  /** Parts of a segment, in order: the first is read next. */
  #queue(tasks: readonly Task[]): void {
    for (let at = tasks.length - 1; at >= 0; at -= 1) {
      const task = tasks[at];
      if (task !== undefined) this.#tasks.push(task);
    }
  }

  #bytes(bytes: Uint8Array, task: Task): void {
    const files = unpacked(bytes);
    if (files !== null) {
      // A word of a text that begins as an archive by chance holds nothing.
      for (const { way, cut, bytes: content } of files)
        if (cut && (content.length > 0 || task.way.length === 0))
          this.#unread.add(`${way} was read only in part: it is damaged or too large.`);
      this.#queue(
        files.map(({ way, bytes: content, cut }) => ({
          content,
          way: [...task.way, way],
          parent: task.parent,
          place: task.place,
          cut,
        })),
      );
      return;
    }
    const charset = new CharsetReader();
    const text = charset.push(bytes) + charset.push(new Uint8Array(0), true);
    if (charset.complaint !== null) this.#unread.add(charset.complaint);
    this.#text(text, task);
  }

  #text(raw: string, task: Task): void {
    const plain = plainLines(raw);
    const document = wholeDocument(plain);
    if (document !== undefined) {
      this.#queue([{ ...task, content: document, way: [...task.way, 'json'] }]);
      return;
    }
    const carried = carriedIn(raw);
    if (carried !== null) {
      this.#queue([{ ...task, content: carried.content, way: [...task.way, carried.way] }]);
      return;
    }
    let text = reportLines(withoutHtml(plain));
    const attachments: Task[] = [];
    if (isMail(text)) {
      const mail = decodedMail(text);
      text = mail.text;
      for (const { type, bytes } of mail.attachments)
        attachments.push({
          content: bytes,
          way: [...task.way, 'mail', type],
          parent: task.parent,
          place: task.place,
          cut: false,
        });
    }
    const whole = wholeDocument(text);
    if (whole !== undefined) {
      this.#queue([{ ...task, content: whole, way: [...task.way, 'json'] }, ...attachments]);
      return;
    }
    this.#around(text, task, attachments);
  }

  /** A text that holds documents, or members of one, or neither. */
  #around(text: string, task: Task, attachments: readonly Task[]): void {
    const dumped = fromVarDump(text);
    if (dumped !== null) {
      this.#queue([{ ...task, content: dumped, way: [...task.way, 'var_dump'] }, ...attachments]);
      return;
    }
    const found = documentsIn(text).filter(({ value }) => value !== null);
    const opened = found.length === 0 ? null : openedLiterals(text, found);
    if (opened !== null) {
      this.#queue([{ ...task, content: opened, way: [...task.way, 'escaped'] }, ...attachments]);
      return;
    }
    const inside = found.map(({ value, cut }): Task => ({
      content: value,
      way: [...task.way, 'json'],
      parent: task.parent,
      place: task.place,
      cut,
    }));
    const rows = found.length === 0 ? eventsFromRows(text) : null;
    if (rows !== null) {
      const parent = this.#add({ ...task, text: '', document: null });
      this.#queue(
        rows.map((row) => ({ ...task, content: row, way: [...task.way, 'row'], parent, cut: false })),
      );
      return;
    }
    if (found.length === 0) {
      const bare = unescaped(text);
      if (bare !== null) {
        this.#queue([{ ...task, content: bare, way: [...task.way, 'escaped'] }, ...attachments]);
        return;
      }
      const joined = isMail(text) ? null : joinedAgain(text);
      if (joined !== null && documentsIn(joined).length > 0) {
        this.#queue([{ ...task, content: joined }, ...attachments]);
        return;
      }
    }
    const lined = found.length === 0 && !isMail(text) ? eventsFromLines(text) : null;
    if (lined !== null) {
      const parent = this.#add({ ...task, text: lined.rest, document: null });
      this.#queue([
        ...lined.events.map((event) => ({
          ...task,
          content: event,
          way: [...task.way, 'line'],
          parent,
          cut: false,
        })),
        ...attachments,
      ]);
      return;
    }
    // A member that long in one line, which nothing decodes, was not written to be read.
    const isBlob =
      found.length === 0 && task.parent !== null && text.length > longestMember && !text.includes('\n');
    let rest = isBlob ? text.slice(0, 3000) : text;
    if (found.length > 0) {
      const pieces: string[] = [];
      let from = 0;
      for (const { start, end } of found) {
        pieces.push(text.slice(from, start));
        from = end;
      }
      pieces.push(text.slice(from));
      rest = pieces.join(' ');
    }
    // Of a record whose beginning is cut off, only parts are documents: its members are read from the whole.
    const isBroken = found.length > 0 && found.every(({ value }) => recordOf(value) === null);
    const event = isMail(rest)
      ? null
      : ((isBroken && beginsInside.test(text) ? eventFromPairs(text) : null) ?? eventFromPairs(rest));
    const parent = this.#add({
      way: task.way,
      text: rest,
      document: event,
      parent: task.parent,
      place: task.place,
      // Members in a row, as logfmt and YAML have them, are whole; those of a document that did not parse are what is left of it.
      cut: task.cut || isBlob || (event !== null && /[{[]/u.test(rest)),
    });
    this.#queue([
      ...inside.map((part) => ({ ...part, parent })),
      ...carriedWords(rest, task, parent),
      ...attachments,
    ]);
  }

  #document(content: unknown, task: Task): void {
    const record = recordOf(content);
    if (record !== null) {
      const { way, parent, place, cut } = task;
      this.#add({ way, text: '', document: record, parent, place, cut });
      return;
    }
    const { parts, text, left } =
      typeof content === 'string'
        ? { parts: [{ way: [], value: content, place: task.place }], text: '', left: 0 }
        : opened(content, task.place);
    if (left > 0) this.#unread.add(`${String(left)} values of a long document were not examined.`);
    // A record of somebody's own that names the members of an event by other names.
    const event = text.length <= longestMember ? eventFromPairs(text) : null;
    const document = event ?? content;
    const parent = this.#add({
      way: task.way,
      text,
      document,
      parent: task.parent,
      place: task.place,
      cut: task.cut,
    });
    this.#queue(
      parts.map(({ way, value, place }) => ({
        ...{ content: value, way: [...task.way, ...way], parent, place, cut: task.cut },
      })),
    );
  }
}

/** The text, or the bytes, that a text is a carrier of from its first character to its last; null when it is none. */
function carriedIn(text: string): { way: string; content: unknown } | null {
  if (looksLikeBase64(text)) {
    const bytes = fromBase64(text);
    if (bytes !== null) {
      if (unpacked(bytes.subarray(0, 64)) !== null) return { way: 'base64', content: bytes };
      const readable = readableText(bytes);
      if (readable !== null) return { way: 'base64', content: readable };
    }
  }
  if (text.includes('%') && /%(?:7B|22|0A|5B)/iu.test(text) && !/\s/u.test(text.trim().slice(0, 400))) {
    const decoded = fromPercent(text);
    if (decoded !== null) return { way: 'percent', content: decoded };
  }
  if (text.includes('{""') || (text.includes('""') && /""(?:event|notification|bounce)/iu.test(text)))
    return {
      way: 'cell',
      content: text
        .replaceAll('"{""', '{"')
        .replace(/\}"(?=[,;\t\r\n]|$)/gu, '}')
        .replaceAll('""', '"'),
    };
  if (quotedIn(text) >= 2 && !isMail(text.replace(/\r\n?/gu, '\n')))
    return { way: 'quoted-printable', content: fromQuotedPrintable(text.replace(/\r\n?/gu, '\n')) };
  return null;
}

/**
 * Escapes and soft breaks of quoted-printable. A short line of nothing but base64 ends in its own padding, as the answers of an AUTH
 * LOGIN do.
 */
const quotedIn = (text: string): number =>
  text.includes('=')
    ? (text.match(/=(?:3D|22|20\r?\n)/gu)?.length ?? 0) +
      text.split('\n').filter((line) => /=\r?$/u.test(line) && !/^[\w+/=:> -]{0,69}\r?$/u.test(line)).length
    : 0;

function fromPercent(text: string): string | null {
  const decoded = text
    .trim()
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9a-f]{2}){1,4000}/giu, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    });
  return decoded === text.trim() ? null : decoded;
}

/** One level of backslashes taken out of a JSON text whose quotes have them; null when it is none. */
function unescaped(text: string): string | null {
  if (!text.includes('\\"') || !/[{[,]\s{0,20}\\{1,63}"/u.test(text)) return null;
  return withoutBackslashes(text);
}

const withoutBackslashes = (text: string): string =>
  text.replace(/\\(["\\/nrt])/gu, (_, letter: string) =>
    letter === 'n' || letter === 'r' ? '\n' : letter === 't' ? '\t' : letter,
  );

/**
 * A text in which the strings that hold a document, and stand in no document themselves, have lost one level of backslashes:
 * `body="{\\"Type\\":…}"` of logfmt. Null where there is none. `found` are the documents of the text, in its order.
 */
function openedLiterals(text: string, found: readonly Found[]): string | null {
  if (!text.includes('\\"')) return null;
  const pieces: string[] = [];
  let [from, next] = [0, 0];
  const opening = /[{[]\s{0,20}\\{1,63}"/gu;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    while (next < found.length && (found[next]?.end ?? 0) <= match.index) next += 1;
    const { start, end } = found[next] ?? { start: Infinity, end: 0 };
    if (start < match.index) {
      opening.lastIndex = end;
      continue;
    }
    const close = /[^\\]"/gu;
    close.lastIndex = opening.lastIndex - 1;
    const until = close.exec(text)?.index ?? text.length - 1;
    pieces.push(text.slice(from, match.index), withoutBackslashes(text.slice(match.index, until + 1)));
    from = until + 1;
    opening.lastIndex = from;
  }
  if (pieces.length === 0) return null;
  pieces.push(text.slice(from));
  return pieces.join('');
}

/** The body of a form (WHATWG URL, application/x-www-form-urlencoded), which no address holds: three members at least, one with a blank. */
const form =
  /(?<=^|[\s"'<>])[\w.[\]-]{1,40}=[^\s&"'<>]{0,4000}(?:&[\w.[\]-]{1,40}=[^\s&"'<>]{0,4000}){2,60}/gu;
/** Its members, each in a line of its own. */
const membersOfForm = (body: string): string =>
  body
    .split('&')
    .map((member) => {
      const [name = '', ...value] = member.split('=');
      return `${name}: ${fromPercent(value.join('=')) ?? value.join('=')}`;
    })
    .join('\n');

/** Words of a text that are base64, percent-encoding or a form with another in it. */
function carriedWords(text: string, task: Task, parent: Segment): readonly Task[] {
  const tasks: Task[] = [];
  if (text.length < 48) return tasks;
  for (const [word] of text.matchAll(/[A-Za-z0-9+/_-]{48,65536}={0,2}/gu)) {
    if (tasks.length >= 200) break;
    const content = carriedIn(word)?.content;
    if (content !== undefined)
      tasks.push({ ...task, content, way: [...task.way, 'base64'], parent, cut: false });
  }
  const lower = text.toLowerCase();
  for (let at = lower.indexOf('%7b%22'); at !== -1;) {
    if (tasks.length >= 200) break;
    const word = /^[\w.~!*()+%=&-]{1,65536}/u.exec(text.slice(at, at + 65_536))?.[0] ?? '';
    const content = fromPercent(word);
    if (content !== null) tasks.push({ ...task, content, way: [...task.way, 'percent'], parent, cut: false });
    at = lower.indexOf('%7b%22', at + Math.max(word.length, 1));
  }
  if (text.includes('&'))
    for (const [body] of text.slice(0, 65_536).matchAll(form))
      if (tasks.length < 200 && /=[^&]{0,4000}(?:\+|%20)/u.test(body))
        tasks.push({
          ...task,
          content: membersOfForm(body),
          way: [...task.way, 'form'],
          parent,
          cut: false,
        });
  return tasks;
}

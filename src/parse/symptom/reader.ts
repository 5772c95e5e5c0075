import type { Candidate, Symptom } from '../../symptom.ts';
import { Collector } from './collector.ts';
import { CharsetReader, withoutControls, withoutHtml } from './decode.ts';
import { isEmail, readEmail } from './email.ts';
import { EventCounter } from './event-counter.ts';
import { DocumentScanner, objectOf, parsed } from './json.ts';
import { readDocument } from './documents.ts';
import { isBinary, withoutNoise } from './noise.ts';
import { readText } from './text.ts';

/** A push parser for whatever somebody pasted. Memory is bounded, whatever comes in. */
export interface SymptomReader {
  push: (chunk: Uint8Array) => void;
  end: () => Symptom;
}

/** What the command line knows beside the text. */
export interface SymptomOptions {
  /** `--region`: a reply that names another Region is then about the wrong one. */
  region?: string | null;
}

/** Text lines that are read as one block, so that one line may explain another. */
const blockLines = 2000;
const blockLength = 512 * 1024;
/** A line is cut into pieces of this length. */
const pieceLength = 4000;
/** Text beyond this is not examined: a log that says nothing in so much text will not say it later. */
const mostText = 24 * 1024 * 1024;
/** What a line costs beside its length, in characters. */
const costOfLine = 512;
/** Above so many deliveries the counts are the answer, and single items are not kept. */
const mostEvents = 50;

/** Reads a symptom piece by piece. */
export function createSymptomReader(options: SymptomOptions = {}): SymptomReader {
  const splitter = new Splitter(options.region ?? null);
  const charset = new CharsetReader();
  return {
    push: (chunk) => {
      splitter.push(charset.push(chunk));
    },
    end: () => {
      splitter.push(charset.push(new Uint8Array(0), true));
      return splitter.end(charset.complaint);
    },
  };
}

/** Reads a symptom that is at hand as a whole. */
export function readSymptom(input: string | Uint8Array, options: SymptomOptions = {}): Symptom {
  const reader = createSymptomReader(options);
  reader.push(typeof input === 'string' ? new TextEncoder().encode(input) : input);
  return reader.end();
}

/** Tells JSON documents from lines of text, and hands both on. */
class Splitter {
  readonly #collector = new Collector();
  readonly #counter = new EventCounter();
  readonly #region: string | null;
  #carry = '';
  #scanner: DocumentScanner | null = null;
  #lineGoesOn = false;
  #block: string[] = [];
  #blockLength = 0;
  #textRead = 0;
  #sawText = false;
  /** Broken documents are scanned again line by line, as often as this much text allows. */
  #rescans = 4 * 1024 * 1024;

  constructor(region: string | null) {
    this.#region = region;
  }

  push(text: string): void {
    if (text === '') return;
    this.#read(this.#carry + text);
  }

  end(complaint: string | null): Symptom {
    const rest = this.#carry;
    this.#carry = '';
    if (rest !== '') this.#line(rest);
    this.#giveUpDocument();
    this.#flush();
    if (complaint !== null) this.#collector.unread(complaint);
    if (this.#textRead > mostText)
      this.#collector.unread(
        'Not all of the text was examined: only its beginning, and every event record in it.',
      );
    return this.#symptom();
  }

  #read(text: string): void {
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.#line(text.slice(start, end + 1));
      start = end + 1;
    }
    this.#carry = '';
    let rest = text.slice(start);
    // A line without an end is read in parts, so that the same text is not looked at for its end again and again.
    if (rest.length > 256 * 1024) {
      this.#line(rest);
      rest = '';
    }
    this.#carry = rest;
  }

  /** A line with its end, or a part of a very long one. */
  #line(line: string): void {
    if (this.#scanner !== null) {
      this.#scan(line);
      return;
    }
    if (!this.#lineGoesOn) {
      const trimmed = line.trim();
      const first = trimmed[0];
      if (first === '{' || first === '[') {
        if (first === '{' && trimmed.endsWith('}') && trimmed.length <= 1024 * 1024) {
          const value = parsed(trimmed);
          if (value !== undefined) {
            this.#document(value);
            return;
          }
        }
        if (looksLikeJson(trimmed)) {
          this.#scanner = new DocumentScanner();
          this.#scan(line.trimStart());
          return;
        }
      }
    }
    this.#text(line);
    this.#lineGoesOn = !line.endsWith('\n');
  }

  #scan(piece: string): void {
    let rest = piece;
    while (rest !== '') {
      const scanner = (this.#scanner ??= new DocumentScanner());
      const { end, broken } = scanner.push(rest);
      if (broken) {
        this.#giveUpDocument();
        return;
      }
      if (end === -1) return;
      this.#scanner = null;
      const value = parsed(scanner.text);
      rest = rest.slice(end);
      if (value === undefined) {
        this.#text(scanner.text + rest);
        return;
      }
      this.#document(value);
      const following = rest.replace(/^[\s,]+/u, '');
      if (following === '' || following.startsWith(']')) return;
      if (!following.startsWith('{')) {
        this.#text(following);
        return;
      }
      rest = following;
    }
  }

  /** What was taken for JSON is none, or was cut: it is read as text, and JSON inside it line by line. */
  #giveUpDocument(): void {
    const text = this.#scanner?.text ?? '';
    this.#scanner = null;
    if (text === '') return;
    const [first = '', ...others] = text.split('\n');
    if (/"(?:notificationType|eventType|bounceType|detail-type)"/u.test(text.slice(0, 65_536)))
      this.#collector.unread('A JSON document is cut off or broken; its readable parts were used.');
    this.#salvage(text.slice(0, 65_536));
    this.#text(first);
    for (const line of others) {
      this.#rescans -= line.length;
      const trimmed = line.trim();
      const value =
        this.#rescans > 0 && trimmed.startsWith('{') && trimmed.endsWith('}') ? parsed(trimmed) : undefined;
      if (value === undefined) this.#text(`${line}\n`);
      else this.#document(value);
    }
  }

  /** Fields of a broken event, found by their names. */
  #salvage(text: string): void {
    const plain = text.includes('\\"') ? text.replace(/\\{1,3}"/gu, '"') : text;
    const field = (name: string): string | undefined =>
      new RegExp(`"${name}"\\s{0,3}:\\s{0,3}"((?:[^"\\\\]|\\\\.){0,2000})`, 'u').exec(plain)?.[1];
    const bounceType = field('bounceType');
    const complaint = field('complaintFeedbackType');
    const delay = field('delayType');
    const failure = field('errorMessage');
    const recipient = {
      emailAddress: field('emailAddress') ?? field('destination'),
      status: field('status'),
      diagnosticCode: field('diagnosticCode'),
    };
    const mail = { source: field('source'), messageId: field('messageId'), destination: [] };
    if (bounceType !== undefined)
      this.#document({
        eventType: 'Bounce',
        mail,
        bounce: { bounceType, bounceSubType: field('bounceSubType'), bouncedRecipients: [recipient] },
      });
    else if (complaint !== undefined || /"eventType"\s{0,3}:\s{0,3}"Complaint"/u.test(plain))
      this.#document({
        eventType: 'Complaint',
        mail,
        complaint: { complaintFeedbackType: complaint, complainedRecipients: [recipient] },
      });
    else if (delay !== undefined)
      this.#document({
        eventType: 'DeliveryDelay',
        mail,
        deliveryDelay: { delayType: delay, delayedRecipients: [recipient] },
      });
    else if (failure !== undefined && plain.includes('Rendering Failure'))
      this.#document({
        eventType: 'Rendering Failure',
        mail,
        failure: { errorMessage: failure, templateName: field('templateName') },
      });
    else if (field('diagnosticCode') !== undefined)
      this.#document({
        eventType: 'Bounce',
        mail,
        bounce: { bounceType: '', bouncedRecipients: [recipient] },
      });
  }

  #document(value: unknown): void {
    const texts = readDocument(value, this.#collector, this.#counter);
    for (const text of texts) for (const line of text.split('\n')) this.#text(`${line}\n`);
    if (objectOf(value) !== null) this.#sawText = true;
  }

  #text(line: string): void {
    if (line.trim() !== '') this.#sawText = true;
    this.#textRead += line.length * 4 + costOfLine;
    if (this.#textRead > mostText || isBinary(line)) return;
    const clean = withoutHtml(withoutControls(line)).replace(/[\r\n]+$/u, '');
    const embedded = clean.length < 512 * 1024 ? embeddedDocument(clean) : undefined;
    if (embedded !== undefined) {
      const before = this.#counter.events;
      for (const text of readDocument(embedded, this.#collector, this.#counter)) this.#keep(text);
      if (this.#counter.events > before) return;
    } else if (/bounceType|diagnosticCode|complaintFeedbackType/u.test(clean.slice(0, 65_536))) {
      const before = this.#counter.events;
      this.#salvage(clean.slice(0, 65_536));
      if (this.#counter.events > before) return;
    }
    for (let start = 0; start === 0 || start < clean.length; start += pieceLength)
      this.#keep(clean.slice(start, start + pieceLength + 96));
  }

  #keep(line: string): void {
    this.#block.push(line);
    this.#blockLength += line.length;
    if (this.#block.length >= blockLines || this.#blockLength >= blockLength) this.#flush();
  }

  #flush(): void {
    const block = this.#block;
    this.#block = [];
    this.#blockLength = 0;
    if (block.every((line) => line.trim() === '')) return;
    if (isEmail(block) && readEmail(block, this.#collector, this.#counter)) return;
    readText(withoutNoise(block), this.#collector, this.#region);
  }

  #symptom(): Symptom {
    const collector = this.#collector;
    if (collector.isEmpty) {
      const item = collector.item('text', 'text that nothing recognises');
      collector.add(item, [
        {
          code: 'send/unrecognised',
          quote: this.#sawText ? nothingKnown : 'nothing was pasted',
          weight: 2,
        },
      ]);
    }
    const many = this.#counter.events > mostEvents;
    const summary = many ? this.#counter.summary() : null;
    return {
      candidates: summary === null ? collector.candidates() : perCode(collector.candidates(), summary.byCode),
      items: collector.items,
      unread: collector.unreadParts,
      names: collector.names.names(),
      summary,
    };
  }
}

const nothingKnown = 'no sentence in this text is one that SES, a mail library or a receiver is known to say';

/** With many events each code stands once, the most frequent first. */
function perCode(
  candidates: readonly Candidate[],
  counts: readonly { key: string; count: number; first: string | null; last: string | null }[],
): readonly Candidate[] {
  const result: Candidate[] = [];
  for (const { key, count, first, last } of counts) {
    if (key === 'send/no-failure' && counts.length > 1) continue;
    const sample = candidates.find(({ code }) => code === key);
    result.push({
      code: key,
      subject: null,
      quote: sample?.quote ?? key,
      rank: result.length,
      item: sample?.item ?? 0,
      data: {
        ...sample?.data,
        count: String(count),
        ...(first === null ? {} : { first }),
        ...(last === null ? {} : { last }),
      },
    });
  }
  return result;
}

/** JSON starts with a member, an element or its end. Log lines start `[2026-…` or `[error]`, Node prints `{ Error`. */
const looksLikeJson = (text: string): boolean =>
  /^(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{"\]]|$))/u.test(text.slice(0, 200));

/** A JSON object that stands in a line of a log, or undefined. */
function embeddedDocument(line: string): unknown {
  const start = line.search(/\{\s{0,4}\\{0,3}"/u);
  if (
    start === -1 ||
    !/notificationType|eventType|detail-type|"Records"|"Type"|\\"Type|Insights|bounceType/u.test(line)
  )
    return undefined;
  const raw = line.slice(start);
  for (const text of raw.includes('\\"')
    ? [raw, raw.replaceAll('\\"', '"').replaceAll('\\\\', '\\')]
    : [raw]) {
    const scanner = new DocumentScanner();
    const { end } = scanner.push(text);
    const value = end === -1 ? undefined : parsed(scanner.text);
    if (value !== undefined) return value;
  }
  return undefined;
}

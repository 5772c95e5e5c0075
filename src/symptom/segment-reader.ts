import { noAccounts } from './accounts.ts';
import { besideRecords } from './beside-records.ts';
import type { Collector } from './collector.ts';
import { isEmail, readEmail } from './email.ts';
import { isLetter, toldIn } from './letter.ts';
import { readDeliveryLog } from './delivery-log.ts';
import { readEvent } from './events/event.ts';
import type { EventCounter } from './events/counter.ts';
import { objectOf, textOf, topOf, type Json } from './json.ts';
import { readAdvice } from './judge/advice.ts';
import { readListedDocument } from './judge/listed-state.ts';
import { readInsights } from './message-insights.ts';
import { readTwoSpf } from './judge/two-spf.ts';
import { isBinary, withoutNoise } from './noise.ts';
import { isCatalogue } from './observe/catalogue.ts';
import { isCatalogueOf, isOfRules, isOfScheme, isWatch } from './observe/definition.ts';
import { isLineOfProgram } from './observe/event.ts';
import { isDescription } from './observe/genre.ts';
import { showsExample } from './observe/general.ts';
import { isTemplateOfPage, makesThings } from './observe/only-source.ts';
import { isReference } from './observe/reference.ts';
import { isPassedRun, isTestCode, withoutTests } from './observe/test-code.ts';
import { otherWebhook, reasonIn } from './other-webhook.ts';
import { readRemoteReply } from './remote-reply.ts';
import { plainText } from './reply-rule.ts';
import { isOnlyOfSes } from './speaker.ts';
import { readText } from './text.ts';
import type { Segment, Unwrapped } from './unwrap/segment.ts';

/** Text lines that are read as one block, so that one line may explain another. */
const blockLines = 2000;
/** A line is cut into pieces of this length. */
const pieceLength = 4000;

/** The beginning of JSON that was cut off before it said anything. */
const beginsAsDocument = /^\s{0,40}(?:\[\s{0,40})?\{\s{0,40}(?:"|$)/u;

/** Hands the segments of a text to the reader of their kind: records, mails, lines. */
export class SegmentReader {
  readonly #collector: Collector;
  readonly #counter: EventCounter;
  readonly #region: string | null;
  #lines: string[] = [];
  #isLog = false;

  constructor(collector: Collector, counter: EventCounter, region: string | null) {
    this.#collector = collector;
    this.#counter = counter;
    this.#region = region;
  }

  /** `isLog`: the lines of the text bore the time, which its segments have not. */
  read({ segments, unread }: Unwrapped, isLog = false): void {
    this.#isLog = isLog;
    for (const what of unread) this.#collector.unread(what);
    const [whole] = segments;
    const records = whole?.text.includes('v=spf1') === true ? readTwoSpf(whole.text) : null;
    if (records !== null) {
      this.#collector.add(this.#collector.item('text', 'DNS records'), records);
      return;
    }
    if (
      whole !== undefined &&
      (isOfRules(whole.text) ||
        namesAlone(whole.text) ||
        (segments.length > 1 &&
          (makesThings(whole.text) || isTemplateOfPage(whole.text) || (!isLog && describesAlone(segments)))))
    )
      return;
    if (whole?.document === null && segments.length > 1 && showsExample(whole.text)) return;
    // What is found in the literals of a test did not happen.
    const happened =
      whole !== undefined && isTestCode(whole.text)
        ? [{ ...whole, text: withoutTests(whole.text), document: null }]
        : segments;
    const carriers = this.#records(happened);
    for (const segment of happened)
      if (
        carriers.has(segment) ||
        !(isCatalogueOf(segment.document) || isOfScheme(segment.document) || isOfWatch(segment))
      )
        this.#text(segment, carriers.has(segment));
    this.#flush();
  }

  /** Reads the records, and returns the segments that carried one: what they say beside it is about the carrier. */
  #records(segments: readonly Segment[]): ReadonlySet<Segment> {
    const carriers = new Set<Segment>();
    const foreign = this.#webhooks(segments);
    for (const segment of segments) {
      if (foreign.has(segment)) {
        carriers.add(segment);
        continue;
      }
      const object = objectOf(segment.document);
      if (object === null || !this.#record(object, segment)) {
        if (segment.cut && segment.document !== null) this.#cutOff(segment.document);
        continue;
      }
      for (let above: Segment | null = segment; above !== null && !carriers.has(above); above = above.parent)
        carriers.add(above);
    }
    return carriers;
  }

  /** The records of web hooks of other providers, with all that is in them: each provider is told once. */
  #webhooks(segments: readonly Segment[]): ReadonlySet<Segment> {
    const found = new Set<Segment>();
    const told = new Set<string>();
    for (const segment of segments) {
      const whose = segment.parent !== null && found.has(segment.parent) ? null : otherWebhook(segment);
      if (whose === null && !(segment.parent !== null && found.has(segment.parent))) continue;
      found.add(segment);
      if (whose === null || told.has(whose)) continue;
      told.add(whose);
      const reason = reasonIn(segment);
      const status = /(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/u.exec(reason)?.[0] ?? null;
      const meant = reason === '' ? [] : readRemoteReply({ text: reason, status, recipient: null });
      this.#collector.add(this.#collector.item('event', `Event of ${whose}`), [
        {
          code: 'send/not-sent-by-ses',
          quote: reason === '' ? segment.text.trim().slice(0, 300) : reason,
          data: { whose },
          weight: 2,
        },
        ...meant.slice(0, 1).map((one) => ({ ...one, weight: 2 })),
      ]);
    }
    return found;
  }

  /** A list of records, or the beginning of one: what is cut off may be what failed. */
  #cutOff(document: unknown): void {
    this.#collector.noteForeign(JSON.stringify(topOf(document)).slice(0, 300));
  }

  #record(object: Json, { cut, place }: Pick<Segment, 'cut' | 'place'>): boolean {
    const isRecord =
      readEvent(object, this.#collector, this.#counter, place) ||
      readInsights(object, this.#collector, this.#counter) ||
      this.#confirmation(object) ||
      this.#delivery(object) ||
      this.#listed(object);
    if (isRecord && cut)
      this.#collector.unread('A document is cut off or broken; its readable parts were used.');
    return isRecord;
  }

  /** An answer of the API that lists what state something is in. */
  #listed(object: Json): boolean {
    const readings = readAdvice(object) ?? readListedDocument(object);
    if (readings === null) return false;
    this.#collector.add(this.#collector.item('text', 'an answer of the API'), readings);
    return true;
  }

  /** A topic that asks to be confirmed: nobody receives what it carries yet. */
  #confirmation(object: Json): boolean {
    const type = textOf(object['Type']);
    if (type !== 'SubscriptionConfirmation' && type !== 'UnsubscribeConfirmation') return false;
    const topic = textOf(object['TopicArn']) ?? '';
    this.#collector.add(this.#collector.item('notification', `SNS ${type}`), [
      {
        code: 'events/no-subscriber',
        subject: topic === '' ? null : topic,
        quote: `"Type": "${type}" ${topic}`,
        data: { topic },
        weight: 0,
      },
    ]);
    return true;
  }

  /** The log of a topic about what a subscriber answered. */
  #delivery(object: Json): boolean {
    const readings = readDeliveryLog(object);
    if (readings === null) return false;
    if (readings.length > 0)
      this.#collector.add(this.#collector.item('log', 'Delivery log of a topic'), readings);
    return true;
  }

  #text({ text, document, parent }: Segment, isCarrier: boolean): void {
    if (isCarrier && document !== null) {
      const { texts, foreign } = besideRecords(document);
      // A record is told of with the document around it, too.
      for (const beside of texts)
        for (const line of beside.split('\n')) if (!this.#lines.includes(line)) this.#lines.push(line);
      for (const one of foreign) this.#collector.noteForeign(one);
    }
    if (text.trim() === '' || (isCarrier && (document !== null || parent !== null))) return;
    if (document === null && beginsAsDocument.test(text))
      this.#collector.noteForeign(text.trim().slice(0, 300));
    const lines = text.split('\n').filter((line) => !isBinary(line));
    if (document === null && isEmail(lines)) {
      this.#flush();
      if (isCarrier || readEmail(lines, this.#collector, this.#counter)) {
        this.#lines.push(...ownWordsBeside(lines));
        return;
      }
    }
    if (document === null && (isLetter(lines) || (!this.#isLog && describes(lines)))) return;
    for (const line of document === null ? toldIn(lines) : lines) {
      for (let start = 0; start === 0 || start < line.length; start += pieceLength)
        this.#lines.push(line.slice(start, start + pieceLength + 96));
      if (this.#lines.length >= blockLines) this.#flush();
    }
  }

  #flush(): void {
    const lines = this.#lines;
    this.#lines = [];
    this.#collector.speakOf(noAccounts);
    if (lines.some((line) => line.trim() !== ''))
      readText(withoutNoise(lines), this.#collector, this.#region, this.#isLog);
  }
}

/** Whether a segment defines what is watched, or stands in what does. */
function isOfWatch(segment: Segment): boolean {
  for (let one: Segment | null = segment; one !== null; one = one.parent)
    if (isWatch(one.document)) return true;
  return false;
}

/** Whether a text is no record, and source code or a page that names failures: what it was taken apart to is nobody's. */
function namesAlone(text: string): boolean {
  if (/^\s{0,40}(?:[{[]|$)/u.test(text)) return false;
  const lines = text.split('\n');
  return isCatalogue(lines) || isReference(lines) || isPassedRun(text);
}

/** Whether a text describes failures: none of them has come. A page that lists what something is in is read for that. */
const describes = (lines: readonly string[]): boolean => !isLineOfProgram(lines) && isDescription(lines);

/** The same of a text and of what it was taken apart to, where no record is among that. */
const describesAlone = (segments: readonly Segment[]): boolean =>
  segments.every(({ document }) => document === null) && describes(segments[0]?.text.split('\n') ?? []);

/**
 * What SES itself answered, in the lines around the fields of a report: that is another failure, for a report tells of mail that it
 * took. A whole mail tells of one message, and what is quoted in it is of that one.
 */
function ownWordsBeside(lines: readonly string[]): readonly string[] {
  if (lines.length > 400 || lines.some((line) => /^(?:From|Received|MIME-Version|Subject):/iu.test(line)))
    return [];
  const isField = (line: string): boolean => /^[A-Za-z][\w-]{1,60}\s{0,2}:|^\s/u.test(line);
  const fields = lines.filter(isField);
  // A line that a field of the report repeats is of the same failure.
  const isRepeated = (line: string): boolean => {
    const reply = /(?<![\d.])[45]\d\d[ -](.{12,60})/u.exec(line)?.[1];
    return reply !== undefined && fields.some((field) => field.includes(reply));
  };
  return lines.filter((line) => !isField(line) && isOnlyOfSes(plainText(line)) && !isRepeated(line));
}

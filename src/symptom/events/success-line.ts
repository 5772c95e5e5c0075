import type { NameCollector } from '../names.ts';

/** How the records of what went well begin as SES writes them (event-publishing-retrieving-firehose-examples). */
const beginnings = [
  ...['Delivery', 'Send', 'Open', 'Click'].map((kind) => ({ member: 'eventType', kind })),
  { member: 'notificationType', kind: 'Delivery' },
].map(({ member, kind }) => ({
  start: `{"${member}":"${kind}","mail":{"timestamp":"`,
  /** The member that tells of it, behind that of the message. */
  part: `},"${kind.toLowerCase()}":{`,
  isDelivery: kind === 'Delivery',
}));
/** Stands where another record would begin. Looked for as it is: a pattern takes three times as long to go through a line. */
const ofAnotherRecord = 'Type":';
/** As SES writes times: always of this length. */
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;
const timeLength = 24;
const mostSources = 1000;

/**
 * Reads the time of a record that says that something went well, without parsing the rest: nine of ten records of a
 * file of events are such, and nothing more of them is counted. What is not exactly as SES writes it, or names what is
 * not known yet, is left to the parser.
 */
export class SuccessLine {
  readonly #sources = new Set<string>();
  /** The sender that was found last, with the quote that ends it: files of one sender name it again and again. */
  #last = '"';

  /** Learns the sender of a record that was read in full. */
  read(line: string): void {
    const source = sourceOf(line);
    if (source !== null && this.#sources.size < mostSources) this.#sources.add(source);
  }

  /** Whether a record as SES writes it adds no name to those that are known. */
  knowsNames(line: string, names: NameCollector): boolean {
    if (!names.isFull('recipients') || !names.isFull('messageIds') || names.region === null) return false;
    if (!names.isFull('ips') && line.includes('"ses:outgoing-ip"')) return false;
    if (names.configurationSet === null && line.includes('"ses:configuration-set"')) return false;
    if (names.tenant === null && line.includes('"ses:tenant-name"')) return false;
    const start = line.indexOf(sourceStart);
    if (start === -1) return false;
    if (this.#last !== '"' && line.startsWith(this.#last, start + sourceStart.length)) return true;
    const source = sourceOf(line);
    if (source === null) return false;
    if (!this.#sources.has(source)) return names.isFull('senders');
    this.#last = `${source}"`;
    return true;
  }

  /** When it happened, as `timeOf` of event-mail.ts; null when the line is to be parsed. */
  timeOf(line: string, names: NameCollector): string | null {
    const beginning = beginnings.find(({ start }) => line.startsWith(start));
    if (beginning === undefined || !line.endsWith('}}') || !this.knowsNames(line, names)) return null;
    if (line.includes(ofAnotherRecord, beginning.start.length)) return null;
    const part = line.indexOf(beginning.part, beginning.start.length);
    if (part === -1 || saysMore(line, part + beginning.part.length)) return null;
    if (!beginning.isDelivery) return timeAt(line, beginning.start.length);
    const delivery = line.startsWith(deliveryStart, part + 2) ? part + 2 : line.indexOf(deliveryStart, part);
    return delivery === -1 ? null : timeAt(line, delivery + deliveryStart.length);
  }
}

const deliveryStart = '"delivery":{"timestamp":"';
const sourceStart = '"source":"';

const answerStart = '"smtpResponse":"';
/**
 * Whether the member that begins there tells of more than a success: an answer of the receiver that accepts nothing (RFC 5321
 * 4.2.1), or one more member of the record behind it.
 */
function saysMore(line: string, part: number): boolean {
  const answer = line.indexOf(answerStart, part);
  return (answer !== -1 && line[answer + answerStart.length] !== '2') || line.includes('},"', part);
}

/** The sender as it is written; null where it is escaped, or missing. Quotes inside of strings are always escaped. */
function sourceOf(line: string): string | null {
  const start = line.indexOf(sourceStart);
  if (start === -1) return null;
  const source = line.slice(start + sourceStart.length, line.indexOf('"', start + sourceStart.length));
  return source.includes('\\') ? null : source;
}

function timeAt(line: string, start: number): string | null {
  const found = line.slice(start, start + timeLength);
  return line[start + timeLength] === '"' && time.test(found) ? found : null;
}

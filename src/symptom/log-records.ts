/** The beginning of a record: a program with its process, a level, a time. The time that stands before most lines is gone by now. */
const begins =
  /^(?:[\w./-]{1,60}\[\d{1,10}\]: |[\w./-]{1,60}: [0-9A-F]{6,20}: |\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL)\b|\[?\d{4}-\d\d-\d\d[T ]|\[?\d\d:\d\d:\d\d\b|[A-Z][a-z]{2} [ \d]\d \d\d:|(?:time|ts|level)=)/u;

/**
 * The message that a server works on, by its queue id: of Postfix (RFC 3164 tag, then letters and digits), and of Exim
 * (three groups).
 */
const queueId =
  /^(?:[\w./-]{1,60}(?:\[\d{1,10}\])?: |\d{4}-\d\d-\d\d \d\d:\d\d:\d\d )?(?:([0-9A-F]{3,20}|[0-9A-Za-z]{10,20}):|([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}) )/u;

const recipient = /\bto=<([^<>\s]{3,254})>/u;

/**
 * The records of a log: what stands in different ones are different failures, unless they are about one message to one
 * recipient. Lines that begin no record go on with the one above: a stack trace tells of one failure.
 */
export class LogRecords {
  readonly #lines: readonly string[];

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** A name for what the line at a place tells of; the same for all lines of a text that is no log. */
  placeOf(at: number): string {
    if (this.#lines.length === 1) return '';
    for (let above = at; above >= Math.max(0, at - furthest); above -= 1) {
      const line = this.#lines[above] ?? '';
      const [, short, long] = queueId.exec(line) ?? [];
      const message = short ?? long;
      if (message !== undefined) return `${message} ${recipient.exec(line)?.[1] ?? ''}`;
      if (begins.test(line)) return String(above);
    }
    return '';
  }
}

/** A stack trace is shorter. */
const furthest = 200;

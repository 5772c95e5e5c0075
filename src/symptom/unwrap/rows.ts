import { lettersOf } from './segment.ts';
import { eventFromFields } from './pairs.ts';
import { mentions } from '../mentions.ts';

const columns: ReadonlySet<string> = new Set(
  'event eventtype notificationtype bouncetype bouncesubtype complaintfeedbacktype delaytype diagnosticcode'.split(
    ' ',
  ),
);

const mostRows = 5000;

/** Types of events that tell of a failure by themselves (event-publishing-retrieving-sns-contents), by their letters. */
const failures: Readonly<Record<string, (recipient: Fields) => Fields>> = {
  bounce: (recipient) => ({
    eventType: 'Bounce',
    bounce: { bounceType: '', bouncedRecipients: [{ ...recipient, action: 'failed' }] },
  }),
  complaint: (recipient) => ({ eventType: 'Complaint', complaint: { complainedRecipients: [recipient] } }),
  reject: () => ({ eventType: 'Reject', reject: { reason: 'Bad content' } }),
  renderingfailure: () => ({ eventType: 'Rendering Failure', failure: { errorMessage: '' } }),
};

type Fields = Readonly<Record<string, unknown>>;

/** Heads of a column that says how many there were. */
const counting = ['count', 'counts', 'n', 'num', 'cnt', 'total', 'events', 'number', 'countstar', 'c'];

/** Heads of columns that say nothing of why. */
const addressed = ['emailaddress', 'recipient', 'recipients', 'rcpt', 'destination', 'to', 'email'];
const sayNothing: ReadonlySet<string> = new Set([
  ...counting,
  ...addressed,
  ...'event eventtype notificationtype messageid id timestamp time date source from sender subject'.split(
    ' ',
  ),
]);

/** An event that a row names by its type alone; null for any other row, and where it counts none. */
function eventOfType(fields: ReadonlyMap<string, string>): Fields | null {
  const type = fields.get('eventtype') ?? fields.get('event') ?? fields.get('notificationtype') ?? '';
  const make = failures[lettersOf(type)];
  const isTold = /^(?:bounce|renderingfailure)$/u.test(lettersOf(type));
  // What else stands in the row of one says why, and is read as a line.
  if (isTold && [...fields.keys()].some((key) => !sayNothing.has(key))) return null;
  if (make === undefined || counting.some((name) => /^0*$/u.test(fields.get(name) ?? '1'))) return null;
  const address = addressed.map((name) => fields.get(name)).find((value) => value?.includes('@') === true);
  return {
    ...make(address === undefined ? {} : { emailAddress: address }),
    mail: { messageId: fields.get('messageid') ?? '', destination: [] },
  };
}

/**
 * The events of a table with a head: CSV with commas or semicolons, tabs, columns between bars. Null when no column is one of a
 * bounce, a complaint or a delay.
 */
export function eventsFromRows(text: string): readonly Readonly<Record<string, unknown>>[] | null {
  const head = text.slice(0, 8192);
  if (
    !mentions(head, 'type', 'diagnostic', 'event') ||
    !/(?:event|notification|bounce|delay|feedback)[ _-]?(?:sub[ _-]?)?type|diagnostic|(?:^|[|,;\t"])\s{0,40}event\s{0,40}(?:[|,;\t"]|$)/imu.test(
      head,
    )
  )
    return null;
  const lines = text.split('\n').filter((line) => /[\w@]/u.test(line));
  const titles = lines.slice(0, 5).findIndex((line) => separatorOf(line) !== null);
  const line = lines[titles];
  if (line === undefined) return null;
  const separator = separatorOf(line) ?? ',';
  const keys = cellsOf(line, separator).map(lettersOf);
  const events = lines.slice(titles + 1, titles + 1 + mostRows).flatMap((row) => {
    const cells = cellsOf(row, separator);
    if (cells.length < 2) return [];
    const fields = new Map<string, string>();
    for (const [at, key] of keys.entries()) {
      const value = cells[at]?.trim() ?? '';
      if (value !== '' && value !== '-' && !fields.has(key)) fields.set(key, value);
    }
    const event = eventFromFields(fields) ?? eventOfType(fields);
    return event === null ? [] : [event];
  });
  return events.length === 0 ? null : events;
}

/** What stands between the columns of a head that names a column of SES, or null. */
function separatorOf(line: string): string | null {
  if (line.length > 8192) return null;
  for (const separator of ['\t', '|', ';', ',']) {
    const cells = cellsOf(line, separator).map(lettersOf);
    if (cells.length >= 2 && cells.some((cell) => columns.has(cell)) && !/[{}=]|: /u.test(line))
      return separator;
  }
  return null;
}

/** Cells of a row (RFC 4180): in quotes, a doubled quote is one. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  const row = separator === '|' ? line.trim().replace(/^\|/u, '').replace(/\|$/u, '') : line;
  for (let at = 0; at < row.length && cells.length < 500; at += 1) {
    const sign = row[at] ?? '';
    if (sign === '"' && quoted && row[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"' && (quoted || cell.trim() === '')) quoted = !quoted;
    else if (sign === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += sign;
  }
  cells.push(cell.trim());
  return cells;
}

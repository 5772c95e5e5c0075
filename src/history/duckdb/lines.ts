import { literal } from '../reply-key.ts';
import type { FileKind } from './file-kind.ts';
import { shapeOf, type Form } from './form.ts';
import { duckType, eventShape, jsonShape } from './shape.ts';

/** A longer line is no record of SES; the reader of pieces deals with it. */
const longestLine = 4 * 1024 * 1024;

/** Whether an event has what makes it one: a type, and the message it is about. */
const isEvent = (event: string): string =>
  `coalesce(coalesce(${event}.mail.messageId, ${event}.mail.timestamp) IS NOT NULL
    AND coalesce(${event}.eventType, ${event}.notificationType) IS NOT NULL, false)`;
const noticed = `(r.TopicArn IS NOT NULL OR r.Type = 'Notification')
  AND ${isEvent(`try(from_json(r.Message, ${literal(JSON.stringify(jsonShape(eventShape)))}))`)}`;

/** Whether a line, read as `r`, is a record of its form: then the engine has read it. */
export const isRecord: Readonly<Record<Form, string>> = {
  record: isEvent('r'),
  detail: isEvent('r.detail'),
  notice: noticed,
  mixed: `(r.mail IS NOT NULL AND ${isEvent('r')} OR r.mail IS NULL AND r.detail IS NOT NULL AND ${isEvent('r.detail')}
    OR r.mail IS NULL AND r.detail IS NULL AND ${noticed})`,
};

const compression = { none: 'uncompressed', gzip: 'gzip', zstd: 'zstd' } as const;
const packed = ({ packing }: FileKind): string => compression[packing === 'parquet' ? 'none' : packing];

/** A relation with the columns of a form; a line that is no JSON is a row of NULLs. */
export const linesAsRecords = (kinds: readonly FileKind[], form: Form): string =>
  records(kinds, form, "format = 'newline_delimited', ignore_errors = true");

/** The same of a file whose records stand behind each other without line breaks; it cannot be read when one is broken. */
export const runOnRecords = (kind: FileKind, form: Form): string =>
  records([kind], form, "format = 'unstructured'");

function records(kinds: readonly FileKind[], form: Form, how: string): string {
  const [first] = kinds;
  const columns = Object.entries(shapeOf(form)).map(
    ([name, shape]) => `"${name}": ${literal(duckType(shape))}`,
  );
  return `read_json([${kinds.map(({ path }) => literal(escapedGlob(path))).join(', ')}], columns = {${columns.join(', ')}},
    ${how}, compression = ${literal(first === undefined ? 'none' : packed(first))}, maximum_object_size = ${longestLine})`;
}

/** The engine's own would be 16 lines of the longest kind. */
const buffered = 32 * 1024 * 1024;

/** The lines of a file as text, none of more bytes than `longest`. No line of JSON holds the character U+0001. */
export const linesOf = (kind: FileKind, longest = longestLine): string =>
  `read_csv(${literal(escapedGlob(kind.path))}, columns = {'line': 'VARCHAR'}, delim = '\u0001', quote = '', escape = '', header = false,
    auto_detect = false, max_line_size = ${longest}, buffer_size = ${Math.max(longest + 1, buffered)}, compression = ${literal(packed(kind))})`;

/** The engine takes these characters of a path for a pattern. */
const escapedGlob = (path: string): string => path.replaceAll(/[[*?]/g, '[$&]');

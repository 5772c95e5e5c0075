import { mentions } from '../mentions.ts';

/** How a statement of SQL begins, and what it holds (ISO/IEC 9075). */
const sql =
  /^\W{0,3}(?:select\s[^]{1,4000}?\sfrom\s|insert\s{1,4}into\s|update\s{1,4}[\w."]{1,80}\s{1,4}set\s|delete\s{1,4}from\s|create\s{1,4}(?:or\s{1,4}replace\s{1,4})?(?:external\s{1,4}|temp(?:orary)?\s{1,4})?(?:table|view|index)\s|alter\s{1,4}(?:table|type)\s|create\s{1,4}type\s|comment\s{1,4}on\s|with\s{1,4}\w{1,60}\s{1,4}as\s{0,4}\()/iu;
/** CloudWatch Logs Insights: a command, then others behind bars. */
const insights =
  /^\s{0,8}(?:fields|filter|stats|parse)\s[^\n]{1,2000}(?:\n\s{0,8}\|?\s{0,4}(?:fields|filter|stats|parse|sort|limit|display|dedup)\s[^\n]{1,2000}){1,40}\s*$/u;

/** A row that is put in with its time: it holds what was logged then. */
const row = /^\W{0,3}insert\s[^]{1,2000}\svalues\s{0,4}\([^]{0,2000}\d{4}-\d\d-\d\d[T ]\d\d:/iu;

/** Whether a text is nothing but a query of a data base or of logs: what it looks for was not found yet. */
export function isQuery(text: string): boolean {
  if (
    text.length > 8000 ||
    !mentions(
      text,
      'select',
      'insert',
      'update',
      'delete',
      'create',
      'alter',
      'comment',
      'with ',
      'fields ',
      'filter ',
      'stats ',
      'parse ',
    )
  )
    return false;
  if (insights.test(text)) return true;
  if (!sql.test(text) || row.test(text)) return false;
  // What stands below the statement is its result.
  const end = text.lastIndexOf(';');
  return end === -1 ? !/\n\s{0,4}[|+]/u.test(text) : text.slice(end + 1).trim() === '';
}

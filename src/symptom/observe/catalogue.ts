import { mentions } from '../mentions.ts';
import { kindsIn } from './kinds.ts';
import { isStatement } from './told-by-nobody.ts';

/**
 * Source code and schemas that name failures: an enumeration, a table of messages, a function that tells one from the other, the cases
 * of a test. Who has a failure has one of them, and no program in which it stands beside the others.
 */

/** What only a definition begins with: an enumeration, a class, a schema, a function, a table of a data base. */
const defines =
  /^\s{0,40}(?:(?:export|default|public|private|protected|internal|pub(?:\(\w{1,10}\))?|static|final|abstract|sealed|data|async|declare|readonly|inline|open)\s){0,4}(?:enum|interface|class|struct|trait|record|namespace|oneof|message|service|def|defp|defmodule|fn|func|fun|function|sub|type|const|val|let|var|object|package|syntax|CREATE (?:TABLE|TYPE))\b(?!\s?[:.])|^\s{0,40}["']?(?:schemas|components|properties|definitions|openapi|swagger|\$schema|enum|examples|oneOf|parameters|responses|match|rules|patterns|cases|constants)["']?\s?:|^\s{0,20}(?:\$?[A-Z][A-Z_]{2,40}|\w{2,40})\s?(?::\s?[\w[\], ]{1,40})?=\s?(?:\w{1,30}\()?[[{(]\s{0,3}$|^\s{0,8}(?:case "?\$?\w{1,20}"? in|#!\/)/u;
/** How lines of source code end or begin, in whatever language. */
const ofCode =
  /[{}()[\];,]\s{0,3}(?:\/\/.{0,200}|#.{0,200})?$|^\s{0,60}(?:\/\/|\/\*|\*|#|--|@\w|[)}\]"'`]|\.\w{1,40}\(|\w[\w.\-$]{0,60}["']?\]?\s{0,12}(?:=>|:=|=|:)(?=\s|$)|-\s["'\w]|when |case |esac|done|fi$|end$|else|return|default)/u;
/** What a run leaves behind, and what somebody wrote down who has the failure. */
const ofRun =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d|(?<![\d:])\d\d:\d\d:\d\d|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\b01[\da-f]{10,14}-|\bTraceback \(|\bAn error occurred \(|\bsaid: |\bstatus=\w|\brequest ?id\b\W{0,3}[\da-f]{4}|^\s{0,8}[$>%\u276f]\s|^\s{0,12}at [\w.$<>]{3,80}\s?\(|\bFile ".{1,200}", line \d|^\s{0,4}(?:FAIL|FAILED|E {2,}|Error:|error:|\u2715|\u00d7|not ok)\b|\barn:aws:\w|\}\s[1-9]\d{0,12}\s{0,3}$/imu;

const [mostLines, longest, mostKinds] = [200, 12_000, 2];

/** Whether a text is source code or a schema that names several failures and has none. Lines that are blank are none. */
export function isCatalogue(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length < 4 || filled.length > mostLines) return false;
  const text = filled.join('\n');
  if (text.length > longest || !mentions(text, '{', ':', ';', '=', '(')) return false;
  if (!filled.some((line) => defines.test(line)) || ofRun.test(text)) return false;
  const code = filled.filter((line) => ofCode.test(line) || isStatement(line)).length;
  return code * 5 >= filled.length * 4 && kindsIn(text) >= mostKinds;
}

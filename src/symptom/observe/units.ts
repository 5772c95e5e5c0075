import { once } from '../../model/once.ts';
import { moodsOf } from './moods.ts';

/** A sentence, or an item of a list, with the line that it stands in. */
export interface Unit {
  raw: string;
  /** In lower case, with plain quotes. */
  plain: string;
  moods: readonly number[];
  /** It is the title of what follows. */
  isTitle: boolean;
  /** It is an item of a list. */
  isItem: boolean;
  /** Its line begins with what it is for: a question, an example. */
  isLabelled: boolean;
  line: number;
}

/** A mark of chats before what somebody says: the time, who it is. */
const saidBy = /^\s{0,8}(?:\[?\d{1,2}:\d\d(?: ?[ap]m)?\]?\s{1,3})?(?:<@?\w{1,20}>\s|[a-z]\w{0,20}:\s)?/u;
const bullet =
  /^\s{0,12}(?:(?:[-*\u2022\u25aa+]\s{1,3})?\[[ xX]\]|v?\d{1,3}\.\d{1,3}\.\d{1,3} \(?\d{4}-\d\d-\d\d\)?:?|[A-Z]{2,8}-\d{1,6}:?|[-*\u2022\u25aa+]|\d{1,2}(?:[.)]|\.\d{1,2}[.)]?)|[A-Da-d][.)])\s{1,4}/u;
/** What stands before a sentence and is none of it: a version with its day, whose turn it is. */
const version =
  /^[A-Z]{2,8}-\d{1,6}:? |^(?:[QAF]\d{0,2}|Question|Answer|Frage|Antwort): |^v?\d{1,3}\.\d{1,3}\.\d{1,3} \d{4}-\d\d-\d\d /u;
const numbered = /^\d{1,2}\)\s{1,4}/u;
const label =
  /^\W{0,4}(?:[a-z]\w{1,12} ){0,2}(?:question|quiz|exercise|test plan|agenda|checklist|roadmap|policy|rules?|guidelines?|richtlinien?|beispiel|\u00fcbung|exemple|exercice|ejemplo|ejercicio|esempio|esercizio|voorbeeld|oefening|exemplo|exerc\u00edcio|scenario|example|case study|lab \d{1,2}|proposal|tip|hint|freelance gig|vacancy|about you|requirements|learning goals|incident classes)\b\s?\d{0,3}\s?:/iu;
const underline = /^\s{0,4}(?:={4,}|-{4,}|~{4,}|\^{4,})\s{0,4}$/u;
const title =
  /^\s{0,4}(?:#{1,6} (?![=-]>)\S|={1,4} \S.{1,80} ={1,4}\s{0,3}$|(?:chapter|section|lesson|unit|module|table|figure|appendix|exercise|slide|clause|annex) [\dA-Z]{1,3}(?:\s?[:.–—-]|\s{0,3}$))/iu;

/** The first line of a table that explains the names in it. */
const headOfTable =
  /(?:\||^\s{0,4})\s{0,8}(?:meaning|when|query|description|cause|explanation|what (?:it means|to do)|thrown when|action)\b[^.]{0,40}$/iu;

/** The same in columns that blanks set apart. */
const headOfColumns =
  /^\s{0,8}\S.{0,60}?\s{2,40}(?:.{0,60}\s{2,40})?(?:meaning|examples?|action|description|cause|explanation|what (?:it means|to do|we do))(?:\s{2,40}.{0,60})?\s{0,3}$/iu;

/** The head of a table of what happened, with its hour or its level: a description in it is of one event. */
const headOfLog =
  /(?<![a-z])(?:log_?(?:id|date|time)|(?:\w{1,20}_)?(?:date|time|datetime|timestamp)|level|severity|pid)(?![a-z])/iu;

/** Sentences of a line; what stands in quotes or brackets stays in one. */
function sentencesOf(line: string): readonly string[] {
  const found: string[] = [];
  for (const part of line.split(
    line.split('; ').length > 2
      ? /(?<=[.!?;]["')*\]]{0,3})\s{1,4}(?=[^\s–—-])|(?<=[\u3002\uff01\uff1f])(?=.)/u
      : /(?<=[.!?]["')*\]]{0,3})(?<!\b(?:e\.g|i\.e|etc|vs|ca|z\.B)\.)\s{1,4}(?=[^\s–—-])|(?<=[\u3002\uff01\uff1f])(?=.)/u,
  )) {
    const last = found.at(-1);
    if (last !== undefined && isOpen(last)) found[found.length - 1] = `${last} ${part}`;
    else found.push(part);
  }
  return found;
}
const isOpen = (text: string): boolean =>
  (text.match(/"/gu)?.length ?? 0) % 2 === 1 ||
  (text.match(/\(/gu)?.length ?? 0) > (text.match(/\)/gu)?.length ?? 0);

/** The sentences of a text, titles and items of lists among them. */
export function unitsOf(lines: readonly string[]): readonly Unit[] {
  const units: Unit[] = [];
  let isInTable = false;
  let isInColumns = false;
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') isInColumns = false;
    if (line.trim() === '' || underline.test(line)) continue;
    isInTable = line.includes('|') && (isInTable || (headOfTable.test(line) && !headOfLog.test(line)));
    isInColumns = isInColumns || (headOfColumns.test(line) && !headOfLog.test(line));
    const isTitle = isInTable || isInColumns || title.test(line) || underline.test(lines[at + 1] ?? '');
    const text = line.replace(saidBy, '');
    for (const sentence of sentencesOf(text.replace(bullet, ''))) {
      const raw = sentence.replace(numbered, '').replace(version, '');
      if (!/\p{L}{2}/u.test(raw)) continue;
      const plain = raw
        .toLowerCase()
        .replace(/[\u2018\u2019]/gu, "'")
        .replace(/[\u201c\u201d]/gu, '"');
      // Most texts are one line of a program, which no mood is asked of: its patterns take long to compile.
      const moods = once(() => moodsOf(plain));
      units.push({
        raw,
        plain,
        get moods() {
          return moods();
        },
        isTitle,
        isItem: bullet.test(text) || raw !== sentence,
        isLabelled: label.test(text),
        line: at,
      });
    }
  }
  return units;
}

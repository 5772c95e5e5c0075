import { mentions } from '../mentions.ts';
import { explainsTerms } from '../unwrap/html.ts';

/**
 * Forms of texts that name failures one after the other, and tell of none: what each sign means, the heads of columns, the entries of
 * a change log, a card for whoever is on call, constants of a program, healthy lines of a log.
 */

/** A time, a reply with its enhanced status, an error of a program, an id, an address: one line of a legend that holds one is none. */
const ofRun =
  /\d\d:\d\d|\b01[\da-f]{8,14}-|[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\w(?:Error|Exception)\b\s?[:(]|\b(?:status|relay|dsn|said)\s?[=:]|\barn:aws|(?<![\w-])(?:i|we|my|our)(?![\w-])/iu;

/** `Greylisting \u2013 a server answers 451`, `yellow   soft bounce`, `3 = throttled`. */
const entry =
  /^\s{0,8}(?:[-*\u2022]\s)?(?:\*\*|`)?[\p{L}\d][\p{L}\d ./()"-]{0,40}?(?:\*\*|`)?(?:\s[\u2013\u2014]\s|\s=\s|\s{2,20}|\t)(?=\p{Ll})[^=]{8,300}$/u;
/** The same within a line, three of them at least. */
const pairs = /(?:^|[,;:(]\s?)[\w-]{1,20} = \p{L}[^=,;()]{1,60}(?:\([^()]{1,80}\))?(?=[,;.)]|$)/gu;
const title = /^[^.:;]{2,80}:?\s{0,3}$/u;

/** `Throttling: SES answers with an error because ...`: a term and a sentence of what it is. */
const defined =
  /^\s{0,8}(?:[-*\u2022]\s)?(?:\*\*|`)?(\p{L}[\p{L} /-]{2,30}?)(?:\*\*|`)?:(?:\*\*)?\s(?=\p{L})(?:\S{1,40}\s){4,60}\S{1,40}$/u;
/** What programs, people and records put before a colon; the others are terms. */
const ofSpeaker =
  /^(?:.{0,20}\b)?(?:error|warning|fatal|info|reason|status|message|details?|response|reply|result|output|subject|from|to|cc|date|answer|question|problem|issue|symptoms?|actual|expected|steps?|environment|update|edit|note|hello|hi|caused by|exception|host|server|user|client|me|us|they|ses|aws|amazon|gmail|outlook|yahoo|support|customer|log|fehler|meldung|erreur)$/iu;
const isGlossary = (lines: readonly string[]): boolean => {
  const terms = lines.map((line) => defined.exec(line)?.[1] ?? '');
  return (
    lines.length > 2 &&
    terms.every((term) => term !== '' && !ofSpeaker.test(term)) &&
    new Set(terms).size === terms.length
  );
};

/** Replies one after the other in a sentence, each with what it stands for. */
const listed =
  /(?:[,;:(\u2013]\s?|\b(?:and|or|und|oder|et|ou|y|o|e)\s)([45]\d\d)\s(?![A-Z]|ms\b|s\b|[kmg]b\b)\p{Ll}/gu;
const listsReplies = (lines: readonly string[]): boolean =>
  lines.length <= 3 &&
  lines.some(
    (line) =>
      !/^\W{0,4}[45]\d\d/u.test(line) &&
      new Set([...line.matchAll(listed)].map(([, code]) => code)).size >= 3,
  );

/** `Version 3.2 adds: ...`, `Release 4.18 (May 2026)` */
const release =
  /^\W{0,6}(?:(?:breaking )?changes|what's new|new|fixed|added|removed) in v?\d|^\W{0,6}(?:[\w@/.-]{1,40} )?(?:version|release|v)\s?\d{1,4}(?:\.\d{1,4}){1,3}\b\s{0,3}(?:\([^()]{3,30}\)|adds?\b|brings?\b|fixes\b|contains\b|introduces\b|comes with\b|is out\b|[\u2013\u2014-]\s)/iu;

/** Numbers in brackets, each before what it stands for. */
const numbered = /(?:^|\s)\(?\d{1,2}\)\s\p{L}[^()\n]{2,60}(?=\s\(?\d{1,2}\)|$)/gu;
/** The same with a stop behind each number, and few words. */
const items = /(?:^|\s)\d{1,2}\.\s\p{L}[^,;\n]{2,28}(?:[,;]|$)/gu;
const isNumberedLine = (lines: readonly string[]): boolean =>
  lines.length === 1 && [numbered, items].some((form) => ((lines[0] ?? '').match(form)?.length ?? 0) > 2);

/** Pictures, each before what it stands for. */
const pictured = /\p{Extended_Pictographic}\ufe0f?\s?\p{L}[\p{L} ]{2,60}/gu;
const isOfPictures = (text: string): boolean => new Set(text.match(pictured)).size > 2;

/** A card in one line: `who: … → first step: … → never: …` */
const arrows = /(?:\u2192|->|=>)\s(?:\p{L}{2,20} ){0,2}\p{L}{2,20}:\s/gu;
const isCardInLine = (line: string): boolean => (line.match(arrows)?.length ?? 0) > 1;

/** Settings in XML: no element holds a sentence. */
const isXmlSettings = (text: string): boolean =>
  text.trimStart().startsWith('<') &&
  mentions(text, '</') &&
  !/>[^<>]{1,200}\s[^<>]{1,200}</u.test(text) &&
  /^(?:\s{0,40}<[^<>]{1,300}>[^<>\s]{0,120}){3,400}\s{0,40}$/u.test(text);

/** Signs of a picture, each before a word that it stands for: three of them that differ. */
const signed =
  /^\s{0,8}([^\p{L}\p{N}\s"'`([{<>$#*=+|\\/.,:;!?-])\ufe0f?\s{1,3}\p{L}[\p{L} -]{1,40}(?:\s[\u2013\u2014\u2192=-]{1,2}\s|:\s|\s{2,20}|\t)\S/u;
const isLegendOfSigns = (lines: readonly string[]): boolean => {
  const signs = lines.flatMap((line) => signed.exec(line)?.[1] ?? []);
  return signs.length > 2 && new Set(signs).size === signs.length && signs.length >= lines.length - 1;
};

/** Whether lines explain terms or signs, each with what it stands for. */
function isLegend(lines: readonly string[]): boolean {
  const entries = lines.filter((line) => entry.test(line)).length;
  if (entries >= 2 && lines.every((line, at) => entry.test(line) || (at === 0 && title.test(line))))
    return true;
  return lines.length === 1 && ((lines[0] ?? '').match(pairs)?.length ?? 0) >= 3;
}

/** The heads of the columns of a table that is empty: short names, none of them with a figure. */
function isHead(lines: readonly string[]): boolean {
  const [first = '', ...rest] = lines;
  const cells = first
    .split(/\s{0,3}[|;\t,]\s{0,3}|\s{2,20}/u)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  const isOfNames =
    cells.every((cell) => /^[a-z][a-zA-Z]{1,20}(?:_[a-z]{1,20}){0,3}$/u.test(cell)) && first.includes('_');
  const columns = /[|;\t]|\s{2}/u.test(first) || (first.includes(',') && (rest.length > 0 || isOfNames));
  return (
    columns &&
    cells.length >= 4 &&
    cells.every((cell) => /^[\p{L}#%][\p{L}\d _/%#()-]{0,28}$/u.test(cell)) &&
    rest.every((line) => /^[\s|+:=-]{3,200}$/u.test(line))
  );
}

/** `- 1.7.0: do not retry on ...`, `[2.0.0] Breaking: ...` */
const versioned =
  /^\s{0,8}(?:[-*\u2022]\s{1,3})?\[?v?\d{1,4}\.\d{1,4}(?:\.\d{1,4})?\]?\s{0,2}(?:[:\u2013\u2014-]\s)\S/u;
const isChangeLog = (lines: readonly string[]): boolean =>
  lines.length > 1 && lines.every((line) => versioned.test(line));

/** What a card for whoever is on call has and no report of a failure: what is to be done then, and who is told. */
const taskBegins =
  /^\W{0,6}(?:actions?|check|checks|escalat\w{1,4}(?: to)?|mitigations?|remediation|remedy|owner|rollback|who to call|on-?call|playbook|runbook|next steps?|ma\u00dfnahmen?|eskalation|mesures?|escalade|acci\u00f3n|acciones)\b[^:]{0,30}:/iu;
const cardTitle =
  /^\W{0,6}(?:run ?books?|playbooks?|on-?call(?: card| guide)?|rb-?\d{1,4}|sop\b|cheat ?sheet|betriebshandbuch|checklist\w?)\b/iu;
const isCard = (lines: readonly string[]): boolean =>
  cardTitle.test(lines[0] ?? '') ||
  new Set(lines.flatMap((line) => taskBegins.exec(line)?.[0].toLowerCase() ?? [])).size >= 2;

/** A name and the text that it stands for, in a block of constants. */
const constant =
  /^\s{0,12}(?:(?:pub(?:lic)?|export|static|final|const|let|var|val|private|readonly|String|string|&str|\$)\s?){0,5}[A-Za-z_]\w{1,60}(?::\s?[&\w<>[\]']{1,40})?\s{0,12}:?=\s{0,3}(?:new \w{1,30}\(|errors\.New\(|Symbol\()?["'`][^"'`]{1,200}["'`]\)?[;,]?\s{0,3}$/u;
const blockSign =
  /^\s{0,12}(?:(?:const|var|enum|object|static|public|export|final|class|interface|type|let)\b[\w :<>=]{0,60}[({[]|[)}\]]{1,2}[;,]?)\s{0,3}$/u;
const isConstants = (lines: readonly string[]): boolean =>
  lines.length > 1 &&
  lines.filter((line) => constant.test(line)).length > 1 &&
  lines.every(
    (line) => constant.test(line) || blockSign.test(line) || /^\s{0,12}(?:\/\/|#|\*)/u.test(line),
  ) &&
  (lines.some((line) => blockSign.test(line)) ||
    lines.every((line) =>
      /^\s{0,12}(?:const|static|final|public|export|let|var|val|private|pub)\b|\bErr[A-Z]|_/u.test(line),
    ));

/** A line at a level at which programs tell that they work, and none of what they write of a failure. */
const quietLevel =
  /^.{0,60}?(?<![\w-])(?:INFO|DEBUG|TRACE|NOTICE)(?![\w-])|^.{0,60}?\[(?:info|debug|trace|notice)\]|^\s{0,4}(?:info|debug|trace|notice):?\s{1,4}|["']?\b(?:level|lvl|severity|levelname|log_level|loglevel)["']?\s?[=:]\s?["']?(?:[Ii]nfo|INFO|[Dd]ebug|DEBUG|[Tt]race|TRACE|[Nn]otice|NOTICE)\b/u;
const ofFailure =
  /(?<![\d.])[45]\d\d[ -]?(?:#?[45]\.\d|[A-Z<])|(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])|\b(?:error|err|exception|reason|cause|detail|diagnostic\w{0,6}|stack|bounce_?type|event_?type|notification_?type|result|response|reply|outcome|state|status|event|recipient|rcpt|to|from|code|smtp\w{0,8}|dsn)["']?\s?[=:]|\w(?:Error|Exception|Rejected)\b|\b(?:failed|bounced|rejected|refused|deferred|could not|cannot|unable|gave up|was (?:not|\w{2,20}ed))\b|[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]|\b01[\da-f]{8,14}-|\barn:aws|\b(?:for|from|to|by) <|(?<!\d)\d{3} OK\b|[")] [45]\d\d\b|<(?:Code|Message)>|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/iu;
/** Whether a line is of a program that tells it works, at such a level. */
export const isQuiet = (line: string): boolean => quietLevel.test(line) && !ofFailure.test(line);

/** Hours, each with the title of what is to be spoken of then. */
const agenda =
  /(?:(?<![\d:])\d{1,2}[:.]\d\d (?:Uhr )?["\u201c\u201e][^"\u201c\u201d\n]{3,60}["\u201c\u201d][,;.]?\s{0,3}){2}/u;

/** Whether a text has such a form, and nothing in it is of a run. Lines that are blank are none. */
export function namesFailures(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length === 0 || filled.length > 60) return false;
  const text = filled.join('\n');
  if (text.length > 6000) return false;
  if (mentions(text, 'info', 'debug', 'trace', 'notice') && filled.every(isQuiet)) return true;
  if (agenda.test(text)) return true;
  if (isHead(filled) || explainsTerms(text) || isLegendOfSigns(filled)) return true;
  if (ofRun.test(text)) return false;
  if (isOfPictures(text) || isNumberedLine(filled) || filled.some(isCardInLine) || isXmlSettings(text))
    return true;
  if (release.test(filled[0] ?? '') || isGlossary(filled) || listsReplies(filled)) return true;
  return isLegend(filled) || isChangeLog(filled) || isCard(filled) || isConstants(filled);
}

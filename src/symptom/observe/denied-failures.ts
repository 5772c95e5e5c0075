import { mentions } from '../mentions.ts';

const failed =
  'fail(?:ed|ing|s)?|bounced?|bouncing|reject(?:ed)?|refused?|throttled?|deferred|suppressed|blocked|paused|suspended|tim(?:ed?|ing) out|missing|lost|expired';
/** What limits it: before now, or to the others, it may well have failed. */
const limited =
  '(?! but\\b|,? ?(?:\\w{1,12} )?(?:before|until|till|earlier|yesterday|except|besides|apart|aside|over|for|in (?:the past|20\\d\\d)|last|back then|when|while|as long)\\b)';
const subject = "(?:[\\w'’-]{1,24} ){1,5}?";

/** `did not fail`, `never bounced`, `nothing failed`, `none of the records failed`, `no record is missing`. */
const denied = new RegExp(
  `\\b(?:(?:(?:did|does|do|has|have|had|was|were|is|are)(?: not|n['’]t)|never) (?:(?:yet|ever|actually|even|once|been|being) ){0,2}` +
    `|(?:nothing|none(?: of ${subject.slice(0, -1)})?|neither(?: of ${subject.slice(0, -1)})?) ?(?:(?:has|have|had|is|was|were|are|been|ever) ){0,3}` +
    `|no ${subject}(?:is|are|was|were|has|have|had) (?:(?:been|ever) )?)(?:${failed})\\b${limited}`,
  'giu',
);

const word = "[\\p{L}\\d'’-]{1,24} ";
/** The same in other languages, in the order of words of each. */
const deniedElsewhere = new RegExp(
  `(?<!\\p{L})(?:(?:nichts|keine[rsn]?|nie|nicht) (?:${word}){0,4}?(?:fehlgeschlagen|gescheitert|abgelehnt|blockiert|gesperrt)` +
    `|(?:rien|aucune?) (?:${word}){0,3}?n['’](?:a|est|ont) (?:été )?(?:échoué|rejeté|refusé|bloqué)e?s?|n['’](?:a|ont) (?:pas|jamais) échoué` +
    `|(?:no|nunca|nada|ningun[oa]) (?:${word}){0,4}?(?:falló|fallaron|fallado)` +
    `|(?:não|nada|nenhuma?|nunca) (?:${word}){0,4}?(?:falhou|falharam)` +
    `|(?:non|niente|nulla|nessun[oa]?|mai) (?:${word}){0,4}?fallit[oaie]` +
    `|(?:niets|niet|geen|nooit) (?:${word}){0,4}?mislukt)(?!\\p{L})`,
  'giu',
);

const failing =
  'fail bounc reject refus throttl deferred suppressed blocked paused suspended tim missing lost expired'.split(
    ' ',
  );
const failingElsewhere =
  'fehlgeschlagen gescheitert abgelehnt blockiert gesperrt échou rejet refus bloqu fall falh mislukt'.split(
    ' ',
  );

const denials =
  "nicht |kein|nichts |nie |rien |aucun|n'|n’|no |nunca |nada |ningun|não |nenhum|non |niente |nulla |nessun|mai |niet|geen |nooit ".split(
    '|',
  );

const before = (...helpers: readonly string[]): readonly string[] =>
  helpers.flatMap((helper) => failing.map((word) => `${helper} ${word}`));
// Made when a line has such a word: most have none.
const withNot = (): readonly string[] =>
  before('not', "n't", 'n’t', 'never', 'yet', 'ever', 'been', 'nothing', 'neither');
const withNo = (): readonly string[] => before('is', 'are', 'was', 'were', 'has', 'have', 'had', 'been');

/** A line without the failures of which it says that they did not happen: it tells of none by them, and of no success either. */
export function withoutDenied(line: string): string {
  const isDenied =
    (mentions(line, 'not ', "n't ", 'n’t ', 'never ', 'nothing ', 'neither ') &&
      mentions(line, ...withNot())) ||
    (mentions(line, 'no ', 'nothing ') && mentions(line, ...withNo())) ||
    (mentions(line, 'none ', 'neither ') && mentions(line, ...failing));
  const own = isDenied ? line.replace(denied, ' ') : line;
  return mentions(own, ...denials) && mentions(own, ...failingElsewhere)
    ? own.replace(deniedElsewhere, ' ')
    : own;
}

import { tellsOfFailure } from './failure-words.ts';
import { kindsIn } from './kinds.ts';
import { nothingYet } from './signs.ts';

/** Forms of a text by which it describes or reports: what its lines look like, in whatever language they are. Each from 0 to 1. */

const count = (lines: readonly string[], form: RegExp): number =>
  lines.filter((line) => form.test(line)).length;
const share = (lines: readonly string[], form: RegExp): number => count(lines, form) / lines.length;
const holds = (text: string, form: RegExp): number => (form.test(text) ? 1 : 0);
const atMost = (number: number, most: number): number => Math.min(number, most) / most;

/** Numbers that may be those of replies: no amounts, no sizes, no addresses. */
const replyNumber = /(?<![\d.,:/-])([45]\d\d)(?![\d.,:/%-])(?! ?(?:ms|s|kb|mb|[\u20ac$])\b)/gu;
/** A word, a sign and what it stands for. */
const gloss =
  /^\s{0,8}(?:[-*\u2022\u25cf\u25cb\u25d0\u2715\u2713|]\s{0,3})?[^=]{3,60}?(?:\s[\u2013\u2014\u2192\u2026|]\s|\s->\s|:\s|\s=\s)\S[^{}]{8,300}$/u;
/** Nothing is the matter. */
const allWell =
  /\b(?:nothing (?:unusual|to report)|no (?:incidents?|anomalies|abnormalities|issues|problems) (?:reported|found|seen|this (?:week|month))|all (?:systems operational|green)|everything (?:looks|is) (?:fine|good|normal)|(?:all|everything|well) within (?:the |our |all )?(?:limits|bounds|range|thresholds?)|alles im (?:rahmen|gr\u00fcnen bereich)|(?:tout|tous) dans les (?:limites|clous)|tod[o] dentro de (?:los|lo) (?:l\u00edmites|normal)|tutto nei limiti|alles binnen de (?:grenzen|limieten|norm)|tudo dentro dos limites|wszystko w normie|keine (?:st\u00f6rungen|auff\u00e4lligkeiten|besonderheiten|vorkommnisse)|rien \u00e0 signaler|aucun incident|sin (?:incidencias|novedad(?:es)?)|niente da segnalare|nessuna anomalia|geen bijzonderheden|geen storingen|sem (?:ocorr\u00eancias|novidades|incidentes))(?!\p{L})|\u554f\u984c\u3042\u308a\u307e\u305b\u3093|\u7570\u5e38\u306a\u3057/iu;

/** What is asked of pupils, with its number or its points. */
const exercise =
  /^\W{0,4}(?:(?:\u00fcbungs|pr\u00fcfungs|klausur|haus)(?:aufgabe|frage)|exercise|exercice|ejercicio|esercizio|oefening|exerc\u00edcio|cvi\u010den\u00ed|\u00f6vning)\s{1,2}\d{1,3}[a-z]?\s?[:.)]/imu;
const points =
  /[.?!] \(\d{1,3} (?:punkte?|points?|marks?|puntos?|punti|punten|pontos?|pkt|body|po\u00e4ng)\)\s{0,3}$/imu;
/** Whether a text is a question for pupils: what it quotes was made up. */
export const isExercise = (text: string): boolean => exercise.test(text);
/** What somebody does not answer for, as contracts say it. */
const liability =
  /\b(?:haftet nicht|haften nicht|keine haftung|(?:is|are) not liable|(?:accepts?|assumes?) no (?:liability|responsibility)|d\u00e9cline toute responsabilit\u00e9|no se (?:hace responsable|responsabiliza)|declina ogni responsabilit\u00e0|niet aansprakelijk|n\u00e3o se responsabiliza|nie ponosi odpowiedzialno\u015bci)(?!\p{L})|\u8cac\u4efb\u3092\u8ca0\u3044\u307e\u305b\u3093|\u4e0d\u627f\u62c5\u8d23\u4efb/iu;

/** And then something is. */
const exception =
  /\b(?:but|only|except|however|still|nur|aber|au\u00dfer|sauf|mais|salvo|pero|excepto|tranne|ma|alleen|maar|behalve|exceto|mas)(?!\p{L})/iu;

/** Places that are to be filled in, two that differ at least: a mail nobody has sent. One that was not filled is the failure of a template. */
const isUnfilled = (text: string): boolean =>
  new Set(
    text.match(
      /\{\{-?\s?[\w.]{1,40}\s?-?\}\}|\{[a-z][\w.]{1,30}\}|%(?![\dA-F]{2})\w{2,30}%|\[\[?[A-Z][A-Z_ ]{2,30}\]?\]|<[A-Z][A-Z_ ]{2,30}>/gu,
    ),
  ).size > 1 && !/render|attribute|template ?data|placeholder|variable/iu.test(text);

/** A question and its answer, each with its letter. */
const asked = /^\W{0,4}(?:Q|F|P|D|V|Frage|Question|Pregunta|Domanda|Vraag|Pergunta)\s?\d{0,2}\s?[:.)]\s/u;
const answered =
  /^\W{0,4}(?:A|R|Antwort|R\u00e9ponse|Respuesta|Risposta|Antwoord|Resposta)\s?\d{0,2}\s?[:.)]\s/u;
/** An option of a program, as its manual names it. */
const option = /^\s{1,20}-{1,2}[a-z][\w-]{1,30}(?:[ =,]\s?[<A-Z-]\S{0,20}){0,3}\s{0,3}$/u;

const withoutGlossed = (lines: readonly string[]): readonly string[] => {
  const glossed = glossedReplies(lines);
  return lines.filter((line) => !glossed.has(line) && !sought.test(line));
};

/** How much of each form a text has; `lines`: those that are not blank. */
export const formsOf = (lines: readonly string[], text: string) => ({
  // Of a description.
  bullets: count(lines, /^\s{0,8}[-*\u2022]\s/u) > 1 ? 1 : 0,
  code: share(
    lines,
    /[{};]\s{0,3}$|^\s{0,40}(?:\/\/|\/\*|\*\s|<\/?[a-z!]|@\w|import |export |const |let |def |class |return |if |throw |public |private )|=>|\)\s?\{/u,
  ),
  sentenceKeys: share(
    lines,
    /^\s{0,40}["']?[\w.$-]{1,60}["']?\s?(?:[:=]|=>)\s?["'`][^"'`]{1,60}\s[^"'`]{1,300}["'`],?;?\s{0,3}$/u,
  ),
  rules: holds(
    text,
    /\b(?:severity|threshold|for: \d|expr|runbook|annotations|labels|alert:|condition|pattern|filter|trigger)\b/iu,
  ),
  version: holds(text, /\bv?\d{1,3}\.\d{1,3}\.\d{1,3}\b(?!\.)/u),
  codes: atMost(new Set([...text.matchAll(replyNumber)].map(([, code]) => code)).size, 3),
  kinds: atMost(kindsIn(text), 4),
  syntax: holds(text, /\\[SdwbB][+*]?|\.\*|\(\?|\[\^|\|\w{3,20}\|/u),
  notYet: holds(text, nothingYet),
  answers: lines.some((line) => asked.test(line)) && lines.some((line) => answered.test(line)) ? 1 : 0,
  option: count(lines, option) > 0 ? 1 : 0,
  unfilled: isUnfilled(text) ? 1 : 0,
  allWell: allWell.test(text) && !exception.test(text) ? 1 : 0,
  exercise: isExercise(text) || points.test(text) ? 1 : 0,
  liability: holds(text, liability),
  vacancy: holds(text, /\((?:m\/[fw]\/[dx]|[wf]\/m\/[dx]|h\/f|f\/h|m\/v)\)/iu),
  environment: share(lines, /^\s{0,4}(?:export )?[A-Z][A-Z\d_]{2,60}=/u),
  // Of a report.
  keys: share(lines, /^\s{0,40}(?:-\s)?["']?[\w.$-]{1,60}["']?\s?[:=]\s/u),
  level:
    count(
      lines,
      /(?<![\w-])(?:ERROR|WARN(?:ING)?|FATAL|CRITICAL|error:|warning:|fatal:|Error:|Warning:|Fehler:|Erreur|panic:)/u,
    ) > 0
      ? 1
      : 0,
  classed: holds(
    text,
    /\b[A-Z]\w{2,60}(?:Error|Exception|Rejected|Failure)\b\W{0,2}[:(]|\bAn error occurred \(|Traceback|\bat [\w.$<>]{3,80}\(|\bE[A-Z]{5,14}\b|File ".{1,200}", line|Uncaught|exit (?:code|status)|^\s{0,4}[A-Z]\w{2,60}(?:Error|Exception)\s{0,3}$/mu,
  ),
  reply:
    count(
      withoutGlossed(lines),
      /(?:^|[:\]>\u00bb"] )\W{0,4}(?:smtp; ?)?[245]\d\d[ -](?:#?[245]\.\d|[A-Z<])/u,
    ) > 0
      ? 1
      : 0,
  number: holds(text, /(?<![\d.])[45]\d\d(?![\d.])/u),
  address: holds(text, /[\w.+-]{1,64}@(?!simulator\.)[\w-]{1,63}\.[a-z]/iu),
  host: holds(text, /\b[a-z][\w-]{1,60}\.[\w.-]{0,80}(?:example|com|net|de|org|io|fr|it|es|nl|br|local)\b/iu),
  hostPort: holds(text, /\b[\w-]{1,63}\.[\w.-]{2,120}:\d{2,5}\b/u),
  prompt: count(lines, /^\s{0,8}(?:[$>%\u276f]|->|<-|>>>|<<<|>>|<<|[CS]:|=>)\s/u) > 0 ? 1 : 0,
});

/** The forms of a text, by their names. */
export type Forms = ReturnType<typeof formsOf>;

/** What only a run, a session, a record or a mail leaves behind. */
const live: readonly RegExp[] = [
  /(?<![\d:])\d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\b01[\da-f]{8,14}-|\brequest ?id\b|^\(\d{1,9} rows?\)/iu,
  /^.{0,60}?(?:^|[:\]>\u00bb|\t'"] ?)\W{0,4}(?:b')?(?:smtp; ?)?[245]\d\d[ -](?:#?[245]\.\d|[A-Z<])|\([45]\d\d, b?['"]/u,
  /(?:^|\s)[A-Za-z][\w.]{2,80}(?:Error|Exception|Rejected|Failure|Fault)\b['"]?\s?[:(]|\bAn error occurred \(|\bTraceback|\bpanicked at\b|^\s{1,12}at [\w.$<>]{3,80}|^\s{0,4}\+ (?:CategoryInfo|FullyQualifiedErrorId)|\bFile ".{1,200}", line|\]\s?=>|\bobject\(|\bstring\(\d/u,
  /^\s{0,8}(?:[$%\u276f]|->|<-|>>>|<<<|>>|<<|[CS]:)\s|\b(?:relay|dsn|stat|said|diagnostic-?code)["']?\s?[=:]|\bstatus["']?\s?(?:=|:\W{0,4}(?:\d|bounced|deferred|failed|firing|open|ongoing|investigating))|\b(?:FIRING|ALARM)\b|^(?:subject|from|received|authentication-results|content-type|reporting-mta|final-recipient):/iu,
  /\b(?:ERROR|FATAL|CRITICAL|WARN(?:ING)?)\b(?!s\b)|^\W{0,4}(?:error|fatal|warning|fehler|erreur|errore|panic)\b\s?[:\]]/u,
  // Two members with a figure in one line, `msg=4411 try=1`, and a reply behind its name.
  /(?:^|\s)[a-z_]{2,20}=\w{0,20}\d\S{0,40}\s(?:.{0,80}\s)?[a-z_]{2,20}=\S|\b(?:result|reply|response|answer|code)\s?[=:]\s?["']?[245]\d\d[ -][A-Z\d]|\b01[\da-f]{14}-[\da-f]{8}-[\da-f]{4}-/u,
  /Amazon SES >|"(?:notificationType|eventType|bounceType|[Ee]rror(?:Code|Message)?|[Cc]ode|[Mm]essage)"\s?:/u,
  // What Data::Dumper of Perl and var_dump of PHP show of an object.
  /^\s{0,4}\$VAR\d{1,3} = |^\s{0,4}object\([\w\\]{2,120}\)#\d/u,
];

/** What is looked for, and has not come: a pattern, by its key or by its signs. */
const sought =
  /^\s{0,40}(?:-\s)?["']?\w{0,30}(?:pattern|regexp?|filter|match(?:es)?|query|contains|grep|expr|condition)["']?\s{0,20}[:=]/iu;
const signsOfPattern = /\\[SdwsbDW][+*{]|\.\*|\(\?[:i=!<]|\\\.|\[\^/gu;
/** Whether a line is a pattern, which names what is to be found. */
export const isPattern = (line: string): boolean =>
  (line.includes('\\') || line.includes('*')) && new Set(line.match(signsOfPattern)).size > 1;

/** A reply as the head of what explains it. */
const titleOfReply = /^\s{0,4}(?:\*\*[^*]{2,120}\*\*:?|#{1,6}\s.{2,120}|`[^`]{2,120}`:?)\s{0,3}$/u;
/** Replies one below the other, each with what it means. */
function glossedReplies(lines: readonly string[]): ReadonlySet<string> {
  const found = lines.filter((line) => gloss.test(line) && /^\W{0,6}[45]\d\d /u.test(line));
  const codes = new Set(found.map((line) => /[45]\d\d/u.exec(line)?.[0]));
  const titles = lines.filter((line) => titleOfReply.test(line));
  return new Set([...(codes.size > 1 ? found : []), ...(titles.length > 1 ? titles : [])]);
}

/** Marks that a sample in a manual has as well, a time or a prompt: they count where a failure is told beside them. */
const ofSamples = live.slice(0, 1);
const prompt = /^\s{0,8}[$%\u276f]\s/u;

/** Whether one of some lines is a piece of a run: what it tells of has happened, whatever stands around it. */
export function holdsLive(lines: readonly string[]): boolean {
  const glossed = glossedReplies(lines);
  const isMarked = (line: string): boolean =>
    !glossed.has(line) && !sought.test(line) && !isPattern(line) && live.some((mark) => mark.test(line));
  const isOfSample = (line: string): boolean =>
    prompt.test(line) || !live.slice(ofSamples.length).some((mark) => mark.test(line));
  return lines.some(
    (line, at) =>
      isMarked(line) &&
      (!isOfSample(line) || lines.slice(Math.max(0, at - 1), at + 2).some((one) => tellsOfFailure(one))),
  );
}

import { once } from '../../model/once.ts';
import { mentions } from '../mentions.ts';
import { quoted } from './mentioned.ts';
import { isStrong } from './moods.ts';
import { tellsOfFailure } from './failure-words.ts';
import type { Unit } from './units.ts';

/**
 * Short texts that name a failure beside what they are about: they say something of its words, ask how things are in general, answer a
 * question that they have put themselves, tell what to do about it, or list what somebody's work is.
 */

const first =
  /(?<![\w-])(?:i|i'm|i've|we're|we've|my|our|ours|us|me|mine|we|ich|wir|mein\w{0,2}|unser\w{0,2}|uns|je|nous|mes|mon|notre|nos|yo|mis?|nuestr\w{1,2})(?![\w-])/u;
/** The predicate of what is quoted: it is said of the words, and nobody got them. */
const predicate =
  /^[)\]]?\s{1,2}(?:is|are|was|means?|stands? for|indicates?|tells?|refers?|should|will|would|can|has|belongs?|does(?: not|n't)|becomes?|bedeutet|hei\u00dft|steht|ist|wird|signifie|veut dire|est|significa|quiere decir|es|indica|now|vs\.?|and|or|versus)\b(?! (?:what|all|the (?:only|error|message|reply|answer|response|reason)|returned|shown|logged|coming|reported|thrown)\b)/u;
/** What the quotation is called: a text somebody works on. */
const called =
  /\b(?:the|an?|der|die|das|den|le|la|el|une?|una?|this|our|a new|new) (?:[a-z-]{2,20} ){0,3}?(?:ticket|channel|story|message|text|string|wording|phrase|term|word|label|translation|page|section|article|chapter|example|sentence|header|title|meldung|begriff|ausdruck|texte?|terme|phrase|message|mot|t\u00e9rmino|frase|mensaje)s?(?: (?:about|on|for|called|named|of|zu|\u00fcber|sur|sobre))?\s{1,2}$|\b(?:page|article|document(?:ation)?|docs|chapter|section|entry|example|test|ticket|macro|template|translations?|snippet|talk|post|faq)\s?(?:about|on|for|called|named|titled|of|zu|\u00fcber|sur|sobre)\s{1,2}$/u;
/** Somebody has it: who or what said so, when, where they send. */
const isHad =
  /\b(?:says|said|get|gets|got|getting|keeps?|see|since|today|yesterday|suddenly|every time|always|when (?:i|we|sending|calling)|for (?:all|every)|back)\b/u;

/** Whether a sentence says something of the words that it quotes. */
function isOfWords({ plain }: Unit): boolean {
  if (
    first.test(plain.replace(quoted, ' ')) &&
    !/^\W{0,4}(?:do|does|have|has|is there|where do) we\b|\b(?:named|called|titled|renamed|translat\w{1,5}|labelled|genannt|umbenannt)\b/u.test(
      plain,
    )
  )
    return false;
  for (const found of plain.matchAll(quoted)) {
    if (!/\S \S/u.test(found[0])) continue;
    const [before, after] = [plain.slice(0, found.index), plain.slice(found.index + found[0].length)];
    if (isHad.test(`${before} ${after}`)) return false;
    if (called.test(before) && /\S \S/u.test(`${before} ${after}`)) return true;
    if (/^\W{0,4}$/u.test(before) && predicate.test(after)) return true;
  }
  return false;
}

/** A question of how things are, which takes no failure for granted, as "why" and "how do I fix" do. */
const inGeneral = once(
  () =>
    /^\W{0,6}(?:(?:so|and|but|or|theory|quick question|curious|q\d{0,2})[,:.]? ){0,2}(?:what(?:'s| is| are) the (?:difference|best|right|usual|purpose|point|meaning|limit|order|default)|how (?:long|often|many|much|soon|far|high|low|big|strict|fast|does|do (?!i\b|we\b))|do(?:es)? (?!any|some|i\b|we\b|you know)|(?:can|could|may|will|would|should|must) (?!any|some|you\b|i\b|we\b)|who |which |when (?:does|do|is|are|will|should|would)|in which|at what|after how|lehnt|nimmt|zählt|was ist der unterschied|wie (?:lange|oft|viele?)|est-ce qu|combien|quelle? |cuánt|cuál)[^?]{6,300}\?/u,
);
const grants =
  /\bwhy\b|\bfix\b|\bsolve\b|\bget rid\b|\banyone\b|\banybody\b|\bmean\b|\bhelp\b|\bstill\b|\bsince\b|["\u00ab]/u;

/** Why somebody asks who has no trouble. */
const forOthers =
  /\b(?:asking|curious|wondering|preparing|planning|writing|studying|learning|(?:talk|course|exam|book|blog|article)\b)/u;

/** Whether sentences only ask how things are in general; one that says what for may stand beside them. */
const onlyAsks = (units: readonly Unit[]): boolean =>
  (units.length > 2 &&
    units.every(({ plain }) => plain.trim().endsWith('?') && !first.test(plain) && !grants.test(plain))) ||
  (units.some(({ plain }) => plain.trim().endsWith('?')) &&
    units.every(({ plain, raw }) =>
      plain.trim().endsWith('?')
        ? inGeneral().test(plain) && !first.test(plain) && !grants.test(plain)
        : !tellsOfFailure(raw) &&
          !/(?<![\d.])[45]\d\d\b/u.test(plain) &&
          (!first.test(plain) || forOthers.test(plain)),
    ));

/** "To fix X, allow Y", "Um X zu beheben, \u2026": what is to be done about it. */
const remedy =
  /^\W{0,4}(?:to (?:fix|avoid|solve|resolve|prevent|stop|handle|reduce|get rid of|recover from|debug|diagnose|find|test|see|reproduce|simulate|check)\b[^?]{4,160}?[,:] (?!i\b|we\b|but\b)[a-z]|um \S[^?]{4,160} zu \p{L}{4,20}, \p{L}|pour (?:corriger|\u00e9viter|r\u00e9soudre|emp\u00eacher|tester|r\u00e9duire)[^?]{4,160}, \p{L}|para (?:corregir|evitar|resolver|solucionar|probar|reducir)[^?]{4,160}, \p{L})/u;

/** Words of what somebody's work is, one after the other. */
const tasks =
  /^\W{0,4}(?:(?:your|the|main|key|daily|typical) )?(?:tasks?|responsibilities|duties|role|job|day|profile|skills|requirements|aufgaben?|profil|missions?|funciones|tareas)\b[^:]{0,20}:/u;

const toReader =
  /(?<![\w-])(?:you|your|yours|yourself|sie|ihre?\w?|vous|votre|vos|usted|tu)(?![\w-])|\b(?:meist(?:ens)?|in der regel|le plus souvent|en g\u00e9n\u00e9ral|la mayor\u00eda de las veces|normalmente|pr\u00fcfen|compruebe)\b|^\W{0,4}(?:yes|no)\b[.,:]|\b(?:most often|usually|typically|in most cases|as a rule|normally)\b/u;
/** Whether a text puts a question and answers it: who asks of their own does not know. */
function answersItself(units: readonly Unit[]): boolean {
  const [asked, ...answer] = units;
  return (
    asked !== undefined &&
    answer.length > 0 &&
    asked.plain.trim().endsWith('?') &&
    !answer.some(({ plain }) => plain.trim().endsWith('?') || first.test(plain)) &&
    answer.some(({ plain, moods }) => {
      const said = plain.replace(quoted, ' ');
      return (
        /^\W{0,4}(?:yes|no|ja|nein|oui|non|s\u00ed)\.\s{0,3}$/u.test(said) ||
        (toReader.test(said) && (moods.length > 0 || /\byou/u.test(said)))
      );
    }) &&
    !/\b(?:thanks|help|hello|hi)\b/u.test(answer.map(({ plain }) => plain).join(' '))
  );
}

/** An example that the text takes to speak of it, and what it supposes. */
const example =
  /^\W{0,4}(?:take|consider|imagine|suppose|assume|picture|let's (?:say|take|assume|look|walk)|look at|compare|translate|nehmen wir|stellen sie sich|betrachten|prenons|imaginons|supposons|tomemos|imaginemos|supongamos|for (?:example|instance)|zum beispiel|par exemple|por ejemplo)\b(?! (?:care|a look (?:at my|at our)|my|our)\b)/u;

/** What a passage is about, said at its beginning. */
const lesson =
  /^\W{0,4}(?:in|dans|en) (?:this|dies\w{2}|unser\w{2}|cet?|cette|notre|est[ea]|nuestr[oa]) (?:chapter|section|lesson|guide|article|video|post|tutorial|talk|module|unit|kapitel|abschnitt|artikel|beitrag|lektion|\u00fcbung|schulung|kurs|handbuch|leitfaden|anleitung|chapitre|le\u00e7on|guide|tutoriel|formation|cap\u00edtulo|art\u00edculo|lecci\u00f3n|gu\u00eda|secci\u00f3n|curso)\b|^\W{0,4}(?:the|this|our|dies\w{1,2}|unser\w{0,2}|ce|cette|notre|est[ea]|nuestr[oa]) (?:chapter|section|lesson|guide|article|page|video|tutorial|document|talk|kapitel|artikel|beitrag|lektion|anleitung|leitfaden|seite|chapitre|page|cap\u00edtulo|art\u00edculo|gu\u00eda|p\u00e1gina) (?:explains?|shows?|describes?|covers?|lists?|teaches|erkl\u00e4rt|zeigt|beschreibt|explique|montre|d\u00e9crit|explica|muestra|describe)\b/u;

/**
 * Clauses that are orders, one after the other: the way through a page, a card. What begins a clause and has its object behind it
 * is one in English; in German it stands at the end.
 */
const ordered =
  /(?:^|[,;:.?!]\s(?:and |then |or )?|\sand )[a-z]{3,12}(?<!ed|[^s]s|ing|the|that|this|and|but|not|for|with|from|you|all|any|since|after|because|until|while|when) (?:the|an?|your|it|them|him|her|his|each|every|until|up|again|on|off|with|to)\b/gu;
const orderedAtEnd =
  /[\p{L}"\u201c\u201d\u00bb] (?:\p{L}{2,12} ){0,2}\p{Ll}{3,14}(?:en|ern|eln)(?=[,.;]|$)/gu;
const isOfSteps = (plain: string): boolean =>
  (plain.match(ordered)?.length ?? 0) >= 3 || (plain.match(orderedAtEnd)?.length ?? 0) >= 3;
/** `Testing rejections: add …`: the name of what is done, and then what to do. */
const doing =
  /^\W{0,4}[a-z]{2,14}ing (?:[a-z-]{1,20} ){0,6}?[a-z-]{1,20}: [a-z]{3,12} (?:the|an?|your|it|to|in|on)\b/u;
/** What whoever reads it is going to do. */
const future = /\b(?:you will|you'll) (?!get\b|receive\b|see\b|be\b|not\b|need\b|have\b)[a-z]{3,12}\b/u;
/** A title with its number: a slide, a chapter. */
const numberedTitle =
  /^\W{0,4}(?:slide|chapter|lesson|module|unit|exercise|figure|folie|kapitel|lektion|le\u00e7on|chapitre|cap\u00edtulo|lecci\u00f3n) \d{1,3}\s?[:.\u2013\u2014-]/u;

/** Addresses of the simulator, of which each stands for what it does. */
const simulator = /\b(?:bounce|complaint|success|ooto|suppressionlist)@simulator\./gu;
const namesSimulators = (text: string): boolean =>
  text.includes('@simulator.') && new Set(text.match(simulator)).size > 1;

/** All sentences as one: the clauses of a card are short. */
const whole = (units: readonly Unit[]): string => units.map(({ plain }) => plain).join(' ');

const everyIsOfWords = (units: readonly Unit[]): boolean =>
  units.some(isOfWords) &&
  units.every((unit) => isOfWords(unit) || !tellsOfFailure(unit.raw.replace(quoted, ' ')));

/** Whether a text names a failure only beside what it is about. The text is asked for words first: most texts are one line of a program. */
export function isAside(text: string, units: readonly Unit[]): boolean {
  const [head, ...rest] = units;
  if (head === undefined) return false;
  const isOwn = (list: readonly Unit[]): boolean =>
    list.some(({ plain }) => first.test(plain.replace(quoted, ' ')));
  const isAsked = text.includes('?');
  return (
    (mentions(text, ...quoteSigns) && everyIsOfWords(units)) ||
    (isAsked && (onlyAsks(units) || answersItself(units))) ||
    (mentions(text, ...exampleWords) && units.some(({ plain }) => example.test(plain)) && !isOwn(units)) ||
    (mentions(text, ...lessonWords) && lesson.test(head.plain) && !isOwn(rest)) ||
    (units.length <= 3 && mentions(text, ...remedyWords) && remedy.test(head.plain)) ||
    (text.includes(':') && tasks.test(head.plain)) ||
    (mentions(text, ', ', ': ', '; ', '. ') && !isOwn(units) && isOfSteps(whole(units))) ||
    (units.length === 1 &&
      !isAsked &&
      mentions(text, ...conditions) &&
      head.moods.filter(isStrong).length > 1 &&
      !isOwn(units)) ||
    (mentions(text, 'ing ') && doing.test(head.plain) && !isOwn(units)) ||
    (mentions(text, 'you will', "you'll") &&
      units.some(({ plain }) => future.test(plain)) &&
      !isOwn(units)) ||
    (text.includes(' ') && numberedTitle.test(head.plain) && !isOwn(units)) ||
    (namesSimulators(text) && !isOwn(units))
  );
}

/** Without one of these none of the patterns above can match. */
const quoteSigns = ['"', "'", '`', '\u00ab', '\u201c', '\u201d', '\u201e', '\u2018'];
const exampleWords =
  'take consider imagine suppose assume picture let look compare translate nehmen stellen betrachten prenons imaginons tomemos imaginemos supongamos example instance beispiel exemple ejemplo'.split(
    ' ',
  );
const conditions = [
  'if ',
  'when',
  'once ',
  'as soon as ',
  'unless ',
  'in case ',
  'should ',
  'wenn ',
  'falls ',
  'sobald ',
  'si ',
  'lorsque',
  'quand ',
  'cuando ',
];
const lessonWords =
  'in this|in dies|in unser|dans |en est|en nuestr|the |this |our |dies|unser|ce |cette |notre |est|nuestr'.split(
    '|',
  );
const remedyWords = ['to ', 'um ', 'pour ', 'para '];

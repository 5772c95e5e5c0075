import { tellsOfFailure } from './failure-words.ts';
import { quoted } from './mentioned.ts';

/**
 * How a text is laid out and who speaks to whom in it, in whatever language: a letter, a chat, a page with its heads, a table, source
 * code. Each from 0 to 1.
 */

const count = (lines: readonly string[], form: RegExp): number =>
  lines.filter((line) => form.test(line)).length;
const some = (is: boolean): number => (is ? 1 : 0);

/** A salutation or a farewell on a line of its own. */
const greeting =
  /^\W{0,3}(?:hi|hello|hey|hej|hall[oå]|dear|good (?:morning|afternoon|evening)|guten (?:tag|morgen|abend)|moin|liebe[rs]?|sehr geehrte\w?|bonjour|bonsoir|salut|cher|ch\u00e8re|madame|hola|buenos? (?:d[i\u00ed]as?|tardes)|buenas|estimad[oa]s?|ol\u00e1|bom dia|boa (?:tarde|noite)|prezad[oa]s?|caro|cara|ciao|buongiorno|buonasera|gentil[ei]|spett\.?|beste|geachte|goedemorgen|goedemiddag|dobr\u00fd den|dzie\u0144 dobry|merhaba|god (?:morgon|dag))(?:$|[\s,!.:])/iu;
const farewell =
  /^\W{0,3}(?:(?:many |kind |best |warm )?(?:thanks|thank you|regards|wishes|cheers|sincerely|yours)|(?:mit |viele |beste |freundliche\w? |liebe |herzliche ){0,3}gr[\u00fcu](?:\u00df|ss)en?\b.{0,60}|mfg|lg|vg|danke|cordialement|bien \u00e0 vous|merci|saludos|un saludo|gracias|obrigad[oa]|cumprimentos|atenciosamente|cordiali saluti|saluti|grazie|groet(?:en)?|met vriendelijke groet|mvh|h\u00e4lsningar|i\. ?a\.)[\s,!.]{0,3}(?:\p{Lu}.{0,40})?$/iu;
/** Who says a line, in a chat: the hour, a name, a colon. */
const saidBy =
  /^\s{0,4}(?:\[?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]m)?\]?\s{1,3})?(?:<@?([\p{L}][\p{L}\d_.-]{1,20})>|([\p{L}][\p{L}\d_.-]{1,20})\s?[:\uff1a])\s{0,3}(?=\S)/u;
/** Keys that stand before a colon at the head of tickets and logs, and are nobody's name. */
const keyWords =
  /^(?:status|summary|context|decision|consequences|causes?|action|actions|impact|description|note|error|warning|info|debug|subject|from|to|date|cc|root|result|code|type|message|title|name|host|port|user|state|question|answer|example|step|tip)$/iu;

/** Whether several people speak in turn, or one of them often. */
export function isChat(lines: readonly string[]): boolean {
  const names = lines.flatMap((line) => {
    const said = saidBy.exec(line);
    const name = said?.[1] ?? said?.[2];
    return name === undefined || keyWords.test(name) ? [] : [name.toLowerCase()];
  });
  return names.length >= 2 && names.length * 3 >= lines.length * 2 && new Set(names).size < names.length;
}

/** A short line without a stop, and more below it: a head. */
const isHead = (line: string): boolean =>
  line.length < 70 && /\p{L}{3}/u.test(line) && !/[.,;!?]\s{0,3}$/u.test(line) && !saidBy.test(line);

/** Words by which a page, a record of a decision, a list of terms names itself at its head. */
const ofPage =
  /\b(?:adr[ -]?\d{0,4}|rfc|glossar\w{0,2}|glossaire|glosario|legend[ae]?|l\u00e9gende|leyenda|abstract|agenda|minutes|notes?|verbale|protokoll|acta|ata|notulen|polic(?:y|ies)|polit\w{2,4}|beleid|richtlinie\w?|runbook|playbook|handbook|handbuch|manual|manuale?|guide|leitfaden|gu[i\u00ed]a|tutorial|lesson|chapter|kapitel|chapitre|cap[i\u00ed]tulo|capitolo|hoofdstuk|section|module|kennistoets|quiz|exam|pregunta|question|domande|faq|changelog|release|version|roadmap|plan|draft|fig(?:ure|\.)?|table|felder|fields|champs|campos|velden|schema|reference|docs?|documentation|how to|what is|what we|lessons|post-?mortem|post-?incident|bilan|retrospective|retro|review|looking back|r\u00fcckblick|checklist\w?|newsletter|lettre|contract|vertrag|service levels?|terms|press|abstrakt|blog|annex|appendix|anhang|allegato|anexo)(?!\p{L})/iu;

/** Points that are paired with what they are: dots, dashes, wide blanks. */
const columns = /^\s{0,6}[^\s|][^|]{0,40}?(?:\s{2,40}|\t|\s?\.{3,40}\s|\s[\u2013\u2014]\s|\s=\s)\S/u;
const bar = /^.{0,300}\S\s{0,40}\|.{1,300}\|\s{0,3}$/u;

/** That it is so now: how long, since when, how urgent; in the languages in which people write to us. */
const now =
  /\b(?:right now|as we speak|since|for (?:an?|two|three|\d{1,3}) (?:hours?|days?|weeks?)|today|this (?:morning|afternoon|week)|yesterday|urgent\w{0,2}|asap|again|still|suddenly|anyone|any ideas?|help|seit|heute|gestern|gerade|jetzt|pl\u00f6tzlich|dringend|immer noch|hilfe|depuis|aujourd'hui|hier|ce matin|maintenant|toujours|urgent\w{0,2}|aide|desde|hoy|ayer|ahora|urgente|ayuda|esta ma\u00f1ana|da ieri|da oggi|oggi|ieri|adesso|ora|stamattina|aiuto|sinds|vandaag|gisteren|nu|dringend|vanmorgen|vanochtend|nog steeds|hulp|hoje|ontem|agora|ajuda|continua|dnes|v\u010dera|od|dzisiaj|dzi\u015b|wczoraj|bug\u00fcn|\u015fu an|sedan|ig\u00e5r|idag|just nu)(?!\p{L})|\u4eca\u671d|\u4eca\u65e5|\u6628\u65e5|\u73fe\u5728/iu;
/** Whoever asks for themselves, or tells what they did: the first person, in more languages than the signs of sentences have. */
const self =
  /(?<![\p{L}\d-])(?:i|i'm|i've|we|we're|we've|my|our|us|me|ich|wir|mir|uns|mein\w{0,2}|unser\w{0,2}|je (?:ne|n'|suis|vois|re\u00e7ois|viens|dois|peux|veux|sais|pense|crois|comprends|ai)|j'\p{L}{2,}|nous|mon|mes|notre|nos|yo|mi|mis|nuestr\w{1,2}|nos|io|mio|mia|nostr\w|abbiamo|ho|ik|wij|mijn|ons|onze|eu|meu|minha|noss\w{1,2}|n\u00e1s|n\u00e1\u0161|jsme|nasz\w{0,2}|mamy|v\u00e5r\w{0,2}|vi|jag|bizim|\p{L}{2,14}(?:amos|emos|imos|iamo))(?![\p{L}\d-])|\u79c1|\u5f0a\u793e|\u3046\u3061\u306e/iu;
/** Somebody gets it, sees it, or has it come back. */
const gets =
  /(?<!\b(?:can|could|may|might|will|would|should|do|does|did|if|when|how|to|of) )(?<![\p{L}\d-])(?:i|we)(?:'m|'re| am| are| keep| always| still| only)? (?:gets?|getting|see|seeing|receive|receiving|hit)(?!\p{L})|(?<!\p{L})(?:ich|wir) (?:\p{L}{2,12} )?(?:bekomm|krieg|erhalt|seh)e?n?(?!\p{L})|(?<!\p{L})(?:bekomm|krieg|erhalt|seh)en? (?:ich|wir)(?!\p{L})|(?:nous|on|je) (?:re\u00e7ois|recevons|re\u00e7oit|obtiens|obtenons|voyons|vois)|\b(?:me|nos) (?:sale|salen|da|dan|devuelve|llega|llegan|aparece|rebotan?)\b|\b(?:recibo|recibimos|obtengo|obtenemos|ricevo|riceviamo|ottengo|otteniamo|recebo|recebemos)\b|\b(?:mi|ci) (?:torna|tornano|esce|dice|d\u00e0)\b|\b(?:logs?|console|dashboard|portal|panel|screen|window|tool|panelde|panell?o|panel|portaal|portail|programm|fenster|protokoll|journal|registro|venster) (?:just |only |always )?(?:says?|shows?|prints?|zeigt|meldet|sagt|dit|affiche|dice|muestra|mostra|toont|zegt)\s?(?:that\s)?:?\s?["\u201c\u201e\u00ab]|\bgets? nothing\b|\b(?:ik|wij|we) krijg(?:en)?\b|\bkrijgen (?:we|wij)\b/iu;
/** What is over, in words that many languages put before or after it. */
const over =
  /\b(?:resolved|solved|fixed|closed|recovered|since then|no (?:mail|message|one) (?:was|is) lost|none (?:was|were) lost|drained|queue (?:was|is) empty|lessons?|root cause|what went well|action items|behoben|erledigt|beendet|gel\u00f6st|r\u00e9solu\w?|le\u00e7on|livr\u00e9s|resuelt\w|cerrad\w|risolt\w|chius\w|opgelost|hersteld|afgerond|resolvid\w|fechad\w)(?!\p{L})/iu;

/** So many of a failure: a number, and what it counts. */
const counts =
  /^\s{0,8}(?![45]\d\d\s)[1-9]\d{0,9}(?:[ ,.]\d{3}){0,3}\s{1,6}(?:[45]\d\d\b|\p{L})|\}\s[1-9]\d{0,12}\s{0,3}$|^\s{0,8}(?:bounced?s?|complaints?|rejected|failed|errors?)\b[^\n\d]{0,20}[1-9]/iu;
/** What state something of somebody's is in. */
const state =
  /(?<![a-z])(?:status|state|identity|access|case|account|estado|stato|stand)\b.{0,60}?(?:\b(?:paused|pending|failed|denied|unverified|under review|gest\u00f6rt|suspended|disabled|firing)\b|\u26a0|!!)|\bstays in the sandbox\b/iu;

/** A name alone, with where they work. */
const isSignature = (line: string): boolean =>
  line.length < 60 && /^\W{0,3}\p{Lu}[\p{L}.'-]{0,20}(?:[ ,]+[\p{L}.'()&-]{1,20}){0,5}\s{0,3}$/u.test(line);

/** Whether somebody in a text speaks of what is theirs, outside of what it quotes. */
export const isOfSelf = (text: string): boolean =>
  text.split('\n').some((line) => self.test(line.replace(saidBy, '').replace(quoted, ' ')));

/** How much of each a text has; `lines`: those that are not blank, `whole`: with the blank ones. */
export function layoutOf(lines: readonly string[], text: string) {
  const [first = '', second = ''] = lines;
  const bare = text.replace(quoted, ' ');
  return {
    greets: some(count(lines, greeting) + count(lines, farewell) > 0),
    chat: some(isChat(lines)),
    headed: some(lines.length > 1 && isHead(first) && second.length > 20),
    page: some(ofPage.test(lines.slice(0, 2).join('\n'))),
    columns: count(lines, columns) / lines.length,
    bars: some(count(lines, bar) > 1),
    now: some(now.test(bare)),
    nowSelf: some(lines.some((line) => self.test(line) && now.test(line))),
    over: some(over.test(bare)),
    gets: some(gets.test(bare)),
    asksHelp: some(/\?\W{0,3}$/u.test(text.trimEnd()) && self.test(bare)),
    exclaims: some(/!{1,3}(?:\s|$)/u.test(bare)),
    hour: some(/(?<![\d:.])\d{1,2}(?::|h|\s?h\s?)\d\d(?![\d:])|\b\d{1,2} ?(?:uhr|am|pm|h)\b/iu.test(bare)),
    signed: some(lines.length > 2 && isSignature(lines.at(-1) ?? '')),
    lastFails: some(lines.length > 1 && tellsOfFailure(lines.at(-1) ?? '')),
    figures: Math.min(5, (bare.match(/(?<![\w.:-])\d{1,6}(?![\w.:-])/gu) ?? []).length) / 5,
    emphasis: some(/\b\p{Lu}{4,30}\b.{0,200}!|!!|\?\?/u.test(bare)),
    asks: some(/\?\W{0,3}$/u.test(text.trimEnd())),
    long: Math.min(1500, text.length) / 1500,
    dashes: some(count(lines, /^\s{0,6}[-\u2013\u2014*\u2022\u25a0\u25b2\u25cf]\s/u) > 1),
    placeholders: some(/<[a-z][\w -]{2,30}>|\{\{?\w{2,20}\}|\$\{\w/u.test(text)),
    counted: some(count(lines, counts) > 0),
    state: some(lines.some((line) => state.test(line))),
    pairsOfReplies:
      Math.min(3, new Set(text.match(/(?<![\d.,])[45]\d\d(?=[ )",:;\u201d\u00bb]|$)/gmu)).size) / 3,
  };
}

/** How a text is laid out, by the names of the signs. */
export type Layout = ReturnType<typeof layoutOf>;

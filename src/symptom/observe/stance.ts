import { once } from '../../model/once.ts';
import { mentions } from '../mentions.ts';
import { isBackAgain } from './back-again.ts';
import { foldedText } from './terms.ts';

/** Words by which people say that a trouble is over, in the past tense or with what mended it. */
const over = once(
  () =>
    /\b(?:(?:is|was|been|got|now|it|finally|all|have|has|problem|issue|we|i|already|\[|update:?|edit:?) ?(?:now )?(?:re)?(?:solved|fixed|sorted|cleared up|figured out)\b|^\W{0,4}(?:(?:many )?(?:thanks|thank you|ok|great|hooray|yay)(?: all| everyone)?[,.!: -]{1,3})?(?:solved|fixed|resolved|sorted)\b|\b(?:all|every|queued) (?:e-?)?(?:mails?|messages?) (?:now )?(?:got|get|were|was|are) delivered\b|(?:problem|issue|ticket|incident|it|this|that|everything|has|have|is|was|been) (?:has been |was |is |got |now )?resolved\b|resolved (?:it|this|the (?:issue|problem)|by|itself)\b|(?:fixed|solved|sorted) (?:it|that|this|the|by|itself|now|after)\b|works? (?:now|again|fine|perfectly|like a charm|flawlessly|as expected)\b|(?:is |are )?working (?:now|again|fine|perfectly|as expected)\b|(?:all|everything)(?:'s| is)? (?:good|fine|well|ok|okay|green|back to normal)\b|no longer (?:happens|occurs|an issue|a problem|see|bounce\w{0,9}|fail\w{0,9}|land\w{0,9}|get)\b|(?:the )?(?:fix|solution|answer|culprit|root cause|cause|problem|issue|reason) (?:was|turned out)\b|turned out (?:to be|that|it)\b|it was (?:just |only |simply |because |due )?(?:a|an|the|my|our|that)\b|(?:that|which|this) (?:did (?:it|the trick)|helped|fixed|solved)\b|(?:has|have) been (?:lifted|restored|resumed|delisted|removed from)|(?<![a-z])gelost|behoben|erledigt|funktioniert (?:jetzt|wieder|nun)|geht (?:jetzt|wieder)|resolu\b|regle\b|ca (?:marche|fonctionne)|fonctionne (?:maintenant|a nouveau)|solucionad[oa]|resuelto|ya funciona|funciona (?:ya|ahora|de nuevo)|resolvid[oa]|funcionou|risolto|ora funziona|opgelost|解決し|解决了|решено|заработало)/u,
);
/** What takes that back. */
const notOver = once(
  () =>
    /\b(?:not|isn't|wasn't|never|still|hasn't|haven't|can't|cannot|couldn't|unable|how|until|before|once|if|want|need\w{0,9}|to be|hope\w{0,9}|try\w{0,9}|should|would|must|nicht|noch|pas|no (?:esta|se|ha|he))\b[^.!?]{0,40}\b(?:solved?|fix(?:ed)?|resolved?|sorted|works?|working|(?<![a-z])gelost|behoben|funktioniert|resolu|solucionado|resuelto|resolvido|risolto|fonctionne|funciona)\b|\bbut (?:now|still|today|since)\b|\b(?:happens|happening|broken|failing|fails|back|appeared|started) again\b|\bsince (?:then|yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b[^.]{0,60}\b(?:fail|bounc|reject|error|stuck)/u,
);

/** Whether a text tells that its trouble is over, and not that it goes on. */
export function isOver(text: string): boolean {
  const folded = foldedText(text);
  const said = over().exec(folded);
  return said !== null && !notOver().test(folded) && !isBackAgain(folded.slice(said.index + said[0].length));
}

/** A person reports that the trouble is over: in a place or with words that no log and no bounce has. */
const reported = once(
  () =>
    /(?:^|\n|[.!?] )(?:(?:(?:mon|tue|wed|thu|fri|sat|sun)\w{0,6}\W{0,3})?(?:\d{1,2}\W{1,3})?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w{0,6}(?: \d{1,2})?|\d{1,4}[./-]\d{1,2}[./-]?\d{0,4})?\W{0,6}(?:(?:update|edit|eta|nvm|never ?mind|ok|okay|great|thanks|thank you)[\s,:;!.-]{1,4}){0,2}\[?(?:re)?(?:solved|fixed|resolved|sorted)\b|(?:error|problem|issue|message|it|this|that|bounces?)(?: now)? (?:went|has gone|is gone|goes|disappeared|vanished)(?: away)?\b(?! (?:to|out|into|in|from|via|over|on|wrong|nowhere|back|straight|directly|missing|lost)\b)|\b(?:that|this|which|it) (?:did the trick|did it|solved (?:it|this|the)|fixed (?:it|this|the))|\b(?:i|we)(?:'ve| have)? (?:solved|fixed|resolved|figured|sorted|got it (?:solved|fixed|working))\b|(?:problem|issue|ticket|error|this|it|incident) (?:has been |have been |was |is |got )(?:now )?(?:solved|fixed|resolved|sorted)\b|\b(?:solved|fixed|resolved) (?:it|this|that|the (?:issue|problem|error)|by (?:me|us|\w{1,20}ing))\b|\b(?:after|once|since|when) (?:i|we|that|this|the|verif\w{1,20}|switch\w{1,20}|chang\w{1,20}|mov\w{1,20}|adding|setting)[^.!?\n]{1,120}(?:works?|worked|working|went through|is fine|are delivered|were delivered|goes through|go through)\b|\bworks? (?:now|again|like a charm|perfectly|flawlessly)\b|\b(?:all|the|our|every) ?(?:e-?)?(?:mails?|messages?) (?:go(?:es)?|went|are going|gets?|got) (?:out|through) again\b|\bboth (?:are |were )?(?:now )?(?:solved|resolved|fixed)\b|\b(?:neither|none|it|this) (?:of them )?has(?: not|n't)? (?:come back|recurred)\b|\bwith the (?:new|right|correct) \w{2,20},? [^.!?\n]{0,60}\bworks?\b|\b(?:no such \w{2,20}|not (?:happened|fired|recurred|come back)) again\b|\bclosing (?:this|the (?:issue|ticket))\b|\bthe (?:review|suspension|pause|block|incident|outage|probation) (?:(?:has )?ended|is over|was (?:lifted|reverted|closed))\b|\b(?:solution|fix|the answer|root cause|culprit) ?(?:was|:|turned out)|geklappt|(?<![a-z])gelost|behoben|resolu\b|solucionad[oa]|resuelto|resolvid[oa]|risolto|opgelost|解決し|解决了|решено/u,
);
/** The head of a report says so: "Ticket 12 · Solved", "Status: resolved", "Closed incident". */
const closed =
  /^\W{0,4}(?:(?:ticket|case|incident|inc|issue|post-?mortem)\b[^\n.]{0,60}\W(?:solved|resolved|closed)\b|status\s?: ?(?:solved|resolved|closed)\b|(?:closed|resolved|solved) (?:ticket|case|incident|issue)\b)/mu;
/** The words without one of which `reported` cannot match. */
const reportWords = (
  'solv|clos|come back|recurred|ended|is over|lifted|reverted|fix|sorted|again|did it|did the trick|went|gone|goes|disappeared|vanished|figured|work|is fine|go through|delivered|closing|' +
  'solution|the answer|root cause|culprit|geklappt|(?<![a-z])gelost|behoben|resolu|solucionad|resuelto|resolvid|risolto|opgelost|' +
  '解決し|解决了|решено'
).split('|');
/** It goes on, or another trouble has come in its place. */
const goesOn = once(
  () =>
    /\bstill\b(?! (?:wonder|curious|not sure why))|\b(?:but|and|however|yet)(?: then)?,? (?:now|today|since|after|then)\b[^.!?\n]{0,80}\b(?:get|gets|getting|got|see|fail\w{0,20}|error|bounc\w{0,20}|reject\w{0,20}|says|throw\w{0,20}|receiv\w{1,20})|\bnow (?:i|we|it|there|they|the|all|every|my|our)\b[^.!?\n]{0,60}\b(?:get|gets|getting|got|see|fail\w{0,20}|error|bounc\w{0,20}|reject\w{0,20}|say|says|throw\w{0,20})|\b(?:any|some) (?:ideas?|help|suggestions?|clue)\b|\?\s{0,3}$|\bagain since\b|(?<!\bneither has |\bnot |\bhasn't )\bcomes? back\b|\b(?:another|different|new|next) (?:error|problem|issue)\b|\bnot (?:solved|fixed|resolved|closed)\b|\breopened\b|\bagain no\b|\bis back\b|\bwithout effect\b|\bto no avail\b|\bgoes on\b|\bunsolved\b|\bunresolved\b|\bimmer noch\b|\btoujours\b|\btodavia\b|\b(?:weer|opnieuw) (?:terug|op|mis|kapot)\b|\bdi nuovo\b|\bde nouveau\b|\bde nuevo (?:falla|sale|aparece|no)\b|\b(?:erneut|wieder da|kommt wieder|tritt wieder)\b|\boutra vez\b|\bigen\b/u,
);
const longestReport = 2500;

/** Where it works is not where it fails. */
const elsewhere =
  /\b(?:locally|outside|elsewhere|(?:on|from|with) my (?:\w{1,20} )?(?:laptop|machine|computer|profile)|in the console|in staging|on staging|lokal)\b/u;

/** Whether a text reports that its trouble is over, though it quotes the error; the words that say so, or null. */
export function reportOfEnd(text: string): string | null {
  if (text.length > longestReport) return null;
  const folded = text
    .split('\n')
    .map((line) => foldedText(line.replace(/\*\*|__/gu, '')))
    .join('\n');
  const said = mentions(folded, ...reportWords) ? (reported().exec(folded) ?? closed.exec(folded)) : null;
  if (said === null || elsewhere.test(said[0]) || goesOn().test(folded)) return null;
  if (isBackAgain(folded.slice(said.index + said[0].length))) return null;
  // What the head says of the whole holds, whatever a title says of what was not over.
  if (notOver().test(folded) && !closed.test(folded)) return null;
  return said[0].trim();
}

/** Denials, in a few languages, with up to five words behind: what stands there is not so. */
const denials =
  /\b(?:not|no|never|without|neither|nor|none|nothing|nobody|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|won't|haven't|hasn't|no longer|(?:am|are|is|was|were|been|already|moved|we're|i'm) out of|outside(?: of)? the sandbox|left (?:the )?sandbox|kein\w{0,2}|nicht|ohne|pas|aucun\w?|sans|jamais|sin|ningun\w?|nunca|nao|sem|non|senza)(?![\p{L}\d'])(?: [^\s,;:.!?]{1,24}){0,5}/gu;

/** A sentence in the form of `foldedText` without what it denies: a denial, and the few words behind it. */
export const withoutDenied = (sentence: string): string =>
  sentence.replace(stillIn, 'still in').replace(denials, ' ');
/** Who never got out of it, is in it. */
const stillIn =
  /\b(?:never|not|n't|haven't|hasn't|didn't|aren't|isn't) (?:[a-z]{2,10} ){0,2}(?:out of|left|leave|exit(?:ed)?)\b/gu;

/** Things that are carried by hand: whoever writes of them means no mail of SMTP. */
const byHand = once(
  () =>
    /\b(?:parcels?|packages? (?:was|is|could|has)|courier|letter ?box|postman|mailman|warehouse|shipment|shipped|tracking number|doorstep|street|apartment|letter carrier|dhl|ups|fedex|usps|paket\w{0,5}|sendungsnummer|colis|paquete|pacote|pacco)\b/u,
);
/** Things that only mail of SMTP has. */
const electronic = once(
  () =>
    /\be-?mails?\b|\bsmtp|mail ?server|newsletter|@[\w-]{1,60}\.[a-z]|\b[45]\.\d\.\d|\bdkim\b|\bspf\b|\bdmarc\b|\bses\b|\bmx\b/u,
);

/** Whether a text is about parcels and letters on paper. */
export function isOfPaper(text: string): boolean {
  const folded = foldedText(text);
  return byHand().test(folded) && !electronic().test(folded);
}

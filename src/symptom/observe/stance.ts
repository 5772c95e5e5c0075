import { foldedText } from './terms.ts';

/** Words by which people say that a trouble is over, in the past tense or with what mended it. */
const over =
  /\b(?:(?:is|was|been|got|now|it|finally|all|have|has|problem|issue|we|i|already|\[|update:?|edit:?) ?(?:now )?(?:re)?(?:solved|fixed|sorted|cleared up|figured out)\b|^\W{0,4}(?:(?:many )?(?:thanks|thank you|ok|great|hooray|yay)(?: all| everyone)?[,.!: -]{1,3})?(?:solved|fixed|resolved|sorted)\b|\b(?:all|every|queued) (?:e-?)?(?:mails?|messages?) (?:now )?(?:got|get|were|was|are) delivered\b|(?:problem|issue|ticket|incident|it|this|that|everything|has|have|is|was|been) (?:has been |was |is |got |now )?resolved\b|resolved (?:it|this|the (?:issue|problem)|by|itself)\b|(?:fixed|solved|sorted) (?:it|that|this|the|by|itself|now|after)\b|works? (?:now|again|fine|perfectly|like a charm|flawlessly|as expected)\b|(?:is |are )?working (?:now|again|fine|perfectly|as expected)\b|(?:all|everything)(?:'s| is)? (?:good|fine|well|ok|okay|green|back to normal)\b|no longer (?:happens|occurs|an issue|a problem|see|bounce\w{0,9}|fail\w{0,9}|land\w{0,9}|get)\b|(?:the )?(?:fix|solution|answer|culprit|root cause|cause|problem|issue|reason) (?:was|turned out)\b|turned out (?:to be|that|it)\b|it was (?:just |only |simply |because |due )?(?:a|an|the|my|our|that)\b|(?:that|which|this) (?:did (?:it|the trick)|helped|fixed|solved)\b|(?:has|have) been (?:lifted|restored|resumed|delisted|removed from)|gelost|behoben|erledigt|funktioniert (?:jetzt|wieder|nun)|geht (?:jetzt|wieder)|resolu\b|regle\b|ca (?:marche|fonctionne)|fonctionne (?:maintenant|a nouveau)|solucionad[oa]|resuelto|ya funciona|funciona (?:ya|ahora|de nuevo)|resolvid[oa]|funcionou|risolto|ora funziona|opgelost|解決し|解决了|решено|заработало)/u;
/** What takes that back. */
const notOver =
  /\b(?:not|isn't|wasn't|never|still|hasn't|haven't|can't|cannot|couldn't|unable|how|until|before|once|if|want|need\w{0,9}|to be|hope\w{0,9}|try\w{0,9}|should|would|must|nicht|noch|pas|no (?:esta|se|ha|he))\b[^.!?]{0,40}\b(?:solved?|fix(?:ed)?|resolved?|sorted|works?|working|gelost|behoben|funktioniert|resolu|solucionado|resuelto|resolvido|risolto|fonctionne|funciona)\b|\bbut (?:now|still|today|since)\b|\b(?:happens|happening|broken|failing|fails|back|appeared|started) again\b|\bsince (?:then|yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b[^.]{0,60}\b(?:fail|bounc|reject|error|stuck)/u;

/** Whether a text tells that its trouble is over, and not that it goes on. */
export function isOver(text: string): boolean {
  const folded = foldedText(text);
  return over.test(folded) && !notOver.test(folded);
}

/** Denials, in a few languages, with up to five words behind: what stands there is not so. */
const denials =
  /\b(?:not|no|never|without|neither|nor|none|nothing|nobody|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|won't|haven't|hasn't|no longer|(?:am|are|is|was|were|been|already|moved|we're|i'm) out of|outside|left|kein\w{0,2}|nicht|ohne|pas|aucun\w?|sans|jamais|sin|ningun\w?|nunca|nao|sem|non|senza)(?: [^\s,;:.!?]{1,24}){0,5}/gu;

/** A sentence in the form of `foldedText` without what it denies: a denial, and the few words behind it. */
export const withoutDenied = (sentence: string): string => sentence.replace(denials, ' ');

/** Things that are carried by hand: whoever writes of them means no mail of SMTP. */
const byHand =
  /\b(?:parcels?|packages? (?:was|is|could|has)|courier|letter ?box|postman|mailman|warehouse|shipment|shipped|tracking number|doorstep|street|apartment|letter carrier|dhl|ups|fedex|usps|paket\w{0,5}|sendungsnummer|colis|paquete|pacote|pacco)\b/u;
/** Things that only mail of SMTP has. */
const electronic =
  /\be-?mails?\b|\bsmtp|mail ?server|newsletter|@[\w-]{1,60}\.[a-z]|\b[45]\.\d\.\d|\bdkim\b|\bspf\b|\bdmarc\b|\bses\b|\bmx\b/u;

/** Whether a text is about parcels and letters on paper. */
export function isOfPaper(text: string): boolean {
  const folded = foldedText(text);
  return byHand.test(folded) && !electronic.test(folded);
}

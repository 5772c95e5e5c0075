import { once } from '../../model/once.ts';
import { mentions } from '../mentions.ts';
import { isSurelyOfEvent } from './event.ts';
import { foldedText } from './terms.ts';
import { tellsOfFailure } from './failure-words.ts';

/**
 * The end of a trouble, told by what came of it: the queue is empty, all mails are out, none was lost, the value was replaced. One of
 * these may be said of what goes on; two of different kinds, after the last word of the failure, end it. Texts are folded: lower
 * case, without accents.
 */

const mails =
  '(?:e-?mails?|mails?|messages?|invitations?|receipts?|orders?|confirmations?|newsletters?|nachrichten|rechnungen|belege|bestellungen|einladungen|factures?|commandes?|mensajes|correos|facturas|avisos|messaggi|fatture|invii|conferme|berichten|mailtjes|facturen|uitnodigingen|mensagens|faturas|convites)';
const every =
  '(?:all|every|each|alle|jede[rs]?|saemtliche|tous|toutes|tod[oa]s|tutti|tutte|i primi|the first|\\d[\\d .,]{0,8})';
const gone =
  '(?:went (?:out|through)|(?:are|is|were|was) (?:now )?(?:out|sent|delivered|resent|re-sent|accepted)|got out|left|arrived|reached|sind (?:wieder )?(?:raus|draussen|durch|zugestellt|angekommen|versendet)|zugestellt|angekommen|verschickt|nachgesendet|parti[es]{0,2}|livre[es]{0,2}|arrive[es]{0,2}|recu[es]{0,2}|salieron|llegaron|entregad[oa]s|enviad[oa]s|llegado|salido|nachgeliefert|(?:ha(?:s|ve) )?gone (?:out|through)|goes (?:out|through)|going (?:out|through)|partit[ie]|consegnat[ie]|arrivat[ie]|aangekomen|verstuurd|bezorgd|verzonden|sairam|chegaram|entregues)';

/** Each kind of end, in the languages in which people write to us. */
const ends: readonly RegExp[] = [
  // What waited waits no more.
  /\b(?:queues?|backlogs?|spool|warteschlange|rueckstau|ruckstau|file d'attente|file|cola|coda|wachtrij|fila)\b[^.!?\n]{0,40}\b(?:empty|drained|cleared|melted|gone|caught up|flushed|leer|abgebaut|abgearbeitet|vide|videe|vacia|vuota|leeg|vazia)\b|\b(?:drained|emptied|flushed) (?:the|our) (?:queue|backlog)\b/u,
  // All of them came out.
  new RegExp(
    `\\b${every}\\b[^.!?\\n]{0,40}\\b${mails}\\b[^.!?\\n]{0,40}\\b${gone}\\b|\\b${mails}\\b[^.!?\\n]{0,60}\\ball\\b[^.!?\\n]{0,20}\\b${gone}\\b`,
    'u',
  ),
  // None was lost.
  /\b(?:no|none|nothing|not (?:a|one)|keine?|nichts|aucun\w{0,2}|rien n'|ningun\w{0,2}|nessun\w{0,2}|geen|niets|nenhum\w?|nada)\b[^.!?\n]{0,40}\b(?:lost|missing|verloren|perdu\w{0,2}|perdid[oa]s?|pers[oaie]|verloren)\b/u,
  // It does not come any more.
  /\b(?:kein\w{0,2}|nicht) [^.!?\n]{0,40}\bmehr\b|\bnever (?:saw|seen|had|happened|came)\b[^.!?\n]{0,20}\bagain\b|\bwithout a single (?:refusal|error|failure|bounce|rejection)\b|\bnot (?:a|one) (?:single )?(?:pause|refusal|error|failure|bounce)\b|\bplus (?:aucun\w{0,2}|de rejet|d'erreur)\b|\bya no\b[^.!?\n]{0,30}\b(?:falla|sale|aparece|rebota)|\bnon [^.!?\n]{0,30}\bpiu\b|\bgeen [^.!?\n]{0,30}\bmeer\b|\bnao [^.!?\n]{0,30}\bmais\b|\bno longer\b/u,
  // It is not there any more.
  /\b(?:errors?|bounces?|rejections?|refusals?|throttling|problems?|issues?|[45]\d\ds?|fehler|rueckläufer|ablehnungen|erreurs?|rejets?|rebonds?|errores|rebotes|errori|rimbalzi|fouten|erros|bledy)\b[^.!?\n]{0,30}\b(?:(?:is|are|was|were) (?:all )?(?:gone|history)|(?:ist|sind) weg|verschwunden|(?:a|ont) disparu|disparu\w{0,2}|ha\w{0,1} desaparecido|desaparecieron|(?:e|sono) sparit[oie]|verdwenen|(?:zijn|is) weg|desapareceram|znikn\w{2,4})\b|\b(?:seitdem|seit \p{L}[^.!?\n]{0,60}|seither) ist ruhe\b|\ball quiet (?:now|since)\b/u,
  // Who was told what to do says that it was that.
  /\bthat (?:was it|did it|did the trick|helped|worked)\b|\b(?:das|daran) (?:war's|wars|war es|lag es|lag's|hat geholfen)\b|\bc'etait (?:bien )?(?:ca|cela)\b|\bera (?:eso|quello|isso)\b|\bdat was het\b|\b(?:to|o) (?:bylo|bylo to|to chodzilo)\b/u,
  // It was mended.
  /\b(?:(?:was|were|is|are|been|has|have|got|i|we|he|she|they) (?:\w{2,12} ){0,2}?(?:fixed|corrected|replaced|restored|reinstated|approved|lifted|rotated|reverted|rolled back|raised|capped)|^corrected|corrected, redeployed|reinstated us|(?:value|key|record|cap) was \w{4,12}ed|freigegeben|entsperrt|korrigiert|behoben|ersetzt|lag a[mn]|corrige\w{0,2}|retabli\w{0,2}|remplace\w{0,2}|restablecid[oa]|corregid[oa]|corregimos|ripristinat[oa]|corrett[oa]|ha approvato|approvat[oa]|hersteld|rechtgezet|aangepast|goedgekeurd|corrigid[oa]|restabelecid[oa]|aprovad[oa]|fuori dalla sandbox|out of the sandbox|reduit la cadence)\b/mu,
  // It is closed.
  /\b(?:clos(?:e|ed|ing) (?:the|this) (?:ticket|case|issue|incident|request)|(?:you (?:can|may)|please|feel free to|happy to) close\b|close this\b|(?:incident|issue|problem|ticket|case) (?:has been |was |is )?(?:now )?(?:resolved|over)\b|\[?resolved\]?:|nothing (?:left |else |more )?(?:for you )?to do\b|no (?:further )?action (?:is )?(?:needed|required)|nur zur info|(?:nichts|nix) (?:mehr )?zu tun\b|konnt ihr schliessen|pode(?:i|)s cerrar|pueden? cerrar|vous pouvez (?:clore|fermer)|pote(?:te)? chiudere|puoi chiudere|mag (?:dicht|gesloten|worden gesloten)|podem? fechar|mozna zamknac|nothing to see here|for the record|stoerung beendet|storung beendet|ticket geschlossen|chiudo il ticket|cierro el (?:ticket|caso)|je ferme le ticket|incident clos|kan dicht|kann zu\b|ticket sluiten|fecho o (?:ticket|chamado)|hoeft niemand meer)\b/u,
  // It works.
  /\b(?:tout (?:passe|marche|fonctionne|est rentre)|alles (?:laeuft|lauft|geht|funktioniert|werkt|draait)(?: wieder| weer)?|alle dienste in betrieb|tod[ao] (?:funciona|va bien|sale)|tutto (?:funziona|a posto|regolare)|tudo (?:a funcionar|funciona|normal)|(?:works|working|running|flowing|back) (?:again|since|to normal)|(?:is|are) (?:back|up) (?:again|to normal))\b/u,
  // AWS let the account out, and says what it may send.
  /\b(?:your|our) (?:\w{2,10} ){0,2}(?:request|case|appeal)\b[^.!?\n]{0,40}\b(?:approved|granted|accepted)\b|\b(?:we have|we've) (?:approved|granted|increased)\b/u,
  /\b(?:account|we) (?:has |have |was |is )?(?:now )?(?:been )?(?:left|moved out of|out of|removed from) the (?:amazon ses )?sandbox\b|\bmoved (?:your|our) account out of the\b|\b(?:new|daily) (?:sending )?quota is (?:now )?\d/u,
  // What was learnt of it.
  /^\W{0,6}(?:post-?(?:mortem|incident)|lessons?(?: learn\w{1,3})?|what (?:we|i) learn\w{1,3}|looking back|retrospective|bilan de l'incident|rueckblick|ruckblick|lecon|leccion|lezione|les\b)|\b(?:what went well|action items?|actions? \(done|for my future self|two years ago|last (?:year|autumn|winter|spring|summer|november|december)|a year later)\b/mu,
];
/** It goes on. */
const goesOn =
  /\?\W{0,3}$|\b(?:still|again (?:since|today|now)|immer noch|wieder(?:um)? (?:seit|heute|nicht)|toujours pas|encore|todavia|sigue|ancora|nog steeds|opnieuw|ainda|is back|came back|comes back|resospes[oa]|risospes[oa]|di nuovo|de nouveau|weer (?:terug|op)|komt weer|wieder da|kommt wieder|erneut|but (?:now|today|since)|urgent\w{0,2}|dringend|help)\b/mu;
/** What is not so, not yet so, or asked for. */
const undone =
  /\b(?:not|n't|never (?!saw|seen|had)|until|before|once|if|should|would|must|hope\w{0,3}|noch nicht|pas encore|aun no|non ancora|nog niet|ainda nao)\b[^.!?\n]{0,30}$/u;

const pastTime =
  '(?:last (?:week|month|night|year|\\w{3,6}day)|yesterday|this morning|earlier(?: \\w{2,9})?|on \\w{3,9}day|on \\d{1,2}\\.? \\w{3,9}|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|(?:\\w{2,8}|\\d{1,3}) (?:hours|days|weeks) ago)';
const isGood =
  '(?:green|fine|ok|okay|good|verified|success(?:ful)?|passing|healthy|normal|up|back|enabled|active)';
/** What failed at a time that is past, and is well now: of one thing, in one sentence. */
const onceAndWell = once(
  () =>
    new RegExp(
      `\\b(?:failed|(?:was|were) (?:rejected|refused|throttled|bounced|blocked|paused|suspended|disabled|deferred|delayed|pending|down|red)|throttled|bounced|broke|refused|rejected)\\b[^.!?;,\\n]{0,40}\\b${pastTime}[,;]? (?:(?:and|but) (?:(?:it|they|that) )?(?:(?:is|are) (?:all )?${isGood}|works?|runs?) (?:now|again|today)|since [^.!?,\\n]{2,24}? (?:it|they) (?:(?:is|are) ${isGood}|works?))\\b`,
      'u',
    ),
);

const courtesy =
  /\b(?:thanks?|thank you|many thanks|for (?:your|the) help|all good|just (?:fyi|so you know)|fyi|danke|merci)\b/gu;

/** The words of a short text by which the one trouble that it tells of is past, or null. */
function endOfOne(folded: string): string | null {
  if (!mentions(folded, 'now', 'again', 'today', 'since')) return null;
  const found = onceAndWell().exec(folded);
  if (found === null || goesOn.test(folded)) return null;
  const before = folded.slice(0, found.index);
  const behind = folded.slice(found.index + found[0].length).replace(courtesy, '');
  // What else is said may be of another trouble, in words that no list has.
  return /\p{L}/u.test(behind) ||
    tellsOfFailure(before) ||
    /\b(?:not|never|no|but|except|only)\b|n't\b/u.test(before)
    ? null
    : found[0];
}

/** A sentence of a program is shorter, or has no end within. */
const [shortest, longest] = [80, 2500];

/** The words that end a trouble that a text tells of, in the form of `foldedText`, or null. */
export function endOf(text: string): string | null {
  if (text.length <= 300 && mentions(text, ' and ', ' but ', 'since ')) {
    const one = endOfOne(text.split('\n').map(foldedText).join('\n').trim());
    if (one !== null) return one;
  }
  if (text.length > longest || text.length < shortest || !mentions(text, '. ', ', ', '; ', '! ', '\n'))
    return null;
  if (isSurelyOfEvent(text) && !text.includes('\n')) return null;
  const folded = text.split('\n').map(foldedText).join('\n').trim();
  if (goesOn.test(folded)) return null;
  const found = ends.flatMap((end) => {
    const at = end.exec(folded);
    return at === null || undone.test(folded.slice(0, at.index)) ? [] : [at];
  });
  if (found.length < 2) return null;
  const last = found.reduce((one, other) => (other.index > one.index ? other : one));
  // What fails behind the last of them is another trouble.
  const rest = folded
    .slice(last.index + last[0].length)
    .split(/[.!?\n]/u)
    .slice(1)
    .join('. ');
  return tellsOfFailure(rest) && !ends.some((end) => end.test(rest)) ? null : last[0].trim();
}

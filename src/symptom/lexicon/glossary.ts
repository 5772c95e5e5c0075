import { withoutUnreported } from '../observe/mentioned.ts';
import { isOfSomebody } from '../observe/signs.ts';
import { anyOf, type Terms } from '../observe/terms.ts';
import { translations } from './translations.ts';

/** Words that hardly a sentence of these languages is without, and that English does not have. */
const foreign =
  /(?:^|[\s(,;:'"])(?:der|das|den|dem|und|ist|sind|wird|wurde|nicht|mit|unser\w{0,2}|wir|ich|seit|heute|gestern|le|les|des|est|une|nous|notre|nos|depuis|mes|pas|el|los|las|una|nuestr\w{1,2}|desde|hoy|ayer|il|gli|della|del|di|nostr\w|da|oggi|ieri|het|een|de|ons|onze|wij|sinds|niet|os|nao|noss[oa]s?|pel[oa]s?|hoje|ontem|em|com|nie|sie|jest|nasz\w{0,3}|moj\w{0,3}|od|przez|wczoraj|dzisiaj|dzis|mamy|mam|zostal\w{0,2})(?=[\s,;:.!?')"]|$)|[\u3040-\u30ff]/u;

/** A state that somebody quotes: `steht auf "Ausstehend"`, `risulta "in attesa"`. */
const state =
  /\b(auf|bei|als|reste|restent|est|sont|statut|etat|en|sigue|esta|aparece|estado|risulta|resta|ancora|e|stato|come|op|staat|blijft|status|esta|consta|continua|jest|jako|statusie|stan) ["\u00ab\u201e\u201c] ?([^"\u00bb\u201c\u201d\n]{4,40})["\u00bb\u201c\u201d]/gu;

/** More than a gap that a term spans: what stands on either side of it is no phrase. */
const apart = ' -------- ';

let ready: readonly (readonly [english: string, terms: Terms])[] | null = null;

/**
 * A sentence, in the form of `foldedText`, with the English words for what it tells behind it, where it is in one of the languages and
 * somebody tells of their own or of a day in it: what is so in general has befallen nobody. `isBeside`: a sentence beside it does.
 */
export function withEnglish(sentence: string, isBeside = false): string {
  if (!foreign.test(sentence) || !isOfSomebody(sentence, isBeside)) return sentence;
  const said = withoutUnreported(sentence.replace(state, '$1 $2'));
  ready ??= translations.map(({ en, ...others }) => [
    en,
    anyOf(Object.values(others).flatMap((list) => list.split(/,\s+/u).map((term) => term.trim()))),
  ]);
  const told = ready.filter(([, terms]) => terms.test(said)).map(([english]) => english);
  return [sentence, ...told].join(apart);
}

import { once } from '../../model/once.ts';
import { tellsOfFailure } from './failure-words.ts';
import { quoted } from './mentioned.ts';
import { isStrong } from './moods.ts';
import type { Unit } from './units.ts';

/**
 * Signs of a sentence by which it describes or reports, in the languages in which people write to us: English, German, French,
 * Spanish, Italian, Dutch, Portuguese, Polish and Japanese. What is between quotation marks counts for none. Each is made when it is first asked for.
 */

/** "Not … yet", in the languages of the signs. */
export const nothingYet =
  /(?:\b(?:not|nothing|nobody|none)|n't)\b[^.!?\n]{0,40}\byet\b|\b(?:noch (?:nicht|nichts|kein\w{0,2})|pas encore|todav\u00eda no|a\u00fan no|non (?:ho|abbiamo) ancora|nog (?:niet|niets|geen)|ainda n\u00e3o|jeszcze nie)\b|\u307e\u3060/iu;

/** A sign of a sentence; `bare`: the sentence in lower case, without what it quotes. */
type Sign = (unit: Unit, bare: string) => boolean;

function says(make: () => RegExp): Sign {
  const ready = once(make);
  return (_, bare) => ready().test(bare);
}

/** A condition that is nobody's own. */
const condition = says(
  () =>
    /(?:^|[\s(\u2013:,;"])(?:if|when|whenever|unless|should you|in case|as soon as|as long as|wenn|falls|sobald|sofern|solange|si|lorsque?|quand|d\u00e8s que?|en cas de?|tant que?|cuando|en cuanto|en caso de|siempre que|quando|qualora|nel caso|in caso|als|wanneer|indien|zodra|zolang|caso|sempre que|assim que)(?=[\s'\u2019])(?! (?:i|we|my|our|ich|wir|je|nous|yo|ik|wij|eu|[a-z]{3,14}ing)\b)|^\W{0,4}se (?!eu\b|io\b)|[,:;] se (?!l\b)(?=\p{L}{1,12} )|\u5834\u5408|\u3068\u304d\u306f/u,
);
/** The same by the place of the verb: "Wird eine Nachricht abgelehnt, …", "Wordt een bericht geweigerd, …". */
const verbFirst = says(
  () =>
    /^\W{0,4}(?:wird|werden|ist|sind|hat|haben|kann|k\u00f6nnen|kommt|bleibt|steht|geht|tritt|lehnt|meldet|antwortet|erh\u00e4lt|\u00fcberschreitet|\u00fcbersteigt|sollte|wordt|worden|heeft|komt|krijgt|krijg) (?!ich\b|wir\b|ik\b|we\b)[^?]{0,200}, |^\W{0,4}(?:bei|bij|en cas d'|en caso de|in caso di|em caso de)(?: |$)/u,
);
/** A duty, a possibility. */
const modal = says(
  () =>
    /\b(?:may|might|must|should|shall|will|can|could|would|cannot|needs? to|has to|have to|kann|k\u00f6nnen|muss|m\u00fcssen|soll|sollten?|darf|d\u00fcrfen|peut|peuvent|pouvez|doit|doivent|devez|devra|pourra|puede|pueden|debe|deben|podr\u00e1|deber\u00e1|pu\u00f2|possono|deve|devono|dovr\u00e0|potr\u00e0|kan|kunnen|moet|moeten|mag|mogen|zal|zullen|pode|podem|devem|poder\u00e1|dever\u00e1)\b/u,
);
/** An order, or one step after the other. */
const order = says(
  () =>
    /^\W{0,6}(?:bitte )?(?:\p{L}{3,14}(?:en|rn|ln) sie|\p{L}{3,14}ez|ne \p{L}{3,14}ez|v\u00e9rifi\w{1,6}|contr\u00f4l\w{1,6}|compruebe|verifique|a\u00f1ada|revise|espere|pida|consulte|configure|haga|abra|elija|seleccione|solicite|utilice|evite|elimine|reduzca|verifica\w{0,2}|controlla\w{0,2}|aggiung\w{1,3}|rimuov\w{1,3}|contatta\w{0,2}|usa\w{0,2}|richied\w{1,3}|attend\w{1,3}|imposta\w{0,2}|apr[ai]\w{0,2}|controleer|neem|voeg|verwijder|vraag|wacht|gebruik|kies|open|stel|zorg|bekijk|adicione|remova|contate|aguarde|use|escolha|confira|entre em)\b|\b(?:dann|danach|zuerst|anschlie\u00dfend|puis|ensuite|luego|despu\u00e9s|poi|quindi|daarna|depois|em seguida)\b|\u304f\u3060\u3055\u3044/u,
);
/** Things of a kind, and no single one: "a message", "jede Adresse", "cada destinatario". */
const kind = says(
  () =>
    /(?:^\W{0,4}|[,:;.] |\b(?:that|dass|que|che|dat) )(?:an?|every|each|any|no|all|most|some|such|eine?|jede[rs]?|alle|manche|viele|une?|chaque|tout|toute|tous|certains|una?|cada|todos?|todas?|algunos|ogni|tutti|alcuni|een|elke?|sommige|uma?|alguns) \p{Ll}{3,24}/u,
);
/** What a name means. */
const definition = says(
  () =>
    /\b(?:means?|indicates?|denotes|refers to|is called|defined as|stands for|bedeutet|bezeichnet|hei\u00dft|steht f\u00fcr|signifie|veut dire|d\u00e9signe|indique|significa|quiere decir|indica|vuol dire|si intende|betekent|houdt in|heet|quer dizer)\b|^\W{0,4}\p{L}[\p{L} -]{2,30}: (?:the|an?|der|die|das|eine?|dauerhafte\w?|vor\u00fcbergehende\w?|le|la|les|une?|el|los|las|un|una|il|lo|gli|de|het|een|o|a|os|as|uma?) \p{Ll}{3}/u,
);
/** What is always, mostly or at once so. */
const habit = says(
  () =>
    /\b(?:usually|normally|typically|often|generally|by default|always|never|immediately|at once|automatically|after|for example|e\.g\.|such as|meist(?:ens)?|normalerweise|in der regel|oft|automatisch|sofort|immer|trotzdem|zum beispiel|z\. ?b|souvent|en g\u00e9n\u00e9ral|normalement|automatiquement|toujours|par exemple|imm\u00e9diatement|normalmente|generalmente|siempre|autom\u00e1ticamente|por ejemplo|inmediatamente|di solito|spesso|in genere|sempre|automaticamente|ad esempio|subito|meestal|vaak|altijd|bijvoorbeeld|direct|geralmente|por exemplo|imediatamente)\b/u,
);
const question: Sign = ({ plain }) =>
  /\?\W{0,3}$|(?:\u3067\u3057\u3087\u3046|\u3067\u3059|\u307e\u3059)\u304b/u.test(plain);
/** Whom a text speaks to. */
const you = says(
  () =>
    /(?<![\p{L}\d-])(?:you|your|yours|du|dein|deine[nmr]?|dir|dich|euch|euer|eure|sie|ihr|ihre|ihren|ihrem|ihrer|vous|votre|vos|usted|ustedes|su|sus|tu|tus|tuo|tua|tuoi|suo|sua|vostro|u|uw|je|jouw|voc\u00ea|seu|seus|suas)(?![\p{L}\d-])/u,
);
/** Somebody speaks of their own, by a word or by the end of a verb. */
const own = says(
  () =>
    /(?<![\p{L}\d-])(?:i|i'm|i've|i'd|we|we're|we've|my|our|ours|us|me|mine|ich|wir|mein|meine[nmrs]?|unser|unsere[nmrs]?|uns|mir|mich|(?<!\b(?:leer|kun|kan|hoe|als|wat|dat|moet|mag|krijg|heb|vind|gebruik) )je|j'|nous|mon|ma|mes|notre|nos|yo|nosotros|mi|mis|nuestr[oa]s?|io|noi|mio|mia|miei|nostr[oaie]|ik|wij|mijn|ons|onze|eu|n\u00f3s|meu|minha|meus|noss[oa]s?|mamy|nas|nam|m[\u00f3o]j|moja|moje|nasz|nasze|nasza|naszych|naszymi|naszego)(?![\p{L}\d-])|\u5f0a\u793e|\u5f53\u793e|\u81ea\u793e|\u79c1\u305f\u3061|\u3046\u3061\u306e|\u304a\u5ba2\u69d8\u304b\u3089|(?<!\p{L})j'\p{L}|\b\p{L}{2,14}(?:[ae]mos|iamo)\b/u,
);
/** What is over, or has come about. */
const past = says(
  () =>
    /\b(?:was|were|did|didn't|had|got|came|went|failed|stopped|bounced|rejected|refused|has|have|hasn't|haven't|wurden?|hat|haben|habe|war|waren|kam|kamen|ging|gingen|konnten?|\u00e9tait|\u00e9taient|ai|avons|ont|fue|fueron|era|ha|han|he|hemos|qued\u00f3|[e\u00e8] stat[oa]|sono stat[ie]|ho|hanno|abbiamo|erano|werd|heeft|hebben|heb|foi|foram|tinha|tenho|temos)\b/u,
);
/** When it came. */
const time = says(
  () =>
    /\b(?:today|yesterday|tonight|this (?:morning|afternoon|evening|week|month)|last (?:night|week|month|\w{3,6}day)|since|ago|suddenly|again|still|now|monday|tuesday|wednesday|thursday|friday|saturday|sunday|heute|gestern|seit|pl[\u00f6o]tzlich|immer noch|jetzt|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|aujourd'hui|hier|depuis|soudain\w{0,5}|ce matin|toujours|maintenant|lundi|mardi|mercredi|jeudi|vendredi|hoy|ayer|desde|esta ma[\u00f1n]ana|ahora|de repente|lunes|martes|mi[\u00e9e]rcoles|jueves|viernes|oggi|ieri|da quando|stamattina|adesso|all'improvviso|(?:lune|marte|mercole|giove|vener)d[\u00eci]|vandaag|gisteren|sinds|vanochtend|opeens|nu|maandag|dinsdag|hoje|ontem|agora|segunda|ter[\u00e7c]a|dzisiaj|dzi[\u015bs]|wczoraj|nagle|teraz|poniedzia[\u0142l]ku|wtorku|[\u015bs]rody|czwartku|pi[\u0105a]tku)(?!\p{L})|\u6628\u65e5|\u4eca\u65e5|\u4eca\u671d|\u5148\u9031|\u5148\u6708|\u4eca\u9031|\u7a81\u7136|\u6025\u306b|[\u6708\u706b\u6c34\u6728\u91d1\u571f\u65e5]\u66dc\u304b\u3089|(?<![\d:])\d{1,2}:\d\d(?![\d:])|\b\d{4}-\d\d-\d\d\b/u,
);
/** Nothing has been done so far. */
const notYet = says(() => nothingYet);
/** What is done to things, in the present. */
const passive = says(
  () =>
    /\b(?:is|are|be|gets?) (?:\w{2,14}ly |not |also |then )?(?:\w{3,14}ed|sent|put|kept|held|shown|thrown|taken|given)\b|\b(?:wird|werden)\b|\b(?:est|sont) (?:pas |\w{2,12}ment )?\p{L}{3,14}(?:\u00e9e?s?|ie?s?|ue?s?)(?!\p{L})|\bse \p{L}{3,14}[ae]n?(?!\p{L})|\b(?:es|son) \p{L}{3,14}[ai]d[oa]s?\b|\b(?:viene|vengono)\b|\b(?:wordt|worden)\b|(?<!\p{L})(?:\u00e9|s\u00e3o) \p{L}{3,14}d[oa]s?\b/u,
);
/** What SES or a server does whenever it comes to it. */
const service = says(
  () =>
    /\b(?:amazon ses|ses|aws|der server|der dienst|le serveur|le service|el servidor|el servicio|il server|il servizio|de server|de dienst|o servidor|o servi\u00e7o) (?:setzt|lehnt|pr\u00fcft|speichert|ver\u00f6ffentlicht|versucht|z\u00e4hlt|f\u00fcgt|beh\u00e4lt|ajoute|enregistre|publie|r\u00e9essaie|compte|conserve|rejette|a\u00f1ade|guarda|publica|reintenta|cuenta|conserva|rechaza|aggiunge|salva|pubblica|riprova|conta|rifiuta|voegt|bewaart|publiceert|probeert|telt|weigert|adiciona|armazena|tenta|rejeita|mant\u00e9m)\b|\b(?:setzt|lehnt|pr\u00fcft|speichert|ver\u00f6ffentlicht|versucht|pausiert|pauzeert|voegt|weigert) (?:amazon ses|ses|aws|der server|der dienst|de server|de dienst)\b/u,
);
/** Somebody asks for help. */
const help = says(
  () =>
    /\b(?:help|any ?one|any ?body|any ideas?|thanks|thank you|please|why|hilfe|danke|warum|wieso|jemand|aide|merci|pourquoi|quelqu'un|ayuda|gracias|por qu\u00e9|alguien|aiuto|grazie|perch\u00e9|qualcuno|hulp|bedankt|waarom|iemand|ajuda|obrigad[oa]|por que|algu\u00e9m)\b/u,
);
const trouble: Sign = ({ raw }, bare) => tellsOfFailure(raw) && tellsOfFailure(bare);
/** A failure that is told of only between quotation marks. */
const quotedTrouble: Sign = ({ raw, plain }) =>
  plain.search(quoted) !== -1 && tellsOfFailure(raw) && !tellsOfFailure(raw.replace(quoted, ' '));

const table = {
  condition,
  verbFirst,
  modal,
  order,
  kind,
  definition,
  habit,
  question,
  you,
  own,
  past,
  time,
  help,
  notYet,
  passive,
  service,
  trouble,
  quotedTrouble,
  strong: ({ moods }: Unit): boolean => moods.some(isStrong),
  weak: ({ moods }: Unit): boolean => moods.some((mood) => !isStrong(mood)),
  twoMoods: ({ moods }: Unit): boolean => moods.length > 1,
  title: ({ isTitle }: Unit): boolean => isTitle,
  labelled: ({ isLabelled }: Unit): boolean => isLabelled,
} satisfies Readonly<Record<string, Sign>>;

/** The name of a sign. */
export type SignName = keyof typeof table;

/** Sentences with what they show, each asked once. */
export class SignedUnit {
  readonly unit: Unit;
  readonly #bare: string;
  readonly #known = new Map<SignName, boolean>();

  constructor(unit: Unit) {
    this.unit = unit;
    this.#bare = unit.plain.replace(quoted, ' ');
  }

  /** Whether the sentence shows one of some signs. */
  shows(...names: readonly SignName[]): boolean {
    return names.some((name) => {
      let found = this.#known.get(name);
      if (found === undefined) {
        found = table[name](this.unit, this.#bare);
        this.#known.set(name, found);
      }
      return found;
    });
  }
}

/** That something came about or was said, where nobody needs to say whose it is. */
const befell =
  /^\W{0,4}(?:impossible d(?:e |')|(?:impossibile|imposible|imposs[\u00edi]vel|onmogelijk|nie da si[\u0119e]) )|\u307e\u3057\u305f|\u3066\u3057\u307e|\u306a\u304f\u306a(?:\u308a|\u3063)|\u3068(?:\u3044\u3046|\u306e)\u30a8\u30e9\u30fc|\u3068(?:\u8a00\u308f\u308c|\u8868\u793a\u3055\u308c|\u51fa\u307e)/u;

/** What is to come has befallen nobody. */
const planned =
  /(?<!\p{L})(?:n[a\u00e4]chste[nrs]? (?:woche|monat|jahr)|(?:la )?semaine prochaine|(?:le )?mois prochain|(?:la )?(?:proxima|pr\u00f3xima|siguiente) semana|(?:proximo|pr\u00f3ximo) (?:mes|m\u00eas)|(?:settimana prossima|prossima settimana|mese prossimo|prossimo mese)|volgende (?:week|maand)|w (?:przysz[\u0142l]ym|nast[\u0119e]pnym) (?:tygodniu|miesi[\u0105a]cu)|demain|ma[\u00f1n]ana por|domani|amanh[\u00e3a]|jutro|wij zullen|we zullen|wir werden|vamos a|andremo|iremos|b[\u0119e]dziemy|\p{L}{3,14}(?:erons|eront|vront|vrons|rrons|rront|irons|iront|drons|dront))(?!\p{L})|\u6765\u9031|\u6765\u6708|\u660e\u65e5|\u6e96\u5099\u4e2d/u;

/**
 * Whether a sentence, in lower case, is somebody's own or of a day, and not what is so under a condition or by definition. `isBeside`:
 * another sentence of the text is.
 */
export function isOfSomebody(plain: string, isBeside = false): boolean {
  const unit = { plain, raw: plain, moods: [], isTitle: false, isItem: false, isLabelled: false, line: 0 };
  return (
    (isBeside || own(unit, plain) || time(unit, plain) || befell.test(plain)) &&
    !condition(unit, plain) &&
    !verbFirst(unit, plain) &&
    !planned.test(plain)
  );
}

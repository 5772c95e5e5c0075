import { once } from '../../model/once.ts';

/**
 * The moods of a sentence in which nothing has happened, whatever it speaks of. Sentences are in lower case, with plain quotes.
 * Made when a text is first asked for them, since V8 takes long to compile a long pattern; each repeat is bounded.
 */

/** What somebody can, must, wishes, plans or is told to do, and what is so under a condition: beside it a time says nothing. */
const strong = once((): readonly RegExp[] => [
  // A condition, of whomever.
  /\bwhose (?:message|text|subject|body|name|reply) (?:contains?|match(?:es)?|begins?|is)\b|^\W{0,4}(?:assume|suppose|imagine|let's say|angenommen|stell dir vor|supposons|supongamos)\b|(?:\b[\w-]{2,20} = [a-z][^,;=]{2,80}[,;] ){2}|(?:^|[,;:.\u2013(] ?)\W{0,4}(?:if|when|whenever|once|unless|should|in case|as soon as|until|where|by default|before|after) (?!i\b|i'|we\b|we'|my\b|our\b)[\w'"`-]|(?<=[\w"')`] )(?:if|when|whenever|unless) (?!i\b|i'|we\b|we'|my\b|our\b|not\b|\w{2,20}ing\b|asked\b)[a-z]|(?<=[\w"')`] )(?:until|once|as soon as|in case) (?:an?|the|you|it|its|your|their|they|ses|amazon|aws|one|no|someone|users?|any|this|messages|enough)\b|^\W{0,4}(?:wenn|falls|sobald|si|lorsque|quand|cuando|quando|se) (?!ich\b|wir\b|je\b|nous\b|yo\b)\p{L}/u,
  // What comes of it: "Miss one, and your newsletter is rejected".
  /^\W{0,4}[a-z]{3,12} [^,.!?]{2,30}, and (?:you|your|it|they|the) [^.!?]{0,60}\b(?:is|are|gets?|will|lands?|goes|has|have)\b/u,
  // A duty, a possibility.
  /(?<!\b(?:i|we|why|what|how) )\b(?:(?<!\d )may(?! \d)|might|must|should|shall|will|would|has to|have to|needs? to|are to|is to)\b(?! i\b)|\b(?:you|one|they|users?|someone) (?:can(?:not|'t)?|could|won't)\b|\b(?:messages?|addresses|accounts?|it|ses) can\b(?! no\b| not)|\bwe (?:may|must|shall|reserve) (?!have|be|not)|\b(?:you|i|we|it|he|she|they)'ll\b|\bcan only\b|\bcan be\b|\b(?:sie|man) (?:können|kann|müssen|muss|sollten?|dürfen|darf)\b|\b(?:können|kann|müssen|muss|sollten?|dürfen|darf) (?:sie|man)\b|\b(?:vous (?:pouvez|devez)|puede|debe|podrá)/u,
  // What a name means: a definition, an entry of a list.
  /\b(?:means|indicates|denotes|implies|stands for|refers to|is called|is defined as|is known as|is one of|is (?:the|a) (?:reply|code|error|answer|sign))\b|^\W{0,4}(?:an? |the )?(?:hard|soft|permanent|transient) bounces? (?:is|are)\b|['"*)`]\s{1,3}(?:[\u2013\u2014\u2192=-]{1,2}>?|:)\s{1,3}\S|^\W{0,3}[a-z]{4,20} \u2192 \S|^\W{0,4}[a-z]{1,3}\d{1,2} [\u2013\u2014-] \S/u,
  // What a passage is for, said before it.
  /^\W{0,4}(?:[a-z]\w{1,12} )?(?:questions?|quiz|exercise|scenario|example|case study|lab \d{1,2}|proposal|objectives?|goals?|epic|spike|reminder|about you|requirements|incident classes|meaning|impact|acceptable use|retention|service level|deprecation notice|tip|hint|freelance gig|vacancy|pros|cons)\b\s?\d{0,3}\s?:|^\W{0,4}(?:excluded|included) (?:are|is)\b/u,
  // An order.
  /^\W{0,6}(?:(?:[a-z]\w{1,20} )?(?:objectives|goals|steps?|to-?do|plan|task|tasks)\W{1,3})?(?:(?:next|then|first|second|finally|also|goal|hint|tip|note|action|actions|remember|and|or)\W{1,3})?(?:please )?(?:use|check|verify|remove|add|create|set|open|choose|request|send|stop|reply|read|find|call (?!with)|wait|write|move|export|import|document|test|run|see|make sure|ensure|retry|increase|reduce|contact|don't|do not|never|always|avoid|keep|consult|start|enable|disable|configure|click|go to|select|look|review|confirm|publish|replace|update|install|deploy|note|remember|consider|fill in|ask|slow down|generate|leave|handle|learn|measure|monitor|define|describe|list|name|explain|compare|raise|lower|rotate|switch|warm up|inform|tell|page|write down|discuss|agree|decide|prepare|schedule|collect|gather|implement|support|show|allow|introduce|return|throw|log|catch|map|mark|store|treat|ignore|pause|resume|escalate|post|announce|migrate|train|enforce|rename|drop|book|clean up|cut|ramp up|spread|provoke|get|reach|suppress|detect|vote|warn|beantragen|verwenden|prüfen|nutzen)\b(?!:| (?:failed|error|fails|rejected|refused|denied|timed|bounced))/u,
  // A wish.
  /\b(?:i|we)(?:'d| would) (?:like|love|appreciate|be happy)\b|\b(?:it'd|it would|would|that'd) be (?:great|nice|good|useful|helpful|possible|cool)\b|\bit would help\b|\bwe(?:'re| are) (?:looking for|hiring|seeking|happy to)\b|\b(?:can|could|would|will) (?:someone|anyone|somebody|you) (?:please )?(?:review|look|tell|explain|send|merge|check|let)\b|\b(?:feature request|happy to send a pr|nice to have|as an? [a-z -]{2,40},? i (?:want|need)|so that i|^\W{0,4}given (?:an?|the|no) [^.]{3,80}, (?:when|then)|acceptance criteria|user story|just a wish)\b|(?:^|\s)\+1 for\b|\b(?:i|we)'d (?:use|need|pay|prefer)\b/u,
  // A plan.
  /\b(?:tomorrow|next (?:week|month|sprint|quarter|step|year)|(?:from|on|by|until) (?:monday|tuesday|wednesday|thursday|friday|next)|going to|shall we|let's|planned|the plan|decision|agenda|to[ -]?do|upcoming|roadmap|milestone|before launch|go-live)\b/u,
  // A question of how things are.
  /^\W{0,6}(?:q(?:uestion)?\b\W{0,3}\d{0,3}(?: of \d{1,3})?\W{0,3})?(?:what (?:is|are|does|happens|would|do (?!i\b|you\b|we\b))|how (?!i\b|do (?:i|we)\b|come\b|am\b)\w+|can (?:i|we|you|one|ses|the|an?|it)|could (?:i|we|you)|do (?:i|we|you|refused|bounces|messages)|does|will|would|is (?:it|there|your|\d)|are there|which|who|why (?:is|are) (?:port|there|an?|it)|when (?:does|should)|should (?:i|we)|must i|may i|where (?:do|can|is)|(?:did|do|has|have|was|were) (?:a|any|our|your|you|it)\b)[^?]{3,200}\?/u,
]);

/** The same moods in German, French and Spanish. They are asked for only where a text has a word of one of these languages. */
const strongElsewhere = once((): readonly RegExp[] => [
  // A condition, of whomever.
  /(?:^|[\s(\u2013:,])(?:wenn|falls|sobald|sofern|solange|bevor|lorsqu['e]|quand|d\u00e8s qu['e]|tant qu['e]|avant (?:de|chaque)|cuando|en cuanto|antes de) ?(?!ich\b|wir\b|je\b|j'|nous\b|yo\b)[\p{L}\d"'\u00ab\u201e]|^\W{0,4}(?:si|se) (?!je\b|nous\b|yo\b)\p{L}|, si (?!je\b|nous\b)\p{L}/u,
  // A duty, a possibility.
  /\b(?:m\u00fcssen|muss|sollten?|soll|sollen|d\u00fcrfen|darf)\b|\b(?:kann|k\u00f6nnen) (?:sie|man|er|es|das|ein\w{0,2}|mit|auch|bis|erst)\b|\b(?:sie|man) (?:kann|k\u00f6nnen)\b|\b(?:doit|doivent|devez|devra|il faut|peut|peuvent|pouvez)\b|\b(?:debe|deben|deber\u00e1|hay que|se puede|pueden?)\b/u,
  // What a name means.
  /\b(?:bedeutet|bezeichnet|steht f\u00fcr|hei\u00dft,? dass|nennt man|signifie|veut dire|d\u00e9signe|indique qu|on appelle|significa|quiere decir|indica que|se llama)\b/u,
  // An order.
  /^\W{0,6}(?:bitte (?!um\b)\p{L}|\p{L}{3,14}(?:en|rn|ln) sie\b|\p{L}{3,14}ez\b|ne \p{L}{3,14}ez\b|no hace falta\b|(?:compruebe|verifique|a\u00f1ada|revise|espere|pida|consulte|configure|haga|abra|elija|seleccione|solicite|utilice|evite)\b)|\b(?:wenden|achten|beachten|melden) sie\b|\bbitte beachten\b/u,
  // A question of how things are.
  /^\W{0,6}(?:was (?:ist|sind|passiert|geschieht|hei\u00dft|tun)|wie (?:funktioniert|lange|oft|viele?|hoch|kann man|wird|werden)|darf|kann (?:man|ein)|gibt es|welche\w?|wer|wann|qu'est-ce|que se passe|que faire|comment (?:faire|fonctionne|peut-on)|combien|est-ce qu|quel\w{0,3}|peut-on|faut-il|qu\u00e9 (?:es|pasa|ocurre|hacer|sucede)|c\u00f3mo (?:se|funciona)|cu\u00e1nt\w{1,2}|cu\u00e1l\w{0,2}|se puede)\b[^?]{3,200}\?/u,
]);

/** What things of a kind do: beside a time or somebody's own it may be told of a case. */
const weak = once((): readonly RegExp[] => [
  /^\W{0,4}(?:the |all |most |some |any |every |each |an? |hard |soft |unverified |verified |new |suppressed |bounced |permanent |transient |invalid |failed ){0,6}(?:account-level suppression list|bounces|complaints|accounts|applications|clients|messages|mails|emails|addresses|senders|receivers|domains|identities|recipients|credentials|servers|providers|suppression lists?|users|customers?|suppliers?|amazon ec2|backends?|plugin|library|tool|package|module|programs|retries|subscribers|isps)(?: [a-z'-]{2,20}){0,4} (?:are|can|must|should|shall|do|have|holds?|contains?|need|will|cannot|may|retry|fail|throttles?|returns?|answers?|rejects?|refuse|add|keeps?|raises?|waits?|count|bounce|publish|listens?|marks?|maps?|stores?|pause|limits?|removes?|sends?|defer)\b/u,
  /^\W{0,4}(?:an?|every|each|any|no) [\w' -]{2,40}? (?:is|has|does|gets|holds|needs|retries|fails|throttles|returns|answers|rejects|refuses|listens|marks|maps|stores|sends|expires|counts|bounces|can|comes)\b/u,
  /\b(?:amazon )?ses (?:then |also |always |never )?(?!says|tells|shows|keeps|was|has|does|complains|status|errors|bounces|throws|insists|claims|thinks|wants|sends|newsletters|messages|mails|emails|accounts|users|credentials|events|limits|quotas|templates|identities|notifications|details|settings|metrics|docs|logs|clients|endpoints|replies|campaigns|rules)[a-z]{3,14}s\b(?! is\b| was\b)|\b(?:the (?:server|endpoint|receiver|client|backend|library|sdk)|gmail|outlook|yahoo|hotmail|an? (?:server|receiver)) (?:answers|returns|replies|responds|waits|retries|raises|throws)\b/u,
  /^\W{0,4}in (?:1[89]\d\d|20[01]\d)\b|^\W{0,4}(?:the|this|our) (?:exam|quiz|lesson|lecture|workshop|course|seminar|training) (?:has|consists|covers|shows|starts|lasts)\b|\b(?:such as|for example|e\.g\.|for instance|in general|generally|typically|usually|normally|commonly|for more information|for details|up to \d|at most|at least|per (?:day|second|month)|each (?:second|day|month|message|time)|every (?:second|day|month|message|time))\b/u,
  /\b(?:occurs|appears|happens) (?:when|if|in|on)\b|\b(?:are|be) (?:returned|thrown|raised|generated|issued|placed|reported|answered|published|retried|counted|stored|limited|kept|shown|marked|considered|treated|ignored|added|removed|signed)\b|\bis (?:derived|returned|thrown|raised|generated|issued|published|retried|counted|stored|limited|ignored|considered|treated|marked|shown) (?:when|if|by|for|as|to|with|in|per)\b/u,
  /\b(?:announces|introduces|launches|is available|are available|now available|available in|\b(?:in )?(?:this|the|our) (?:next )?(?:chapter|lesson|tutorial|guide|course|section|article|video|workshop|page|document|post) (?:we |you |shows?|explains?|covers?|describes?|is about|lists?|introduces)|\(m\/[fw]\/[dx]\)|you (?:have (?:run|worked|built|experience|\d)|know|bring|understand|love|like|enjoy|speak))\b/u,
  /\b(?:they|it) (?:reviews?|pauses?|suspends?|maps|handles|marks|retries|adds|removes|shows|catches|exposes)\b|\b(?:watches|warns|finds|fixes|cleans|protects|helps|monitors|keeps|detects|shows|tells|alerts|saves|gives) (?:you|your)\b|^\W{0,3}(?:requests|calls|replies|all recipients) (?:fail|are|were|get)\b|\bexits? (?:with )?\d\b/u,
  /\bhow (?:satisfied|likely|easy) (?:is|are|was|were)\b|^\W{0,4}(?:[a-z._]{2,30}: )?(?:how (?:often|long|many|much)|whether|replies (?:after|for|to|on) which|the (?:number|name|time|list|replies) (?:of|after|at|for)) [^?]{3,200}$/u,
  /\bso (?:that )?[\w' -]{2,60} (?:do|does|must|cannot|can|should|are|is|won't|will)\b/u,
  /\b(?:common|possible|typical|frequent|likely|usual) (?:causes|reasons|errors|problems|replies)\b|^\W{0,4}causes of an?\b/u,
  /^\W{0,4}(?:sending|delivering|mailing|writing) to (?:any|other|such|an?|unverified)\b|^\W{0,4}using (?:an?|the) [\w -]{2,40} (?:fails|causes|leads|results)\b/u,
  /\bwe (?:(?:do not|don't|never) (?:send|share|sell|use|accept|allow|store|mail)|remove|retry|keep|store|mark|count|treat|suppress|ignore|process|handle|notify|offer|pause|review|publish|recommend|support|monitor|log|sign|reserve|help|provide|believe|take|collect)\b/u,
]);

const weakElsewhere = once((): readonly RegExp[] => [
  /\b(?:in|dans|en|con) (?:dies|unser|ce|cett|notr|est|nuestr)\w{0,3} (?:kapitel|abschnitt|artikel|beitrag|lektion|\u00fcbung|schulung|kurs|handbuch|leitfaden|anleitung|video|chapitre|article|le\u00e7on|guide|section|tutoriel|formation|cap\u00edtulo|art\u00edculo|lecci\u00f3n|gu\u00eda|secci\u00f3n|tutorial|curso)\b|\b(?:erkl\u00e4rt|beschreibt|explique|d\u00e9crit|explica|describe) (?:was|warum|wie|wann|ce qu|pourquoi|comment|quoi|qu\u00e9|por qu\u00e9|c\u00f3mo|cu\u00e1ndo|die|der|das|les?|la|los?|las)\b|\b(?:lernen sie|vous apprendrez|aprender\u00e1)\b|\b(?:richtlinie|regeln|grunds\u00e4tze|politique|r\u00e8gles|pol\u00edtica|normas|glossar|glossaire|glosario|legende|l\u00e9gende|leyenda)\b/u,
  /\b(?:wir (?:empfehlen|entfernen|pr\u00fcfen|versuchen|l\u00f6schen|speichern|behalten|verwenden|nutzen|bieten|beobachten|\u00fcberwachen|markieren|behandeln|warten|sperren|z\u00e4hlen|raten|ver\u00f6ffentlichen|verlangen|akzeptieren)|(?:empfehlen|entfernen|pr\u00fcfen|versuchen|l\u00f6schen|speichern|behalten|verwenden|markieren|behandeln|warten|sperren|z\u00e4hlen|raten) wir|nous (?:recommandons|retirons|v\u00e9rifions|supprimons|gardons|conservons|utilisons|surveillons|r\u00e9essayons|publions|conseillons|attendons|traitons|comptons|proposons|offrons)|recomendamos|eliminamos|comprobamos|esperamos|intentamos|volvemos a|guardamos|usamos|vigilamos|publicamos|tratamos|ofrecemos|revisamos)\b/u,
  /\b(?:normalerweise|in der regel|\u00fcblicherweise|meist(?:ens)?|zum beispiel|z\. ?b\.|generell|grunds\u00e4tzlich|standardm\u00e4\u00dfig|le plus souvent|d'habitude|en g\u00e9n\u00e9ral|g\u00e9n\u00e9ralement|normalement|par exemple|par d\u00e9faut|normalmente|por lo general|generalmente|por ejemplo|por defecto|habitualmente|la mayor\u00eda de las veces)\b/u,
]);
/** Words that hardly a sentence of these languages is without. */
const elsewhere =
  /(?:^|[\s(])(?:der|die|das|und|ist|sind|wird|ein|eine|nicht|mit|sie|bitte|le|la|les|des|est|une?|nous|vous|el|los|las|una|que|para|nuestr\w{1,2})\b/u;

/** What somebody would like, will do, may do or asks: they have not done it. */
const notDone =
  /\b(?:(?:can|could|may|must|should|shall|do|if|when|that|so|would|will|until|before|once|chapter|section|lesson) (?:i|we)|(?:i|we)(?:'d|'ll| (?:will|would|shall|may|should|want|wish|plan|hope|need to)))\b[^.!?;]{0,200}|\b(?:my|our) (?:[a-z-]{2,20} ){1,3}(?:will|would|shall|may|should)\b[^.!?;]{0,120}|\bwe (?:do not|don't|never) (?:send|share|sell|use|accept|allow|store|retry|mail)\b|\bwhat (?:happens|do we do|would happen|we'd do)\b[^.!?]{0,120}|\b(?:can|could|would|will) (?:you|someone|anyone)\b[^.!?]{0,160}|^\W{0,4}(?:q\W{1,3})?(?:(?:did|do|has|have|was|were|is|are) (?:a|any|our|your|you)|(?:will|would|can|should|do|does) my)\b[^?]{3,200}\?|\bwe(?:'re| are) (?:looking for|hiring|seeking|happy to)\b[^.!?]{0,240}/gu;

/** A condition that is none: whoever says so is polite. */
const politely =
  /\bif (?:you (?:like|want|wish|prefer|please|can|could|have (?:time|a (?:minute|moment)))|possible|that helps)\b/gu;

/** The moods of a sentence, by their places in one list of all. */
export function moodsOf(said: string): readonly number[] {
  const sentence = said.replace(politely, ' ');
  const moods = [...strong(), ...weak()].flatMap((mood, at) => (mood.test(sentence) ? [at] : []));
  if (!elsewhere.test(sentence)) return moods;
  // A mood has one place, in whatever language it is told.
  const also = (list: readonly RegExp[], places: readonly number[]): readonly number[] =>
    list.flatMap((mood, at) => (mood.test(sentence) ? [places[at] ?? 0] : []));
  return [
    ...new Set([
      ...moods,
      ...also(strongElsewhere(), strongPlaces),
      ...also(
        weakElsewhere(),
        weakPlaces.map((at) => strong().length + at),
      ),
    ]),
  ];
}

/** Where the moods of other languages stand in the lists above. */
const [strongPlaces, weakPlaces] = [
  [0, 2, 3, 5, 8],
  [5, 10, 3],
];

/** The places of the moods of a duty and of an order. */
export const [duty, order] = [2, 5];

/** Whether a mood is a strong one, by its place. */
export const isStrong = (mood: number): boolean => mood < strong().length;

/** A sentence without what somebody would like, will do or asks. */
export const withoutNotDone = (sentence: string): string => sentence.replace(notDone, ' ');

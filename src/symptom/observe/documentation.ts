import { once } from '../../model/once.ts';
import { mentions } from '../mentions.ts';

/** What a page of documentation does, each once: it states conditions, says what one can and must do, points to other pages. */
const habits: readonly RegExp[] = [
  /(?:^|[.!?:] |\n)\W{0,4}(?:if|when|once|unless|before|after|by default|to) \w[^.!?]{3,160}, /iu,
  /\byou (?:can|must|should|may|need to|have to|might|will|cannot|can't)\b/iu,
  /\b(?:see|refer to|read|described in|consult) (?:the |our |also )?[\w ,'"-]{0,60}(?:guide|documentation|docs|section|page|chapter|reference|faq|table|below)\b|\bfor (?:more (?:information|details)|example|instance)\b/iu,
  /\b(?:amazon )?ses (?:then )?(?:answers|returns|rejects|responds|sends|throttles|counts|stops|limits|gives|refuses|adds|uses)\b/iu,
  /\b(?:the following|this (?:section|page|guide|topic|table|error means)|note that|in this case|means that|indicates that|make sure|ensure that)\b/iu,
  /\b(?:your|an?) (?:account|identity|domain|address|message|request) (?:is|was|has|must|does)\b/iu,
];
/** Somebody tells of their own, or a program of a run. */
const ofOne =
  /(?<![\w-])(?:i|i'm|i've|we|we're|we've|my|our|us|wir|ich)(?![\w-])|\?\s{0,3}$|\d\d:\d\d:\d\d|\bError: |Exception|Traceback|\b(?:said|got|status=|relay=)/imu;

/** What a sentence of a shorter page does: it says what a name means, what things do in general, what to do then. */
const general = once((): readonly RegExp[] => [
  /\b(?:means|indicates|denotes|implies|describes|stands for|refers to) (?:that |the |an? |permanent|temporary)|\bthis (?:error|code|reply|status|response|message) (?:means|occurs|indicates|appears|is (?:returned|thrown|raised|given))|\b(?:returns?|raises|throws|answers with|is returned|is thrown|fails with) (?:this (?:error|code)|when|if|")/iu,
  /^\W{0,4}(?:the |all |most |some |any |hard |soft |unverified |verified |new |a 5\d\d |a 4\d\d |permanent |transient )?(?:bounces|complaints|accounts|applications|clients|messages|mails|emails|addresses|senders|receivers|domains|identities|recipients|credentials|servers|providers|suppression lists?|account-level suppression list|sandbox accounts|sending to|retries)\b.{0,60}?\b(?:are|can|must|should|do|does|have|hold|holds|need|will|cannot|may|retry|fails)\b/iu,
  /\b(?:such as|for example|e\.g\.|for instance|in general|typically|usually|by default|generally|commonly|for more information)\b/iu,
  /^\W{0,4}(?:remove|check|verify|use|request|retry|wait|ensure|make sure|create|increase|reduce|contact|move|add|send) (?:the|a|an|for|that|with|until|each|every|them|it|more)\b/iu,
  /\b(?:amazon )?ses (?:then )?(?:answers|returns|rejects|responds|retries|throttles|counts|stops|limits|gives|refuses|adds|uses|generates|does|keeps)\b/iu,
  /\b(?:when|if|whenever|unless|once) (?:an?|the|its|one|no) [\w' -]{2,60}\b(?:is|are|has|does|sends|exceeds|reaches|rejects|bounces|fails|cannot)\b/iu,
  /\bso (?:that )?[\w' -]{2,60} (?:do|does|must|cannot|can|should|are|is)\b/iu,
  /\b(?:is|are) (?:derived|generated|retried|counted|stored|limited|kept|sent) (?:per|by|for|to|when|as|before)\b/iu,
]);
/** What only one case has: an address, an id, a time, a host, whose turn it is; and words that a single case is told in. */
const ofCase =
  /[\w.+-]@[\w-]{1,60}\.|\b01[\da-f]{10,14}-|\d\d:\d\d|\barn:aws|\d{1,3}(?:\.\d{1,3}){3}|\b(?:yesterday|today|since|now|this morning|suddenly|again|still|please|sorry|unfortunately|your (?:message|mail|email|account))\b|[({[]"?\w{2,30}"?\s?[:=]|=>|\bobject\(|\b(?:class|code|error_?code): [\w.\\]*[a-z][A-Z]?\w|^\s{0,8}code: \w/imu;

const words = [
  ...['means', 'indicates', 'denotes', 'describes', 'such as', 'for ', 'this ', 'return', 'raise', 'throw'],
  ...[
    'when',
    'if ',
    'unless',
    'should',
    'must',
    'can ',
    'ses ',
    'general',
    'by default',
    'typical',
    'usual',
    'are ',
  ],
];

/** A line that a program, a server or SES wrote, beside prose: it begins as a reply, a record or an error does, and explains nothing. */
function isUtterance(line: string): boolean {
  const begins =
    /^\W{0,12}(?:(?:response|reply|error|server|remote|result|output|log|got|smtp|s)\b\W{0,6}){0,3}(?:smtp;\s?)?[245]\d\d[ -](?:#?[245]\.\d|[A-Z<])/iu.test(
      line,
    ) ||
    /^\s{0,8}[{[]\s{0,4}["'{[]|^\s{0,8}"\w{2,40}"\s?:|^\W{0,4}[A-Z][a-z]+(?:[A-Z][a-z]+){1,4}:\s/u.test(line);
  if (/failed the check in region [\w-]{4,24}:? \S/iu.test(line)) return true;
  return (
    begins && (ofCase.test(line) || (habitsOf(line) === 0 && !general().some((sign) => sign.test(line))))
  );
}

const habitsOf = (text: string): number => habits.filter((habit) => habit.test(text)).length;

/** Whether a text is a page of documentation, which says what errors there are and not that one came. */
export function isDocumentation(lines: readonly string[]): boolean {
  const text = lines.slice(0, 60).join('\n');
  if (
    text.length < 80 ||
    text.length > 20_000 ||
    ofOne.test(text.replace(/^\W{0,4}\w{3,60}Exception\b/u, ''))
  )
    return false;
  if (text.length >= 150 && mentions(text, 'you ', 'you\n', 'your') && habitsOf(text) >= 4) return true;
  return isGeneral(text);
}

/** Sentences of which all but a few say what is so in general, in at least two ways, and none tells of a case. */
function isGeneral(text: string): boolean {
  if (!mentions(text, ...words) || ofCase.test(text)) return false;
  const sentences = text.split(/[.!?](?=\s|$)|\n/u).filter((sentence) => sentence.trim().length > 8);
  if (sentences.length < 2 && !/: \w.{40}/u.test(text)) return false;
  const signs = general();
  const told = sentences.filter((sentence) => signs.some((sign) => sign.test(sentence))).length;
  return (
    told * 3 >= sentences.length * 2 &&
    signs.filter((sign) => sentences.some((one) => sign.test(one))).length >= 2
  );
}

/** Lines without the pages of documentation among them, where a program's own words stand beside: these are what happened. */
export function withoutProse(lines: readonly string[]): readonly string[] {
  if (lines.length < 2 || lines.length > 60) return lines;
  const prose = lines.filter((line) => !isUtterance(line));
  if (prose.length === lines.length || !isDocumentation(prose)) return lines;
  return lines.map((line) => (isUtterance(line) ? line : ''));
}

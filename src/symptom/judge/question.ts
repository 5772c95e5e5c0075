import type { Reading } from '../collector.ts';
import { withEnglish } from '../lexicon/glossary.ts';
import { foldedText } from '../observe/terms.ts';
import { isOfAccountElsewhere } from '../observe/accounts-elsewhere.ts';
import { factsOf } from '../observe/told-facts.ts';
import { isQuiet } from '../observe/forms.ts';
import { isOfDeployment } from '../observe/deployment.ts';
import { isLabelled } from '../observe/label.ts';
import { tellsOfFailure } from '../observe/failure-words.ts';
import { isOfSomebody } from '../observe/signs.ts';
import { isOfPaper, isOver, withoutDenied } from '../observe/stance.ts';
import { isWish } from '../observe/wish.ts';
import { isOfOtherProgram } from '../observe/other-program.ts';
import { isOfOtherConnection } from '../connection-failure.ts';
import { wentWellWithSes } from '../observe/went-well.ts';
import type { TextBlock } from '../text-block.ts';
import { namesOnlyPossibilities } from './possibilities.ts';
import { weighTold } from './told.ts';

/** A question about how things are in general, and none about a trouble of one's own. */
export const isGeneral = (sentence: string): boolean =>
  /^\W{0,3}(?:(?:so|and|hi|hello|hey|quick question),? ){0,2}(?:what (?:is|are|does|happens|would|counts)|what's|how (?:many|much|long|often|does|do (?:you|people|dedicated)|is|are)|is (?:it|there)|are there|can (?:one|you|ses)|does|do (?:you|dedicated|ses|aws|amazon|smtp|the)|which|where can|when does|would)\b/u.test(
    sentence,
  ) && !/\b(?:i|i'm|my|our|ours|we|we're|us|me|mine)\b/u.test(sentence);

/** How something is done or looked up, and no trouble with it. */
const isHowTo = (sentence: string): boolean =>
  /^\W{0,3}(?:(?:so|and|hi|hello|hey),? ){0,2}(?:where|how) (?:can|do|could|would|should) (?:i|we|you|one) (?:see|view|check|look|monitor|set|create|configure|enable|choose|calculate|measure|export|list|integrate|use)\b/u.test(
    sentence,
  ) &&
  !sentence.includes('suppress') &&
  !tellsOfFailure(sentence.replace(/\bbounces?\b|\bcomplaints?\b/gu, ' '));

/** What SNS puts below each notification by mail: it is about the subscription of who reads it. */
const footerOfTopic =
  /if you wish to stop receiving notifications from this topic[^]{0,120}(?:\s{0,4}https?:\/\/\S{1,900})?|please do not reply directly to this email\. if you have any questions[^]{0,200}/giu;

const longest = 1500;
/** Who asks says "we" and "my", or puts a question. */
const asks =
  /\?|\b(?:i|i'm|i've|we|we're|we've|our|my|your|us|me|anyone|anybody|hello|hi|hey|help|please|why|how|firing|since|suddenly|always|everything|all|keep|wir|unsere?\w?|meine?\w?|ich|warum|wieso|nous|notre|nos|mes|pourquoi|mis|nuestr\w{1,3}|nossos|meus|miei|nostr\w)\b/u;
/** A line of a log, and no question: a level before it, or members of logfmt. */
export const isOfProgram = (text: string): boolean =>
  /^\W{0,3}(?:INFO|DEBUG|TRACE|NOTICE)\b/u.test(text) ||
  (text.match(/(?<![\w&?])[a-z_.]{2,30}=[^\s=]/gu)?.length ?? 0) >= 3;

/** Whom a post speaks to, and not of. */
const toTheForum =
  /\b(?:hi|hello|hey|dear|thanks|thank you|morning),? (?:all|everyone|everybody|people|folks|guys|there)\b|\b(?:any ?one|any ?body|some ?one|some ?body)(?: here| else| out there){0,2} (?:know|knows|have|has|had|any|ideas?|help|explain|been|seen|saw|tell|please|experienc\w{0,5}|face\w?|facing|got|getting|run|ran|using|point)\b|\b(?:any ?one|any ?body)(?: else)?\?/giu;
/** What goes well beside what does not: "sends work fine, but …" is no end of the trouble. */
const withoutContrast = (text: string): string =>
  text
    .split(/(?<=[.!?;])\s|,\s/u)
    .map((part) =>
      /\b(?:now|again|after|since|once|finally)\b/iu.test(part)
        ? part
        : part.replace(
            /\b(?:works?|working|is|are) (?:fine|ok|okay|perfectly|flawlessly|as expected|well|good)\b/giu,
            ' ',
          ),
    )
    .join(', ');

/** What programs and servers write, and people only quote: then the quotation decides. */
const quotes =
  /\b[A-Z][A-Za-z]{4,60}(?:Exception|Error)\b|Exception:|\.ERROR\b|\b(?!ses:)[a-z][a-z\d-]{1,20}:(?:Get|Put|List|Describe|Create|Delete|Publish|Send|Invoke|Decrypt|Encrypt|Receive|Assume)[A-Z]|\b(?:status|relay|dsn)=|^\w{2,80}\{\w{1,40}="|\b[Aa]uthentication-[Rr]esults:|Traceback|Error:|smtp;|diagnostic|\(#[45]\.\d\.\d\)|(?<![\d.])[45]\d\d[ -](?:[45]\.\d|[A-Z][a-z])|\bat [\w.$]{1,120}\(/u;

/** Whether a text may be a person's who tells of their own: it costs little to ask. */
export const isOfPerson = (text: string): boolean =>
  text.length <= longest && ofOne.test(text.toLowerCase()) && !quotes.test(text);

/** The header of a message (RFC 5322 3.6): what is in it the readers of headers tell, and nobody says it. */
const isHeader = (lines: readonly string[]): boolean =>
  lines.some((line) => /^received: /iu.test(line)) ||
  lines.filter((line) =>
    /^(?:return-path|dkim-signature|from|to|subject|date|message-id|mime-version): /iu.test(line),
  ).length >= 4;

/** A dialogue of SMTP as a client shows it: its numbers decide, and nobody tells of anything. */
export const isTranscript = (lines: readonly string[]): boolean =>
  lines.filter((line) => /^\W{0,12}[2-5]\d\d[ -]\S/u.test(line)).length >= 3;

/** The names of the columns of a table, as command lines print them. */
const headOfTable = /^[A-Z_]{2,20}(?:(?:\s{2,80}|\s?\|\s?)[A-Z_]{2,20}){1,12}$/u;

/** How an alarm begins that was raised: what stands behind it is told in words. */
const alarm =
  /^\W{0,4}\[?(?:FIRING|ALERT|ALARM|CRITICAL|PROBLEM|TRIGGERED|DOWN)(?::\d{1,4})?\]?(?:\s?[:|\u2013\u2014-]\s|\s)\W{0,3}/u;
/** A line without the head of an alarm that was raised. */
export const withoutAlarm = (line: string): string => line.replace(alarm, '');

/** What somebody asks about in plain words, when nothing in the text is an error of a program; null when it is about something else. */
export function readQuestion(block: TextBlock): readonly Reading[] | null {
  const { foreignOrigin } = block;
  const isOfAws = foreignOrigin !== null && /A(?:mazon|WS)/u.test(foreignOrigin.whose);
  if (foreignOrigin !== null && !block.isSes && !isOfAws) return null;
  if (block.lines.some(({ text }) => isOfDeployment(text)) || wentWellWithSes(block.lines)) return null;
  const lines = block.lines
    .map(({ text }) => withoutAlarm(text.trim()))
    .filter(
      (text) =>
        text !== '' &&
        !isOfOtherProgram(text) &&
        !headOfTable.test(text) &&
        !isQuiet(text) &&
        !isOfOtherConnection(text),
    );
  const text = lines.join(' ');
  if (text.length > longest || text.length < 8 || quotes.test(text) || isHeader(lines) || isTranscript(lines))
    return null;
  if ((isLabelled(text) && !block.isSes && !ofOne.test(foldedText(text))) || isOfProgram(text)) return null;
  const whole = foldedText(
    text
      .replace(toTheForum, ' ')
      .replace(footerOfTopic, ' ')
      .replace(/\{\{.{1,40}?\}\}/gu, ' placeholder ')
      // The letters of an id are no words.
      .replace(/(?<!\w)[\da-f]{8,32}(?:-[\da-f]{2,16}){2,6}(?!\w)/giu, ' ')
      .replaceAll('%', ' percent')
      .replace(/no deseado/giu, 'spam')
      .replace(/(\d)(?=[mg]i?b\b)/giu, '$1 '),
  );
  if ((!asks.test(whole) && lines.length > 1) || isOfVisitors(whole)) return null;
  const facts = factsOf(text);
  const told = whole
    .split(/[.!?\n](?=\s|$)|(?<=[\u3002\uff01\uff1f])/u)
    .filter((sentence) => sentence.length > 5);
  const isOfSpeaker = told.some((sentence) => isOfSomebody(sentence));
  const inEnglish = told.map((sentence) => withEnglish(sentence, isOfSpeaker));
  const wholeInEnglish = inEnglish.join('. ');
  const isOfOne = ofOne.test(whole) || wholeInEnglish !== told.join('. ');
  // Another service of AWS is named: events go through some of them.
  if (isOfAws && !block.isSes && !isOfOwnMail(wholeInEnglish, isOfOne)) return null;
  const sentences = inEnglish.map((sentence) => `${sentence}${facts}`);
  if ((isOver(withoutContrast(text)) && !/\?\s{0,3}$/u.test(text)) || isOfPaper(text)) return null;
  const codes = codesToldIn(
    block.isSes || namedAfterSes.test(text) || (block.isAws && ofMail.test(wholeInEnglish)),
    sentences.slice(0, 20),
    wholeInEnglish,
    isOfOne,
  );
  if (codes === null || (codes[0]?.startsWith('identity/') === true && isOfAccountElsewhere(whole)))
    return null;
  return codes.map((code, place) => ({
    code,
    quote: text.slice(0, 300),
    data: { basis: 'words' },
    weight: place === 0 ? 1 : 2,
  }));
}

/** Mail of AWS is spoken of: what is told then is told of SES. */
const ofMail =
  /\b(?:order|booking) confirmations?\b|\bpassword resets?\b|\be?-?mail\w{0,8}|\bidentit|\bsender\b|\bfrom address|\bsmtp\b|\bnewsletters?\b|\bsandbox|\bdkim\b|\bbounc(?:e|es|ed|ing)\b|\bcomplaints?\b|\bsend(?:ing)?\b|\bsuppression\b|\bcnames?\b|\bverification\b|\bspf\b|\bdmarc\b|\bmailbox|\brecipients?\b|\baws_region\b|\btenants?\b|\bconfig(?:uration)? set|\bnewsletter|\btemplatedata\b|\bproduction access\b|\binbox/u;
/** Counts one after the other, and the members of a record: a program speaks. */
const counts =
  /^\s{0,3}[{[<]|(?:\b\d{1,9} [a-z]{3,20}, ){2}|(?:\b[a-z]{3,20}: \d{1,9}, ){2}|(?:\b[a-z]{3,20}: [\w.:@-]{1,60} ){3}/u;
/** Good news. */
const granted =
  /\b(?:increased|granted|approved|restored|reinstated|lifted|re-?enabled|resumed|(?:now|been|successfully) verified)\b/u;
/** Things of other kinds that are full, slow, refused or verified too. */
const ofOtherThings =
  /\b(?:drive|dropbox|storage|disk|backups?|printer|print jobs?|slack|paypal|search console|acm|thunderbird|sql|select|parser|queue empty|ssh|docker|daemon|helm|crashloopbackoff|backofflimit\w{0,10}|psql|postgres\w{0,3}|kubectl|npm|nginx|upstream|akka|chapter|section|parcel|meeting|agenda|workshop|curious|hints?|just asking)\b|\bport (?:22|80|443|3306|5432)\b/u;
/** Visitors of a site bounce, too. */
const ofVisitors = /\bbounce[ -]?rate|\bbounced\b/u;
const ofSites =
  /\b(?:landing ?pages?|web ?sites?|checkout|page ?views?|visitors?|sessions?|mobile|desktop|blog|careers?|redesign\w{0,2}|conversions?|analytics|readers leave|homepage|home page|funnel|seo|organic|one page|shop page)\b/u;
const ofSending =
  /\be?-?mail(?:s|ing|ings|ed|box)?\b|\bses\b|\bnewsletters?\b|\bsend\w{0,4}\b|\bsent\b|\bcampaigns?\b|\binbox\b|\bdomains?\b|\brecipients?\b|\baddress(?:es)?\b|\bdkim\b|\bsuppress\w{1,6}|\bimport\b/u;
/** Whether what bounces are visitors of a site, and no mail. */
const isOfVisitors = (whole: string): boolean =>
  ofVisitors.test(whole) && ofSites.test(whole) && !ofSending.test(whole);
const ofOne = /(?<![\w-])(?:i|i'm|i've|i'd|we|we're|we've|we'd|my|our|ours|us)(?![\w-])/u;
/** Words of mail alone, and words of mail and of much else. */
const mailWord =
  /\be?-?mails?\b|\b(?:[smn]|es)?smtp\b|\bports? 25\b|\bpostfix\b|\bexim\d?\b|\border confirmations?\b|\bdkim\b|\bspf\b|\bdmarc\b|\bmailbox\w{0,2}|\brecipients?\b|\bbounc\w{1,3}\b|\bnewsletters?\b|\bsuppress\w{1,6}\b|\bsends?\b|\bsending\b|\bverification\b|\bmail[ -]from\b|\bconfig(?:uration)? sets?\b|\btenants?\b|\btemplatedata\b|\bproduction access\b|\binbox\w{0,2}\b|\bnodemailer\b|\bstarttls\b|\bsendemail\b|\blistmanagement\w{0,10}|\bcontact lists?\b|\bcomplaints?\b|\bunsubscri\w{1,6}|\bspam\b|\behlo\b|\bhelo\b|\bsubscribers?\b|\bgr[ae]ylist\w{0,4}|\bcampaigns?\b|\breceivers?\b|(?<![\d.])(?:587|465|2587|2465)\b|\bmailer\b|\breverse dns\b|\breceiving \w{2,12}\b/gu;
const oftenOfMail =
  /\bdomains?\b|\baddress(?:es)?\b|\bverified\b|\btemplates?\b|\bhandlebars\b|\blogin\b|\bregion\b|\bips?\b|\bgmail\b|\boutlook\b|\byahoo\b|\bhotmail\b|\bcustomers?\b|\bamazon\b|\baws\b|\bidentit\w{1,3}\b|\bcnames?\b|\bproviders?\b|\bsessions?\b|\binvoices?\b|\bbounces? notif|\battachments?\b|\bsandbox\b|\bsns\b|\bmx\b|\btxt\b|\bmessages?\b|\baccount\b|\b(?:us|eu|ap|sa|ca|me|af)-[a-z]{4,9}-\d\b/gu;

/** What is said not to be there, and is no trouble: "no bounces, no complaints". That nothing comes is one. */
const absent =
  /(?<!\b(?:gets?|got|getting|receives?|received|sees?) )\b(?:no|without|nothing|none|neither|nor|not (?:under|in|on))(?! longer| more| one)\b(?: [^\s,;:.!?]{1,24}){0,5}/gu;

/** Somebody tells of the mail that they send, and names nobody who sends it: whoever asks here sends with SES. */
function isOfOwnMail(whole: string, isOfSpeaker = ofOne.test(whole)): boolean {
  if (ofOtherThings.test(whole)) return false;
  const affirmed = whole.replace(absent, ' ');
  const count = (words: RegExp): number => new Set(affirmed.match(words) ?? []).size;
  const [own, often] = [count(mailWord), count(oftenOfMail)];
  return (own > 0 || isOfSpeaker) && own + (often + (isOfSpeaker ? 1 : 0)) / 2 >= 1.5;
}

/** What somebody has called after SES: an alarm, a queue, a panel. */
const namedAfterSes = /\b(?:SES|Ses)(?=[A-Z][a-z])|\b(?:ses|SES)[-_]\w/u;

/** In bits: where nobody names SES, what is told has to say more. */
const leastUnnamed = 5;

/** The trouble that explains best what a sentence tells, or two side by side, or all of them; null where none does. */
function codesToldIn(
  isOfSes: boolean,
  sentences: readonly string[],
  whole: string,
  isOfOne: boolean,
): readonly string[] | null {
  if (counts.test(whole) || (granted.test(withoutDenied(whole)) && !tellsOfFailure(whole))) return null;
  const own = sentences.filter((sentence) => !isGeneral(sentence) && !isHowTo(sentence) && !isWish(sentence));
  if (own.length === 0) return null;
  const weighed = weighTold(sentences, own, isOfSes || isOfOwnMail(whole, isOfOne));
  // That it comes back says less than any reason.
  const best =
    weighed.find(({ explanation }) => explanation.codes[0] !== 'bounce/undetermined') ?? weighed[0];
  if (best === undefined || (!isOfSes && best.explanation.anywhere !== true && best.weight < leastUnnamed))
    return null;
  return best.explanation.codes.some((code) => code.startsWith('bounce/')) &&
    namesOnlyPossibilities(whole.toLowerCase())
    ? ['bounce/undetermined']
    : best.explanation.codes;
}

import {
  isNegative,
  isTelling,
  tellsOfFailureAs,
  withoutVisibility,
  wordsOfName,
} from '../observe/told-members.ts';

/** Members that say nothing of how a send ended, whatever their value: of whom, of what, where, when, how long. */
const neutral: ReadonlySet<string> = new Set(
  'message-id messageid msgid id ids ses-id sesid t try tries try-no request-id requestid _request_id extended-request-id cf-id host-id x-amzn-requestid x-amzn-request-id amzn-requestid date content-type content-length connection server vary via x-amzn-trace-id trace-id traceid span-id correlation-id retry-attempts retries attempts attempt total-retry-delay response-metadata sdk-response-metadata sdk-http-metadata metadata $metadata @metadata http-headers all-http-headers headers effective-uri endpoint uri url transfer-stats transferstats http monitoring-events time ts timestamp @timestamp date-time datetime at sent-at created-at start end duration duration-ms elapsed elapsed-ms took ms latency latency-ms seconds pid tid thread thread-name hostname host server-name service app application component module logger logger-name name logname caller function func file line env environment version @version region aws-region v from to cc bcc reply-to source sender recipient recipients destination destinations to-addresses address addresses email mail from-email-address subject template template-name tags configuration-set configuration-set-name tenant tenant-name campaign list user user-id order order-id job job-id queue worker channel provider transport driver mailer envelope raw data body payload response-body html text charset size message-size message-time envelope-time ehlo type class object operation action method api sdk stream count-sent billed-duration memory-size max-memory-used used memory init-duration restore-duration restored x-ray is-base64-encoded cache tag-list result-metadata entries entry bulk-email-entry-results results answer response msg message event info log note level severity levelname lvl level-name status-text is-ok ok result-set next-token n index seq sequence last-message-id first-message-id'.split(
    ' ',
  ),
);
/** Members with the words of a person: what stands in them is about the mail and not about the send. */
const ofWords: ReadonlySet<string> = new Set(
  'subject template template-name tags from to cc bcc reply-to source sender recipient recipients destination to-addresses user campaign list html text raw body charset headers http-headers date content-type user-agent effective-uri url uri configuration-set configuration-set-name tenant ehlo file function func caller thread thread-name logger name host hostname time timestamp'.split(
    ' ',
  ),
);
/** Values that say that all went well, for members that tell how it ended. */
const good =
  /^(?:ok|okay|sent|success|successful|successfully|succeeded|accepted|delivered|done|complete|completed|queued|processed|passed|true|yes|info|debug|trace|notice|eventually|2\d\d(?:[ -].{0,200})?|[1-9]\d{0,6})$/iu;

/** Words with which programs say that they sent something. */
const words: ReadonlySet<string> = new Set(
  'a an the this your our and is was were has have been be it its i we to from for by via with using through of in on at as e email emails e-mail mail mails message messages msg sent send sending sends delivered delivery submitted accepted handed over queued dispatched success successful successfully succeeded ok okay done complete completed finished result results response output input id ids message-id messageid request last first new ses sesv2 aws amazon amazonses simple service smtp api sdk client mailer sender recipient recipients user customer invoice newsletter notification welcome confirmation template transport provider driver sendemail sendrawemail sendbulkemail send-email sendtemplatedemail sendemailresponse sendemailresult sendemailoutput sendemailcommandoutput output struct object array data self map node buffer some none null true false int string bool uuid latest start end report requestid version duration billed memory size max used init ms mb s kb info debug trace notice log stdout out latest production local staging dev test app web worker job jobs task lambda function all xml'.split(
    ' ',
  ),
);
const wordsOfOthers: ReadonlySet<string> = new Set(
  'mail gesendet erfolgreich nachricht wurde an e-mail versendet verschickt envoyé envoyée avec succès message courriel à correo enviado exitosamente mensaje con éxito mensagem enviada sucesso com inviata messaggio successo'.split(
    ' ',
  ),
);

/** Tokens that are names or numbers of something by their shape: ids, addresses, hosts, times, classes, versions. */
const shapes: readonly RegExp[] = [
  /^[\w.+=-]{1,80}@[\w.-]{1,120}$/u,
  /^https?:\/\/\S{1,300}$/iu,
  /^[\w-]{1,80}(?:[./\\:@-]{1,2}[\w-]{1,80}){1,12}\/?$/u,
  /^[0-9a-f]{6,64}$/iu,
  /^#?\d{1,13}(?:[.,:]\d{1,9}){0,4}(?:ms|s|m|kb|mb|b|z|am|pm)?$/iu,
  /^0x[0-9a-f]{2,16}$/iu,
  /^(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}$/iu,
  /^(?:gmt|utc|cet|cest|est|edt|pst|pdt|[+-]\d{4})$/iu,
  /^[A-Z][A-Za-z]{2,60}(?:Response|Output|Result|Metadata|Data|Types?|Message|Receipt|Mail|Email|Info)$|^(?:Receipt|Mail|Message|Object)$/u,
];

/** The same name in one form: `MessageId`, `message_id` and `messageID` are one. */
const formOf = (name: string): string => {
  const form = wordsOfName(name).join('-');
  return neutral.has(form) ? form : form.replaceAll('-', '');
};
const squeezed: ReadonlySet<string> = new Set([...neutral].map((name) => name.replaceAll('-', '')));
const isNeutral = (name: string): boolean => {
  const form = formOf(name);
  return (
    neutral.has(form) || squeezed.has(form.replaceAll('-', '')) || (ofSchema.test(name) && !isTelling(name))
  );
};
/** Members of a log in the Elastic Common Schema and its kin: who wrote the line, and where. */
const ofSchema =
  /^(?:log|service|host|trace|span|process|labels|ecs|kubernetes|k8s|container|cloud|agent|resource|transaction)\.\w/u;
const isOfWords = (name: string): boolean =>
  ofWords.has(formOf(name)) || /(?:^|-)(?:name|id|arn|at)$/u.test(formOf(name));

/** A name with its sign, at the beginning of a stretch. */
const beginning =
  /(?<![\w.@$/-])([A-Za-z_@$][\w.@$-]{0,60})["'\]\\*]{0,4}[ \t]{0,20}(?:=>|=(?!=)|:(?![:/\\\d])|\|(?=[ \t]{1,20}\S))[ \t]{0,8}/gu;

/** Longer records than this, in characters, are no answer of one send. */
const longest = 60_000;

/**
 * The first thing in a record that no answer to a send holds, beside the id of the message: then the id proves nothing, since
 * libraries and programs hand one back with what went wrong, too. Null where each member is known to be neutral or good.
 */
export function strangerIn(record: string): string | null {
  if (record.length > longest) return record.slice(0, 80);
  const text = tidied(record);
  const starts = [...text.matchAll(beginning)];
  const head = strangeWord(text.slice(0, starts[0]?.index ?? text.length));
  if (head !== null) return head;
  for (const [at, match] of starts.entries()) {
    const from = match.index + match[0].length;
    const rest = text.slice(from, starts[at + 1]?.index ?? text.length);
    const strange = strangeMember(match[1] ?? '', rest);
    if (strange !== null) return strange;
  }
  return null;
}

/** A record with its tags as names, and without what only frames it: commands, lines of tables, types of PHP. */
const tidied = (record: string): string =>
  withoutVisibility(record)
    .replace(/\\+(["'])/gu, '$1')
    .replace(/^[^\n]{0,60}(?:[$#%>] |^)aws (?:ses|sesv2|--)[^\n]{0,2000}(?:\\\n[^\n]{0,2000}){0,40}$/gmu, ' ')
    .replace(/<\/[\w:-]{1,60}>|<\?xml[^>]{0,80}\?>|\sxmlns="[^"]{1,120}"/gu, ' ')
    .replace(/<([A-Za-z]\w{1,60})>/gu, ' $1: ')
    .replace(/\[\d{1,4}\]\s{0,4}=>/gu, ' ')
    .replace(/\b\w{1,40}\((?:nil|null|none)\)/giu, 'nil')
    .replace(/\bobject\([\w\\]{1,120}\)#\d{1,9} \(\d{1,6}\)|\bint\((?=\d)/gu, ' ')
    .replace(/^[ \t]{0,4}[-+|=*]{3,300}[ \t]{0,4}$/gmu, ' ')
    .replace(/string\(\d{1,6}\)|array\(\d{1,6}\)/gu, ' ')
    .split('\n')
    .map(withoutPrefix)
    .join('\n');

/** A value that is there and holds nothing. */
const nothing = /^["'`\]]{0,2}\s{0,4}(?:\[\s{0,9}\]|\{\s{0,9}\}|\(\s{0,9}\)|""|''|array\(\))/u;
/** Names of members that say how it ended. */
const ofEnd =
  /(?:^|-)(?:state|status|result|outcome|disposition|success|successful|succeeded|ok|sent|delivered|accepted|valid|completed|done|code|response|level|severity|lvl|levelname)$/u;

/** Values of what nobody set. */
const emptied = /^(?:null|nil|none|undefined|<?nil>?)$/iu;
const isUnset = /^(?:null|nil|none|undefined|<?nil>?|false|0)$/iu;
/** Names that say how something is done, and not how it ended. */
const ofMode =
  /(?:^|-)(?:retry|retries|retried|retryable|retrying|cached|cache|debug|dry|test|sandbox|internal|private|verbose|async|lazy|dirty|frozen|readonly|transient|fallback|locked|closed|stream|streaming|deprecated|\w{2,14}able)(?:-|$)/u;

function strangeMember(name: string, rest: string): string | null {
  const value = rest.trim();
  const bare = value.replace(/[\s"'`,;|()[\]{}<>]{1,40}/gu, ' ').trim();
  const first = bare.split(' ', 1)[0] ?? '';
  if (tellsOfFailureAs({ name, value: nothing.test(value) ? '[]' : first }))
    return `${name}: ${bare.slice(0, 80)}`;
  if (isNegative(name)) return strangeWord(bare.slice(first.length));
  const isEnd = ofEnd.test(wordsOfName(name).join('-'));
  // A member of the object's own that holds nothing, or says in which mode it is, is no end: `_cause: null`, `isRetry: false`.
  if (!isEnd && !isTelling(name) && isUnset.test(first))
    if (emptied.test(first) || /^[_#@$]/u.test(name) || ofMode.test(wordsOfName(name).join('-')))
      return strangeWord(bare.slice(first.length));
  // What holds other members, or nothing: `ResponseMetadata: {`.
  if (bare === '')
    return isEnd || isNeutral(name) || isHeading(value) || ofMode.test(wordsOfName(name).join('-'))
      ? null
      : `${name}:`;
  if (/^level|^lvl|severity$/iu.test(name) && /^[1-3]?\d$/u.test(first))
    return strangeWord(bare.slice(first.length));
  if (isEnd && /^[ \t]{0,9}\n/u.test(rest)) return strangeWord(bare);
  if (isEnd && good.test(bare)) return null;
  if (isEnd && (good.test(first) || isIdLike(first))) return strangeWord(bare.slice(first.length));
  if (isEnd && !isNeutral(name))
    return bare.split(' ').length > 2 ? strangeWord(bare) : `${name}: ${bare.slice(0, 80)}`;
  if (isOfWords(name) || (ofSchema.test(name) && !isTelling(name))) return null;
  // `invoice: F-12`: whatever it is called, it names what the mail was about.
  if (ofBusiness.test(wordsOfName(name).join('-')) && isNumbered.test(bare)) return null;
  if (!isNeutral(name)) return `${name}: ${bare.slice(0, 80)}`;
  return strangeWord(/^[\d.,:]{1,24}(?:ms|s)?$/u.test(first) ? bare.slice(first.length) : bare);
}

/** What a mail is about, with the name of its number. */
const ofBusiness =
  /^(?:order|invoice|booking|reservation|customer|client|cart|basket|payment|receipt|shipment|document|doc|report|batch|contract|member|subscriber|shop|store|project|team|company|org|item|product|sku|mail|rechnung|bestellung|auftrag|beleg|kunde|facture|commande|factura|pedido|fattura|ordine|factuur|fatura|zamowienie)(?:-(?:id|no|nr|num|number|ref|key))?$/u;
/** A name with a number, as orders and tickets have. */
const isNumbered = /^[A-Za-z]{1,6}[-_#]?\d[\w-]{0,20}$/u;
const isHeading = (value: string): boolean => value === '' || /[[{(<]/u.test(value);
const isIdLike = (word: string): boolean => (word.length > 20 && /\d/u.test(word)) || word.includes('@');

/** The first word that is neither one of sending nor a name by its shape. */
function strangeWord(text: string): string | null {
  let number: number | null = null;
  for (const token of text.split(/[\s"'`,;|()[\]{}<>!*=~&%]{1,80}/u)) {
    const word = token.replace(/^[.:?#$-]{1,9}|[.:?\u2026-]{1,9}$/gu, '');
    if (word === '' || words.has(word.toLowerCase()) || wordsOfOthers.has(word.toLowerCase())) continue;
    if (!shapes.some((shape) => shape.test(word))) return word;
    if (isNegative(word) && !word.includes('@')) return word;
    if (!/^\d{1,6}$/u.test(word)) continue;
    // Two counts may be what was to be sent and what was.
    if (Number(word) === 0 || (number !== null && number !== Number(word))) return text.trim().slice(0, 80);
    number = Number(word);
  }
  return null;
}

/** What a logger puts before a line: time, level, process, thread. */
const prefix =
  /^\s{0,8}(?:\[[^\]\n]{1,60}\](?!\s?=>)|\(?\d{4}[-/]\d\d[-/]\d\d[T ,]{0,2}[\d:.,]{0,18}(?:Z| ?[+-]\d\d:?\d\d)?\)?|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?: [\w.-]{1,60})?|\d\d:\d\d:\d\d(?:[.,]\d{1,6})?|(?:INFO|DEBUG):[\w.]{1,40}:|(?:INFO|DEBUG|TRACE|NOTICE|[Ii]nfo|[Dd]ebug)\b|[\w./-]{1,40}\[\d{1,8}\]:?|\w{1,30}\.(?:INFO|DEBUG|NOTICE):|[0-9a-f]{8}-[0-9a-f-]{27}(?=\s))[\s:|-]{0,6}/u;
/** The name of a logger, which only stands behind one of these. */
const logger = /^([\w.$/-]{1,60}) ?(?::|- |\|)(?= )\s{0,6}/u;

function withoutPrefix(line: string): string {
  let rest = line;
  for (let layer = 0; layer < 8; layer += 1) {
    const shorter = rest.replace(prefix, '');
    if (shorter === rest || isNegative(rest.slice(0, rest.length - shorter.length))) break;
    rest = shorter;
  }
  const name = rest === line ? undefined : logger.exec(rest)?.[1];
  return name === undefined || isTelling(name) ? rest : rest.replace(logger, '');
}

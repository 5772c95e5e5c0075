import { mentions } from '../mentions.ts';
import { tellsOfRecipientsLeft } from './recipient-lists.ts';
import { hasFailedMember, withoutUnsetFailures } from './told-members.ts';

/**
 * Words that tell of a failure in the languages that programs and receivers speak. One of them anywhere takes the
 * all-clear away; none of them is a diagnosis.
 */
const failure =
  /\b(?:fail(?:s|ed|ure|ures|ing)?|errors?|err|exception|traceback|panic|fatal|crash(?:ed)?|bounc(?:e|es|ed|ing)|reject(?:s|ed|ion)?|refus(?:e|es|ed|al)|den(?:y|ied)|undeliver(?:ed|able)|invalid|unable|abort(?:ed)?|dropped|disconnected|expired|deferred|delayed|complain(?:t|ts|ed)|suppress(?:ed|ion)|blocked|blacklisted|quarantined?|spam|mismatch(?:ed)?|throttl(?:ed|ing)|limit exceeded|unauthorized|forbidden|timed? ?-?out|timeout|broke|broken|lost|missing|stuck|retry(?:ing)?|gave up|giving up|came back|returned to sender|hard ?bounce|soft ?bounce|unavailable|discard(?:s|ed|ing)?|went (?:\w{1,12} )?wrong|(?:is|are|was|were|been|got|aws|amazon|ses|they|has|have) (?:disabled|paused|suspended))\b|\b(?:dsn=[45]\.\d|stat=(?!["']?(?:sent\b|ok\b|2\d\d\b)))|\b(?:not|never|nothing|nobody|no ?one|isn'?t|wasn'?t|hasn'?t|haven'?t|didn'?t|won'?t|weren'?t|can'?t|cannot|couldn'?t|doesn'?t|don'?t) (?:\w{1,20} ){0,3}(?:deliver\w{0,12}|sent|send\w{0,12}|accept\w{0,12}|arriv\w{0,12}|receiv\w{0,12}|get\w{0,12}|got|go(?:ne)? (?:through|out)|made it|make it|show\w{0,3} up|land\w{0,3}|leave|left|reach\w{0,12}|continue|c[ao]me|appear\w{0,3}|turn\w{0,3} up|see|seen|work\w{0,12}|complete\w{0,12}|allow\w{0,12}|authori[sz]ed)\b|\b(?:cannot|could not|couldn'?t|can ?not)\b|\bexit(?:ed)?(?: with)?(?: status| code)? [1-9]|\bwhy\b|\b(?:ok|success|succeeded|delivered)["']?\s{0,2}[:=]\s{0,2}(?:false|0|no)\b/iu;
const otherLanguages =
  /fehler|fehlgeschlagen|abgelehnt|abgewiesen|verweigert|unzustellbar|nicht (?:zugestellt|gesendet|möglich)|échec|échou|erreur|refusé|rejeté|impossible|rechaza|fall[oóa]|fallid|no (?:se )?(?:pudo|entregad|enviad)|falha|falhou|recusad|rejeitad|não|errore|rifiutat|respint|non (?:consegnat|inviat|riuscit)|absturz|abgestürzt|plantage|planté|se cayó|awaria|сбой|クラッシュ|崩溃|geweigerd|mislukt|fout|misslyckad|avvisad|nie udało|odrzucon|ошибк|отклон|отказ|не удалось|не доставлен|失败|错误|拒绝|退信|失敗|エラー|拒否|できません|오류|실패|거부/iu;
/** A count of nothing, or a member without a value: `0 failed`, `error: null`, `"errors": []`, `no errors`. */
const nothing =
  /(?<![:=]\s{0,3}|\w)(?:0|no|zero|without|keine?|sans|sin) (?:\w{1,20} )?(?:fail(?:ed|ures?)|errors?|bounces?|complaints?|rejects?|exceptions?|fehler)\b(?!\s{0,2}[:=])|\b(?:fail(?:ed|ures?)?|errors?|err|exception|bounces?|bounced|complaints?|rejects?|rejected|timeout|retry|retries)["']?\s{0,2}[:=]\s{0,2}(?:null|none|<?nil>?|false|undefined|0(?![\d.])|""|''|\[\]|\{\}|no\b)|\b(?:retry|timeout|retries)\w{0,20}["']?\s{0,2}[:=]\s{0,2}\d{1,7}|\b\w{0,20}(?:fail|reject|refus|invalid|error|bounce|drop)\w{0,20}["']?\s{0,2}[:=]\s{0,2}(?:\[\s{0,4}\]|\{\s{0,4}\}|\(\))/giu;
/** Names of headers and topics that hold such words and tell of nothing, and of members whose value stands on the next line. */
const names =
  /\b(?:bounces?\+[\w=.-]{1,120}@|bounces?\.[\w.-]{1,80}|bounce@|return-path|x-spam-\w+: no|errors-to)|\["?[\w-]{1,60}"?\]\s?=>\s{0,3}$/giu;

/** `UnhandledPromiseRejection`, `deliveryFailed`: the same at the end of a name. */
const inNames = /[a-z](?:Exception|Rejection|Failure|Failed|Error)\b/u;

/** A reply code alone on its line (RFC 5321 4.2): whatever it answers, it is no yes. */
const bareReply = /^\W{0,4}(?:421|45[0-4]|5[0-5]\d)\W{0,3}$/u;

/** None of so many: what it counts is none that came about, unless it counts failures. */
const noneOfThem = /(?<![\w/.:,-])0(?: ?\/ ?| (?:of|von|de|sur|su|van|av|z|из) )[1-9]\d{0,8}(?![\w/.:-])/u;
const counted = /fail|bounc|reject|err|complain|defer|drop|skip|retr|throttl|lost|fehl|pending|wait/iu;
/** `5xx`: some reply of a kind; a mail that came back, or did not come. */
const someReply =
  /\bunknown (?:state|status|result|outcome)\b|\bstill (?:no|not|nothing|none)\b|(?<![\w.])[45]xx\b|\bmailer-daemon\b/iu;

/** True when a line tells of a failure of some kind. */
export const tellsOfFailure = (line: string): boolean => {
  if (line.length < 12 && bareReply.test(line)) return true;
  if (noneOfThem.test(line) && !counted.test(line)) return true;
  const rest = withoutUnsetFailures(line).replace(nothing, ' ').replace(names, ' ');
  return (
    failure.test(rest) ||
    inNames.test(rest) ||
    (mentions(rest, 'unknown ', 'still ', '4xx', '5xx', 'mailer-daemon') && someReply.test(rest)) ||
    otherLanguages.test(rest) ||
    tellsOfRecipientsLeft(line) ||
    hasFailedMember(rest)
  );
};

import { isDefinition } from './definition.ts';
import { comment, inCode, isOfRun, isStatement } from './told-by-nobody.ts';

/** A key, a sign and a value; the opening of a block; a section; a directive with its value. */
const setting =
  /^\s{0,60}(?:-\s{1,4})?(?:export\s{1,4}|set\s{1,4}|ENV\s{1,4})?["']?([A-Za-z_$@][\w.\-/$]{0,60}?)["'\]]{0,2}\s{0,20}(?:=>|:=|=(?!=)|:(?!:))\s{0,20}(.{0,300})$/u;
const block =
  /^\s{0,60}(?:~?(?:\/[\w.-]{1,40}){2,10}:?|(?:resource|data|module|variable|output|provider|locals|terraform|dynamic)\b[^{]{0,160}\{|\[\[?[\w .:"'-]{1,60}\]\]?|[\s{}[\](),;]{0,20}|---|\.\.\.)\s{0,3}$/u;
/** What is left of a call, or of a chain of them, when what stands between its brackets is gone. */
const callee =
  /^\s{0,60}(?:(?:await|return|new|yield|const|let|var)\s{1,4}){0,3}(?:[\w$]{1,60}\s?=\s?(?:(?:await|new)\s)?)?[.\w$@:>'"[\]-]{1,100}\s?[;,{[(]{0,3}\s{0,3}$/u;
/** Keys that hold what a program, a server or a person says: what stands behind one is no setting. */
const saying =
  /(?:^|[_.\- ]|(?<=[a-z])(?=[A-Z]))(?:err|errors?|exceptions?|reasons?|messages?|msg|stat|status|responses?|reply|replies|results?|codes?|command|syscall|errno|diagnostic\w{0,6}|state|cause|details?|description|log|output|stderr|stdout|warning|notice|subject|body|answer|says?|got|dsn|type|event|action|note|alert|fatal|info|debug|name|health)$/iu;
/** What a value holds that somebody says: three words in a row, a reply, the name of an error. */
const said =
  /[A-Za-z']{2,30} [A-Za-z']{2,30} [A-Za-z']{2,30}|(?<![\d.])[245]\d\d[ -]|\b[A-Z]\w{2,60}(?:Error|Exception|Rejected|Failed)\b|\b(?:refused|denied|failed|failure|timed ?-?out|rejected|invalid|unverified|disabled|suspended|pending)\b/iu;
/** Calls that make or tell of an error, as consoles print them. */
const errorCall = /^\s{0,60}[\w.$]{0,80}(?:Error|Exception|Rejected|Warning|Failed|Refused)\(/u;

/** A value in quotes, one word, a list, what opens a block; with the comma and the comment behind it. */
const single =
  /^(?:(["'`]).{0,300}\1|[^\s"'`]{0,200}|\d{1,9} ?[a-z]{1,12}|[{[].{0,200}|.{0,200}[{[(]|[^\s,]{1,60}(?:, ?[^\s,]{1,60}){1,10})\s{0,4}[,;]?(?:\s{1,8}(?:#|\/\/).{0,200})?\s{0,3}$/u;

const literal = /(["'`])(?:(?!\1)[^\\\n]|\\.){0,400}\1/gu;

/** A call with nothing beside it: `client.send_email(**params)`, and not `fsockopen(): unable to connect (110)`. */
function isCall(line: string): boolean {
  if (!/[\w\])]\(/u.test(line) || line.includes(' (') || said.test(line)) return false;
  let rest = line.replace(literal, "''");
  for (let depth = 0; depth < 8 && /\([^()]{0,400}\)/u.test(rest); depth += 1)
    rest = rest.replace(/\([^()]{0,400}\)/gu, '');
  return rest.length < line.length && callee.test(rest);
}

/** Lines that catch, match or log an error in source code: the names in them are those of errors that may come. */
const handling: readonly RegExp[] = [
  /^\s{0,40}except\s[^:"']{1,200}:\s{0,3}$|^\s{0,40}(?:sys\.exit|exit|die|abort)\(f?["'].{0,300}["']\);?\s{0,3}$/u,
  /^\s{0,40}(?:(?:async|pub|public|private|static|export)\s){0,3}(?:def|fn|func|fun|function|sub)\s[^"']{1,200}[:{]\s{0,3}$/u,
  /^\s{0,40}(?:\}\s{0,3})?catch\s{0,3}\([^()\n]{1,200}\)\s{0,3}\{/u,
  /^\s{0,40}(?:class|module|def)\s[\w:.?!]{1,80}(?:\(.{0,120}\))?(?:\s?<\s?[\w:]{1,80})?\s{0,3}$|^\s{0,40}return (?:if|unless)\s.{1,200}$|^\s{0,40}[\w.@]{1,60}[!?]?(?:\(.{0,120}\))? (?:if|unless) .{1,200}$|^\s{0,40}[A-Z_]{2,40}\s?=\s?[[{%].{0,300}$/u,
  /^\s{0,40}rescue_from\s.{1,200}\sdo(?:\s\|\w{1,20}\|)?\s{0,3}$|^\s{0,40}(?:redirect_to|render|flash)\b.{1,200}$/u,
  /^\s{0,40}(?:var|let|const|val)\s\w{1,40}\s\*?[\w.]{1,80}\s{0,3}$/u,
  /^\s{0,8}!?\/\^?.{1,200}\/[a-z]{0,4}\s\S.{0,200}$/u,
  /^\s{0,40}case\s.{1,120}=>\s.{1,160}$/u,
  /^\s{0,40}rescue\s[\w:, ]{1,200}(?:=>\s?\w{1,40})?\s{0,3}$/u,
  /^\s{0,40}(?:\}\s{0,3})?(?:match|switch|if|else|while|for|unless|try|loop|defer|finally)\b.{0,300}\{\s{0,3}$/u,
  /^\s{0,40}(?:end|else|ensure|begin|try:|do)\s{0,3}$/u,
  /^\s{0,40}[\w:.]{2,100}(?:\((?:_|[\w, ]{1,40})\))?\s=>\s(?:return )?[\w.:!]{1,60}(?:[(.].{1,200}|,)$/u,
  /^\s{0,40}if\s?\(.{1,200}\)\s(?:throw|return|continue|break)\b.{0,200};\s{0,3}$/u,
  /^\s{0,40}[\w.@:$>-]{0,60}?[lL]og\w{0,10}(?:\.|::|->)\w{2,12}[ (]\s?f?["'`].{0,300}$/u,
  /^\s{0,40}(?:throw|raise)\s(?:new\s)?[\w.:\\]{2,80}\(.{0,200}\);?\s{0,3}$/u,
];
const handles = (line: string): boolean => handling.some((form) => form.test(line)) && !sentId.test(line);

/** A statement has signs of code; `private subnet` begins as one does. */
const isCodeStatement = (line: string): boolean =>
  isStatement(line) && /[(){};=]|:\s{0,3}$|^\s{1,60}return\s["'\w.]{1,80}\s{0,3}$/u.test(line);

const isSetting = (line: string): boolean => {
  const [, key = '', value = ''] = setting.exec(line) ?? [];
  const told =
    /^[{[]/u.test(value) && !/\b(?:error|message|reason)/iu.test(value) ? value.replace(literal, '') : value;
  // Alternatives of a pattern are looked for.
  if (key.endsWith('_reject_code') || /^\/.{1,200}\/[a-z]{0,4},?\s{0,3}$/u.test(value)) return true;
  if (/^["'][^"']{1,120}\S\|\S[^"']{1,120}["']$/u.test(value)) return key !== '';
  return key !== '' && !saying.test(key) && single.test(value) && !said.test(told);
};

/**
 * Whether a text is nothing but settings and source code: Terraform, YAML, properties, a call of an SDK. The names in it say what
 * may happen, and nobody tells that it did. One line of a run among them makes it something else.
 */
export function isOnlySource(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  const [only = ''] = filled;
  // A word, a colon and a word may be anything; most texts are one line, and need no pattern of settings.
  if (filled.length < 2)
    return only.length <= 500 && (isCodeStatement(only) || isCall(only)) && !saysOfRun(only);
  if (lines.length > 400) return false;
  if (
    isTableOfMessages(filled) ||
    isTranslation(filled) ||
    isEnvironment(filled) ||
    isTemplate(filled) ||
    isPlaybook(filled) ||
    isDefinition(filled)
  )
    return true;
  const isTerraform = terraform.test(only);
  let [sources, statements] = [0, 0];
  for (const whole of filled) {
    if (whole.length > 500) return false;
    const line = withoutTail(whole);
    if (handles(line) || (statements > 0 && goesOn.test(line) && !errorCall.test(line))) {
      sources += 1;
      statements += 1;
      continue;
    }
    if (saysOfRun(line)) return false;
    if (comment.test(line)) continue;
    sources += 1;
    if (block.test(line) || isSetting(line) || (isTerraform && attribute.test(line))) continue;
    if (/(?<![\d.])[245]\d\d[ -][A-Z\d]/u.test(line)) return false;
    if (isCodeStatement(line)) statements += 1;
    else if (!isCall(line) && !(statements > 0 && inCode.test(line))) return false;
  }
  return sources > 0;
}

/** Whether a text is source code that makes something: what it says of events in its literals, it only looks for. */
export const makesThings = (text: string): boolean =>
  text.length < 20_000 &&
  /^\s{0,8}(?:const|let|var|new|export|import|resource|module)\b/u.test(text) &&
  isOnlySource(text.split('\n'));

/** The head of a block of Terraform, and what stands in one: a description there describes. */
const terraform =
  /^\s{0,4}(?:resource|data|module|variable|output|provider)\s"[\w-]{1,60}"(?:\s"[\w-]{1,60}")?\s{0,3}\{/u;
const attribute =
  /^\s{1,60}[a-z_]\w{0,40}\s{0,20}=\s{0,20}(?:".{0,300}"|[a-z]{3,10}(?:\([\w(){}, ]{0,80}\))?)\s{0,3}$/u;

/** How a list of messages begins, which a program may show: an enumeration, a constant, what a file of translations returns. */
const opensTable =
  /^\s{0,40}(?:return\s?(?:\[|array\()|(?:export\s(?:default\s)?)?(?:const|let|var|final|static|public|private|protected|internal|val)\b[^"'=]{1,120}=\s?(?:new\s[\w<>, ]{1,60}(?:\(\))?\s?)?[{[(]|[A-Z_]{3,60}\s?(?::\s?[\w[\], ]{1,40})?=\s?[{[(]|(?:(?:pub(?:lic)?|export|declare|const|static)\s){0,3}(?:enum|sealed\s\w{1,20}|object|type)\b[^"']{1,100}[{(]|module\.exports\s?=\s?\{|class\s\w{1,60}\([\w., ]{0,60}Enum\):|[%$@]?\w{1,40}\s?=\s?%?(?:array)?[{[(])\s{0,3}(?:\/\/.{0,100})?$/u;
const entryOfTable =
  /^\s{0,60}(?:(?:case\s)?["'\w.:/-]{1,80}\s{0,20}(?:=>|->|:|=|\()\s{0,4}[fr]?(["'`]).{0,300}\1\)?\s?[,;]?|#\[.{1,200}\]|@\w.{0,200}|<\?php|declare\(.{1,40}|namespace .{1,80}|(?:case\s)?\w{1,60}(?:\([^"']{0,80}\))?[,;]?|[([{].{1,300}[)\]}],?|[\s{}[\]();,]{1,20}|(?:\/\/|#|\*|\/\*).{0,200})\s{0,3}(?:\/\/.{0,100})?$/u;

/** A template of a page or a mail: what it shows depends on what comes. */
const isTemplate = (lines: readonly string[]): boolean =>
  lines.filter((line) =>
    /\{\{[-~]?\s?(?:#?(?:if|unless|each|with)|\/(?:if|unless|each)|else|end|range)\b|\{%-?\s?(?:if|else|elif|endif|for|endfor)\b|<%[-=]?\s?(?:if|else|end|for)\b|\s(?:v-(?:if|else|for|show)|\*ng(?:If|For)|th:(?:if|unless|each)|x-(?:if|show))\b|@(?:if|else|elseif|switch|case)\b|\{[#:/](?:if|else|each)\b/u.test(
      line,
    ),
  ).length > 1 && !lines.some(saysOfRun);

/** Whether a text, of which HTML may be read, is the template of a page. */
export const isTemplateOfPage = (text: string): boolean =>
  text.length < 20_000 && text.includes('<') && isTemplate(text.split('\n'));

/** A playbook of Ansible: what is to be done, and what is to be said should it fail. */
const isPlaybook = (lines: readonly string[]): boolean =>
  lines.some((line) => /^\s{0,20}(?:ansible\.builtin\.\w{1,40}|when|register|hosts|tasks):/u.test(line)) &&
  lines.every((line) => /^\s{0,40}(?:- )?[\w.]{1,60}:(?:\s.{0,300})?$|^\s{0,20}#|^---$/u.test(line));

/** A file of an environment: nothing but settings in capitals, and none of the values says anything. */
const isEnvironment = (lines: readonly string[]): boolean =>
  lines.length > 2 &&
  lines.every((line) => {
    const value = /^\s{0,4}(?:#.{0,200}|(?:export )?[A-Z][A-Z\d_]{2,60}=(.{0,200}))$/u.exec(line);
    return value !== null && !said.test(value[1] ?? '') && !saysOfRun(line);
  });

/** A file of translations: a language, and below it names with the sentence that each stands for. */
const isTranslation = ([first = '', ...rest]: readonly string[]): boolean =>
  /^\s{0,4}"?[a-z]{2}(?:[-_][A-Za-z]{2})?"?:\s{0,3}\{?$/u.test(first) &&
  rest.length > 1 &&
  rest.every((line) =>
    /^\s{1,40}["']?[\w.-]{1,60}["']?:(?:\s["'\w].{0,300}|\s?\{)?$|^\s{0,40}\},?$/u.test(line),
  );

/** Statements in a block of code that no other form knows: the error that was caught goes on, somebody is told. */
const goesOn =
  /^\s{1,60}(?:(?:raise|pass|continue|break|return|throw|rethrow)\s?;?|(?:await\s)?[a-z][\w.$]{1,60}\(f?["'`][^"'`]{1,200}["'`](?:,\s?[\w.=]{1,40}){0,4}\);?|return [\w.]{1,60})\s{0,3}$/u;

/** A line of code or of settings without the comment behind it, where nothing of a run stands in that. */
const withoutTail = (line: string): string =>
  line.replace(/(?<=[\w"'})\];,])\s{1,8}(?:#|\/\/)\s.{0,300}$/u, (tail) => (isOfRun.test(tail) ? tail : ''));

/** Whether source code is a list of messages alone: each of them may be shown one day. */
const isTableOfMessages = (lines: readonly string[]): boolean =>
  lines.some((line) => opensTable.test(line)) &&
  lines.every((line) => opensTable.test(line) || entryOfTable.test(line));

/** A line of a run among them makes it something else. */
const saysOfRun = (line: string): boolean => isOfRun.test(line) || errorCall.test(line) || sentId.test(line);

/** The id of a message that SES took: only a run has one. */
const sentId = /(?<![\da-f])01[\da-f]{10,14}-[\da-f]{4,8}-[\da-f]{4}/iu;

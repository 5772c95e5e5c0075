import { mentions } from '../mentions.ts';
import { isPattern } from './form-of-text.ts';

/**
 * What stands in a text and is no utterance of a program, a server or a person about a send: comments of configuration files and
 * of source code, literals of source code, lines of test runners, entries of change logs.
 */

/** A line that is nothing but a comment: `#`, `;`, `//`, `--`, `dnl`, a star. */
export const comment = /^\s{0,40}(?:#(?!\d{1,3}[.<])|;|\/\/|--\s|dnl\b|\/\*|\*\s|\*\/|<!--|REM\s)/u;
/** Settings of configuration files by their sign: `relayhost = x`, `host: x`, `[section]`, `define(x)`. */
const settingsBySign: readonly (readonly [sign: string, setting: RegExp])[] = [
  ['=', /^\s{0,40}[A-Za-z][\w.\-/]{1,60}\s{0,20}=(?!=)\s{0,20}\S/u],
  [':', /^\s{0,40}[a-z][\w-]{1,40}:\s{0,20}(?:\S{1,200})?\s{0,3}$/u],
  ['[', /^\s{0,40}\[[\w .:-]{1,40}\]\s{0,3}$/u],
  ['(', /^\s{0,40}(?:define|FEATURE|MAILER|LOCAL_CONFIG|undefine)\(/u],
];
/** `port 587`: two words, of which the first is the name of a setting. */
const directive = /^\s{0,40}([a-z]{2,12})\s{1,20}[\w"'@.:/+-]{1,120}\s{0,3}$/u;
const directives: ReadonlySet<string> = new Set(
  'account host port tls auth user password from set export listen action match table relayhost root hostname mailhub'.split(
    ' ',
  ),
);

/** Whether a line is a setting of a configuration file, or begins a section of one. */
const isSetting = (line: string): boolean =>
  settingsBySign.some(([sign, setting]) => line.includes(sign) && setting.test(line)) ||
  directives.has(directive.exec(line)?.[1] ?? '');

/** The first word of a line, behind what closes a block. */
const firstWord = /^\s{0,80}(?:[})\]]{1,3}\s{0,4})?(\w{2,40})/u;
const condition = /^\s.{1,200}:\s{0,4}$/u;
const called = /^\(/u;
const declared = /^\s{1,4}[\w{[]/u;
const named = /^\s{1,4}\w/u;
const logged = /^\.\w{2,10}\(/u;
/** `Assertions.assertThrows(`, `pytest.raises(` */
const tested = /^\.(?:assert|expect|should|raises|throws|fail|warns)\w{0,40}\(/u;
/**
 * Statements of source code: how each goes on behind its first word. One pattern for all took two milliseconds to compile, at
 * each start of the program; so a line has compiled the one of its own first word alone.
 */
const statements: ReadonlyMap<string, RegExp> = new Map([
  ['throw', named],
  ['raise', /^\s{1,4}[\w.]{1,60}\(/u],
  ['else', /^\s{0,3}if\s{0,3}\(/u],
  ['elseif', /^\s{0,3}\(/u],
  ['if', /^\s{0,3}\(|^\s.{1,200}:\s{0,4}$/u],
  ['elif', condition],
  ['case', /^\s{1,4}["'\w.]/u],
  ['return', /^\s{1,4}(?:.{0,200}[;({]|["'\w.]{1,80}\s{0,3}$)/u],
  ['assert', /^\s{1,4}[\w.]{1,60}[\s(]/u],
  ['expect', called],
  ['describe', called],
  ['it', called],
  ['test', called],
  ['def', named],
  ['class', /^\s{1,4}\w{1,60}\s{0,4}[({:]/u],
  ['async', /^\s(?:function|with)\b/u],
  ['with', /^\s{1,4}[\w.]{1,80}\(.{0,300}:\s{0,4}$/u],
  ['function', /^/u],
  ['const', declared],
  ['let', declared],
  ['var', declared],
  ['val', declared],
  ['final', declared],
  ['auto', declared],
  ['import', /^\s{1,4}[\w{*"'].{0,200}(?:from|;)/u],
  ['from', /^\s{1,4}[\w.]{1,80}\s{1,4}import\b/u],
  ['public', named],
  ['private', named],
  ['protected', named],
  ['static', named],
  ['internal', named],
  ['func', /^\s{1,4}[\w(]/u],
  ['fn', named],
  ['console', /^\.\w{2,8}\(/u],
  ['self', /^\.(?:log(?:ger|ging)?\.\w{2,10}|(?:assert|fail)\w{0,40})\(/u],
  ...['this', 't', 'Assert', 'Assertions', 'chai', 'sinon', 'cy', 'pytest'].map(
    (word): readonly [string, RegExp] => [word, tested],
  ),
  ...['mock', 'mocks', 'nock', 'stub', 'jest', 'vi', 'httpretty', 'responses', 'wiremock'].map(
    (word): readonly [string, RegExp] => [word, /^(?:\.\w{2,30})?\(/u],
  ),
  ['log', logged],
  ['logger', logged],
  ['logging', logged],
  ['print', called],
  ['println', called],
  ['printf', called],
  ['System', /^\.out/u],
  ['catch', /^\s{0,3}\(/u],
  ['except', /^\s{1,4}[\w.(].{0,120}:\s{0,4}$/u],
  ['rescue', /^\s{1,4}[A-Z]\w/u],
  ['when', /^\s{1,4}["'A-Z].{0,120}(?:->|=>|then)/u],
  ['echo', /^\s{1,4}["']/u],
  ['error_log', called],
  ['die', called],
  ['await', /^\s/u],
]);
/** `assertEquals(`, `assert.fail(`, `assert!(` */
const assertion = /^\s{0,2}[.(!=]/u;

/** Whether a line is a statement of source code, by how it begins. */
export function isStatement(line: string): boolean {
  const begins = firstWord.exec(line);
  const word = begins?.[1];
  if (word === undefined) return false;
  const rest = line.slice(begins?.[0].length);
  return (word.startsWith('assert') && assertion.test(rest)) || (statements.get(word)?.test(rest) ?? false);
}

/** A line of code that goes on: it ends as no sentence does. */
export const inCode = /(?:[{};]|\)\s{0,2}[{;]|=>\s{0,2}\{)\s{0,4}$/u;
/** What a test runner writes of a test that passed. */
const passedTest =
  /^\s{0,20}(?:(?:\u2713|\u2714|\u221a|\u2705)\s|PASS(?:ED)?\b|ok \d{1,6}\b|--- PASS|\[\s{0,4}(?:PASS(?:ED)?|OK)\s{0,4}\]|test .{1,200} \.\.\. ok\s{0,4}$)|^\S{1,200}(?:::|\s)\S{1,120} PASSED\b|\b\d{1,6} (?:tests? )?pass(?:ed|ing)\b|\s[\u2013\u2014|:-]\s{1,4}(?:passed|pass|ok)\s{0,3}$/iu;
const isPassed = (line: string): boolean =>
  mentions(line, 'pass', 'ok', '\u2713', '\u2714', '\u221a', '\u2705') && passedTest.test(line);

/** An entry of a change log or of a history of commits. */
const changeEntry =
  /^\s{0,8}(?:CHANGELOG\b[^:]{0,40}:?\s{0,4})?(?:[-*\u2022]\s{1,3})?(?:\[?v?\d{1,4}\.\d{1,4}(?:\.\d{1,4})?\]?[\s:-]{1,4}|[0-9a-f]{7,12}\s)?(?:fix(?:ed|es)?|feat|chore|docs|refactor|changed?|added|perf|test|bugfix)(?:\([\w./ -]{1,40}\))?!?:\s/iu;
/** A release that says in one line what it brings. */
const releaseTold = /^\s{0,8}(?:hotfix|patch|release|version|v)\s?v?\d{1,4}\.\d{1,4}(?:\.\d{1,4})?:\s\S/u;
const isRelease = (line: string): boolean =>
  line.includes('.') && line.includes(':') && releaseTold.test(line.slice(0, 60).toLowerCase());
/** What stands in each entry: the kind of the change, then its scope or a sign. */
const kindsOfChange: readonly string[] = [
  ...[
    'fix',
    'fixed',
    'fixes',
    'feat',
    'chore',
    'docs',
    'refactor',
    'change',
    'changed',
    'added',
    'perf',
    'test',
  ],
].flatMap((kind) => [`${kind}:`, `${kind}(`, `${kind}!`]);
const isEntry = (line: string): boolean => mentions(line, ...kindsOfChange) && changeEntry.test(line);
/** The titles of change logs and of what is in them: a version with its day, a kind of change (keepachangelog.com, GitHub's releases). */
const titleOfLog =
  /^\s{0,8}#{0,4}\s{0,3}(?:CHANGELOG|Change ?log|Release notes|What's changed)\b|^\s{0,8}#{1,4}\s{1,3}(?:\W{0,4}(?:Bug ?fixes|Features|Performance improvements|Breaking changes|Added|Fixed|Changed|Deprecated|Removed)\s{0,3}$|Changes in v?\d|\[?v?\d{1,4}\.\d{1,4}(?:\.\d{1,4})?\]?(?:\([^)\n]{1,200}\))?\s{0,3}[-\u2013(\s]\s{0,2}\d{4}-\d\d-\d\d\)?\s{0,3}$)|^\s{0,8}\[?v?\d{1,4}\.\d{1,4}(?:\.\d{1,4})?\]? \(\d{4}-\d\d-\d\d\)\s{0,3}$|^\d{4}-\d\d-\d\d {1,3}[^\d\W]\w{1,30}(?: [^\d\W]\w{1,30}){1,3}(?: {1,3}<[^<>]{3,80}>)?\s{0,3}$/iu;
/** The name of a package and its version, alone on a line. */
const isVersion = (line: string): boolean =>
  line.length < 60 &&
  line.includes('.') &&
  /^\s{0,4}@?[A-Za-z][\w./-]{1,40} v?\d{1,4}\.\d{1,4}\.\d{1,4}\s{0,3}$/u.test(line);
const isTitleOfLog = (line: string): boolean =>
  isVersion(line) ||
  ((line.trimStart().startsWith('#') || mentions(line, 'change', 'release notes', ' (20', '20')) &&
    titleOfLog.test(line));

/** A line of a runbook: what to do should the error come. Who asks of it ends with a question mark, and who has it says so of themselves. */
const shouldItCome =
  /^\W{0,8}(?:if|when(?:ever)?|in case|should) you (?:ever |only )?(?:see|get|receive|encounter|run into|hit|are seeing|are getting)\b[^?]{3,400}$/iu;
const isOfRunbook = (line: string): boolean =>
  mentions(line, 'if you ', 'when you ', 'whenever you ', 'in case you ', 'should you ') &&
  shouldItCome.test(line);

/** What a comment holds that somebody pasted from a run: the time, who said it, the class of an error, the arrow of a result. */
export const isOfRun =
  /\d\d:\d\d:\d\d|\bsaid: |\bstatus=|An error occurred \(|(?:^|[\s/#;*])(?:=>|->|\u2192|>>>)\s|\b[A-Z]\w{2,60}(?:Error|Exception|Rejected|Failed)\b\s{0,2}[:(]|\b(?:error|output|result|response|got|get|gives|gave|fails?|failed|answer(?:s|ed)?|throws|returns|reply|now)\b.{0,12}[:=]\s|\bI (?:get|got)\b|\b(?:connect|getaddrinfo) E[A-Z_]{4,14} [\w-]{1,63}\.[\w.-]/iu;

/** The prompts of Python and IPython. */
const prompt = /^\s{0,8}(?:>>> ?|\.\.\.:? |In \[\d{1,5}\]: )/u;
/** A line that names the errors that are caught, and nothing behind it. */
const catches =
  /^\s{0,80}(?:\}\s{0,3})?(?:except\s[^:]{1,200}:|catch\s{0,3}\([^()]{1,200}\)\s{0,3}\{?|rescue\s[\w:, ]{1,200}(?:=>\s?\w{1,40})?)\s{0,3}$/u;

const isCatch = (line: string): boolean =>
  catches.test(line) && isStatement(line) && !isOfRun.test(line.replace(/(?:=>\s?\w{1,40}|:)\s{0,3}$/u, ''));

/** An error as Rust and Elixir show the struct of it: it ends as code does. */
const shownError =
  /^\W{0,4}(?:\w{1,40}(?:::|\.)){0,6}\w{0,40}(?:Error|Exception)\s?[({]|^\W{0,4}(?:Err|\{:error,)\s?\(?/u;

/** How a line of code is read on: without the words of its literals, and without the comment at its end. */
const withoutLiterals = (line: string): string =>
  line
    .replace(/(["'`])((?:(?!\1)[^\\\n]|\\.){0,400})\1/gu, (all, quote: string, text: string) =>
      /\s\S|^[A-Z]\w{7,80}$|^[45]\d\d\b/u.test(text) ? `${quote}${quote}` : all,
    )
    .replace(/(?<![:\w])(?:\/\/|#)\s.{0,400}$/u, (tail) => (isOfRun.test(tail) ? tail : ''));

/** A comment that gives an example. */
const instance =
  /(?<=\s)(?:\/\/|#|--|\/\*)\s{0,3}(?:e\.g\.|for example|for instance|such as|like)[\s,:].{0,300}$/iu;

/** Lines without what nobody said of a send. */
export function withoutSource(lines: readonly string[]): readonly string[] {
  let settings = 0;
  let statements = 0;
  let comments = 0;
  for (const line of lines.slice(0, 400)) {
    if (comment.test(line)) comments += 1;
    else if (isStatement(line)) statements += 1;
    else if (isSetting(line)) settings += 1;
  }
  const isChangeLog = lines.some(isTitleOfLog);
  const isFile = statements > 0 || (comments > 0 && settings > 0) || settings > 1;
  const kept: string[] = [];
  let quoted = false;
  for (const whole of lines) {
    const line = mentions(whole, 'e.g.', 'for example', 'for instance', 'such as', 'like')
      ? whole.replace(instance, '')
      : whole;
    const marks = isFile ? (line.match(/"""|'''/gu)?.length ?? 0) : 0;
    if (quoted || marks > 0) {
      if (marks % 2 === 1) quoted = !quoted;
      continue;
    }
    if (
      isPassed(line) ||
      isPattern(line) ||
      isOfRunbook(line) ||
      isEntry(line) ||
      isRelease(line) ||
      (isChangeLog &&
        /^\s{0,8}(?:[-*\u2022]|#{1,4}|CHANGELOG|(?:breaking|new|fix|improved|changed):)/iu.test(line))
    )
      continue;
    if (isFile && comment.test(line) && !isOfRun.test(line)) continue;
    // What a program catches is an error that may come.
    if (mentions(line, 'except ', 'catch', 'rescue ') && isCatch(line.replace(prompt, ''))) continue;
    const isCode = isStatement(line) || (statements > 0 && inCode.test(line) && !shownError.test(line));
    const rest = isCode ? withoutLiterals(line) : line;
    kept.push(isFile && !isCode && isSetting(rest) ? withoutTail(rest) : rest);
  }
  return kept;
}

/** A setting without the comment behind it. */
const withoutTail = (line: string): string =>
  line.replace(/\s(?:#|;|\/\/|--)\s.{0,400}$/u, (tail) => (isOfRun.test(tail) ? tail : ''));

import { mentions } from '../mentions.ts';

/** How tests begin, in the frameworks of Python, JavaScript, Go, Java, .NET, PHP, Ruby, Rust and Elixir. */
const begins =
  /^\s{0,60}(?:(?:async )?def (?:self\.)?test_?\w{0,100}\s?\(|(?:(?:export|public|private|async|static|final) ){0,4}func(?:tion)? \(?.{0,60}?[tT]est\w{1,100}\s?\(|(?:it|test|describe|context|specify|scenario)(?:\.\w{1,12}){0,2}\s?\(\s?["'`[]|@(?:Test|ParameterizedTest|pytest\.\w{2,40}|dataProvider)\b|\[(?:Fact|Theory|Test|TestMethod)\]|#\[(?:tokio::)?test\]|RSpec\.describe\b|(?:it|specify|test|describe|context) ["'][^"']{1,200}["'],? (?:do\b|%\{)|class (?:Test\w{1,80}|\w{1,80}Test(?:s|Case)?)\b)/u;
/** What a run prints: then what stands in the text came from it. */
const ofRun =
  /\d\d:\d\d:\d\d(?!\.\d{3}Z)|\bTraceback \(|\bAssertionError\b|^\s{0,4}(?:FAIL(?:ED)?|FAILURES?|E {2,}|Error:|\u2715|\u00d7|not ok|---)|\b(?:output|stdout|result|prints|received|actual)\s?:\s{0,4}$/mu;
const mostLength = 20_000;

/** Whether a text is the source code of tests: the records in it were made up, and nothing of them happened. */
export function isTestCode(text: string): boolean {
  if (
    text.length > mostLength ||
    !mentions(text, 'test', 'it(', 'it.', 'it ', 'describe', 'fact', 'theory', 'spec')
  )
    return false;
  const lines = text.split('\n');
  return lines.length > 1 && lines.some((line) => begins.test(line)) && !ofRun.test(text);
}

/** How a line of source code ends, or begins; what stands between quotation marks alone is a part of one. */
const isCode =
  /[;{}()[\],:]\s{0,3}$|^\s{0,60}(?:[)}\].@#]|\/\/|def |end\b|assert\b|return\b|expect\b|[frb]?["'`].{0,300}["'`][,)]{0,3}\s{0,3}$|[\w.]{1,60}(?:\[.{1,60}\])?\s{1,4}[!=<>:]?=\s)/u;

/** What stands beside the source code of tests: somebody may tell what came of them. */
export const withoutTests = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !begins.test(line) && !isCode.test(line))
    .join('\n');

/** The last line of a run of tests in which none failed, by pytest, Jest, Mocha, Go, cargo, PHPUnit, TAP. */
const passedRun =
  /^\W{0,40}(?:\d{1,6} (?:tests? )?pass(?:ed|ing)\b|OK \(\d{1,6} tests?|Tests?:\s{1,8}\d{1,6} passed, \d{1,6} total|test result: ok\.|# fail 0\s{0,3}$|ok\s{1,8}[\w./-]{3,120}\s{1,8}[\d.]{1,9}s)/mu;
const notPassed =
  /\b[1-9]\d{0,5} (?:failed|failing|failures?|errors?)\b|\bFAIL(?:ED)?\b|^\s{0,20}(?:not ok|\u2715|\u2716|\u00d7)\s|\bexit(?:ed)?(?: with)?(?: code| status)? [1-9]|\bprocess completed with exit code [1-9]/mu;

/** Whether a text is the run of tests in which none failed: what they provoked and logged was expected. */
export const isPassedRun = (text: string): boolean =>
  text.length < mostLength &&
  mentions(text, 'pass', 'ok', '# fail 0') &&
  passedRun.test(text) &&
  !notPassed.test(text);

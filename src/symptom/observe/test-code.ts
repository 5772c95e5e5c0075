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

/** How a line of source code ends, or begins. */
const isCode = /[;{}()[\],]\s{0,3}$|^\s{0,60}(?:[)}\].@#]|\/\/|def |end\b)/u;

/** What stands beside the source code of tests: somebody may tell what came of them. */
export const withoutTests = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !begins.test(line) && !isCode.test(line))
    .join('\n');

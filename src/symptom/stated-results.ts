/** What a text says of SPF, DKIM and DMARC, each as one of these; a method that it does not speak of is absent. */
export type StatedResults = Readonly<Partial<Record<'SPF' | 'DKIM' | 'DMARC', 'pass' | 'fail'>>>;

const passes = String.raw`pass(?:es|ed)?|ok|success(?:ful)?|valid|aligned`;
const fails = String.raw`(?:hard|soft)?[ -]?fail(?:s|ed|ure)?|did not pass|(?:has )?not pass(?:ed)?|neutral|none|(?:perm|temp)error|invalid|not aligned|unaligned|missing|policy`;

/** `Spf= Fail , Dkim= Pass`, `SPF [x.example] with ip: [192.0.2.1] = did not pass`, `DMARC check: failed`, `dkim is none`. */
const behind = new RegExp(
  String.raw`\b(spf|dkim|dmarc)(?:[ -](?:check|checks|result|status|verdict|alignment|authentication|validation))?` +
    String.raw`(?: \[[^\]]{1,255}\])?(?: with ip: ?\[[^\]]{1,60}\])?["'\])]{0,2}\s{0,3}(?:[:=]{1,2}|=>|->|\bis\b|\()\s{0,3}["'(]?(?:(${fails})|(${passes}))\b`,
  'giu',
);
/** `SPF passed`, `DKIM did not pass`, `failed DMARC`, `passes SPF`. */
const beside = new RegExp(
  String.raw`\b(spf|dkim|dmarc)(?: check| verification| authentication)? (?:(did not pass|failed|fails)|(passed|passes))\b`,
  'giu',
);

/** The results of the three methods that a reply gives in words, in any spacing; the last said of one counts. Empty where it gives none. */
export function statedResults(text: string): StatedResults {
  const results: Partial<Record<'SPF' | 'DKIM' | 'DMARC', 'pass' | 'fail'>> = {};
  for (const pattern of [beside, behind])
    for (const [, method = '', failed] of text.slice(0, 8192).matchAll(pattern))
      results[method.toUpperCase() as 'SPF' | 'DKIM' | 'DMARC'] = failed === undefined ? 'pass' : 'fail';
  return results;
}

/**
 * The methods that failed, as the words of a verdict name them: those that the text says failed, else those that the verdict means
 * without those that the text says passed. `passed` holds the latter; both are empty strings where there are none.
 */
export function mechanismsOf(meant: string, text: string): { mechanism: string; passed: string } {
  const results = Object.entries(statedResults(text));
  const of = (result: 'pass' | 'fail'): readonly string[] =>
    results.filter(([, value]) => value === result).map(([method]) => method);
  const passed = of('pass');
  const failed = of('fail');
  const left = meant.split(', ').filter((method) => method !== '' && !passed.includes(method));
  return { mechanism: (failed.length > 0 ? failed : left).join(', '), passed: passed.join(', ') };
}

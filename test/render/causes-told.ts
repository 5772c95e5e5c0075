import type { Report } from '../../src/model/report.ts';
import { type Format, rendererOf } from '../../src/render/formats.ts';

/** Where each format for people tells its causes: the codes, in their order. `Or` is another explanation of the same. */
const codesIn: Partial<Readonly<Record<Format, (text: string) => readonly string[]>>> = {
  text: (text) => {
    const lines = text.split('\n');
    return lines.flatMap((line, at) =>
      /^(?:[✗!?✓] | {2}Or\b)/u.test(line) ? (codeBehind(lines.slice(at, at + 9)) ?? []) : [],
    );
  },
  markdown: (text) =>
    text
      .split(/^### /m)
      .filter((one) => /^(?:Causes?|What could not be looked at)\n/.test(one))
      .flatMap((one) => [
        ...matches(one, /^#### \w+: `([^`]+)`/gm),
        ...one
          .split('\n\n')
          .flatMap((block, at, blocks) =>
            /^This is .* Or:/.test(block) ? [block, blocks[at + 1] ?? ''] : [],
          )
          .flatMap((block) => matches(block, /^- \[.*\]\(#.*\) \(`([^`]+)`\)$/gm)),
      ]),
  html: (text) =>
    matches(
      text.replaceAll(/<\/?span[^>]*>/g, ''),
      /<section id="(?:causes|obstacles)">(.*?)<\/section>/gs,
    ).flatMap((one) => [
      ...matches(one, /<p class="tag"><strong[^>]*>\w+<\/strong> <code>([^<]+)<\/code>/g),
      ...matches(one, /<strong>This is [^<]* Or:<\/strong><\/p><ul>(.*?)<\/ul>/gs).flatMap((list) =>
        matches(list, /<code>([^<]+)<\/code>/g),
      ),
    ]),
  github: (text) =>
    text
      .split('\n')
      .filter((line) => line.startsWith('::'))
      .flatMap((line) => [
        ...matches(line, /^::\w+ title=([a-z-]+\/[a-z0-9-]+)/g),
        ...matches(line, /%0AOr[^%]*?\(([a-z-]+\/[a-z0-9-]+)[^)]*\)(?=%0A|$)/g),
      ]),
};

const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

/** The code at the end of a sentence that may go on in the lines below it. */
function codeBehind(lines: readonly string[]): string | undefined {
  const end = lines.findIndex((line, at) => at > 0 && !/^ {2,}[^ →↳]/.test(line));
  for (const line of lines.slice(0, end < 0 ? undefined : end)) {
    const code = /(?:^| )\(([a-z-]+\/[a-z0-9-]+)\)$/.exec(line)?.[1];
    if (code !== undefined) return code;
  }
  return undefined;
}

/** Only an extra that had no answer: annotations tell of it, and it is no cause. */
const isExtra = ({ problems, stages }: Report, code: string): boolean =>
  problems.every((one) => one.code !== code || (one.severity === 'unknown' && !one.cause)) &&
  stages.every(({ checks }) =>
    checks.every(({ findings }) => findings.every((one) => one.code !== code || !one.counts)),
  );

/** What a format names as a cause and `causes` does not, or the other way round. */
export async function causesDiffer(report: Report): Promise<readonly string[]> {
  if (report.command === 'explain') return [];
  const wanted = [...report.causes].sort();
  const differ: string[] = [];
  for (const [format, read] of Object.entries(codesIn) as [Format, (text: string) => readonly string[]][]) {
    const text = (await rendererOf(format))(report, {
      ...{ columns: 10_000, colorLevel: 0, quiet: false, verbose: false, terminal: false },
    });
    const told = [...new Set(read(text))].filter((code) => !isExtra(report, code)).sort();
    if (told.join() !== wanted.join())
      differ.push(`${format}: causes are ${wanted.join(', ') || 'none'}, told ${told.join(', ') || 'none'}`);
  }
  return differ;
}

import { grouped } from '../../model/many.ts';
import { safe } from '../../render/safe.ts';
import type { Colours } from '../../render/text/colours.ts';
import { hang, hangBroken } from '../../render/wrap.ts';
import type { HistoryProblem } from '../document.ts';

/** How findings are printed. */
export interface ProblemStyle {
  columns: number;
  colours: Colours;
  verbose: boolean;
}

/** A mark for each severity. */
export const marks: Readonly<Record<HistoryProblem['severity'], string>> = {
  error: '✗',
  warning: '!',
  unknown: '?',
  info: 'i',
};

/** So much of a reply is evidence on a screen. */
const mostOfReply = 320;

/** So many findings are told below the one that they follow from; one more takes no more room than to count it. */
const mostFollowing = 2;

/** A finding, and in a line each what are the same failures seen from another side. */
export function problemLines(
  problem: HistoryProblem,
  following: readonly HistoryProblem[],
  style: ProblemStyle,
  evidence: number,
): readonly string[] {
  const { columns, colours, verbose } = style;
  const shown = verbose || following.length <= mostFollowing + 1 ? following.length : mostFollowing;
  return [
    ...headLines(problem, style),
    ...(verbose ? hang(safe(problem.impact), columns, '  ') : []),
    ...problem.evidence
      .slice(0, verbose ? Infinity : evidence)
      .flatMap((one) => hangBroken(evidenceText(one, verbose), columns, '  '))
      .map((line) => colours.dim(line)),
    ...stepLines(problem, style),
    ...(verbose ? problem.references.map((url) => `  ${colours.underline(safe(url))}`) : []),
    ...following
      .slice(0, shown)
      .flatMap((one) =>
        verbose
          ? ['', ...problemLines(one, [], style, Infinity)]
          : hang(sentence(one), columns, '  ↳ ').map((line) => colours.dim(line)),
      ),
    ...(following.length > shown
      ? hang(
          `and ${grouped(following.length - shown)} more: ${following
            .slice(shown)
            .map(({ subject }) => safe(subject))
            .join(', ')}`,
          columns,
          '  ↳ ',
        ).map((line) => colours.dim(line))
      : []),
  ];
}

/** The sentence of a finding with its code. */
export function headLines(problem: HistoryProblem, { columns, colours }: ProblemStyle): readonly string[] {
  const paint = { error: colours.red, warning: colours.yellow, unknown: colours.magenta, info: colours.dim };
  const mark = marks[problem.severity];
  return hang(sentence(problem), columns, `${mark} `).map((line, index) =>
    index === 0 ? paint[problem.severity](mark) + colours.bold(line.slice(mark.length)) : colours.bold(line),
  );
}

/** What is first to be done, or all of it, with what to paste as it is. */
export function stepLines(
  { fix }: HistoryProblem,
  { columns, colours, verbose }: ProblemStyle,
): readonly string[] {
  const steps = verbose ? fix : fix.slice(0, 1);
  const place = steps.length < fix.length ? `Step 1 of ${grouped(fix.length)}: ` : '';
  return steps.flatMap(({ text, command }) => [
    ...hang(place + safe(text), columns, '  → ').map((line) => colours.cyan(line)),
    ...(command === null ? [] : [`    ${colours.cyan(safe(command))}`]),
  ]);
}

const sentence = ({ summary, code, accepted }: HistoryProblem): string =>
  `${safe(summary)} (${safe(code)}${accepted === null ? '' : `; accepted: ${safe(accepted.reason)}`})`;

function evidenceText(
  { what, actual, expected }: HistoryProblem['evidence'][number],
  whole: boolean,
): string {
  const text =
    expected === null
      ? `${safe(what)}: ${safe(actual ?? '')}`
      : `${safe(what)}: expected ${safe(expected)}, found ${safe(actual ?? 'nothing')}`;
  return whole || text.length <= mostOfReply ? text : `${text.slice(0, mostOfReply - 1)}…`;
}

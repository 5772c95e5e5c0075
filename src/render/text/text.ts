import type { Severity } from '../../model/check.ts';
import type { Finding, Report } from '../../model/report.ts';
import type { RenderOptions } from '../render-options.ts';
import { renderBrief } from './brief.ts';
import { coloursOf } from './colours.ts';
import { renderFull } from './full.ts';
import { quietLines, renderQuiet } from './quiet.ts';
import type { TextStyle } from './style.ts';

/**
 * The report for people: a screen of what matters; with --quiet the summary alone, with --verbose everything. Ends
 * with a line break. What stands in a line is cut to it only where the lines that a screen has left do not do.
 */
export function renderText(report: Report, options: RenderOptions): string {
  const all: TextStyle = {
    colours: coloursOf(options.colorLevel),
    columns: Math.max(40, Math.min(options.columns, 120)),
    verbose: options.verbose,
    isWhole: () => true,
    hints: mostHints,
    region: report.target.region,
  };
  const render = (isWhole: TextStyle['isWhole'], hints = mostHints): string =>
    textOf(partsOf(report, options, { ...all, isWhole, hints }));
  if (options.verbose) return render(all.isWhole);
  const most = options.quiet ? quietLines : screenOf(report, all.columns);
  const whole = render(all.isWhole);
  if (linesIn(whole) <= most) return whole;
  const cut: { finding: Finding; extra: number }[] = [];
  const shortest = render((finding, lines) => {
    cut.push({ finding, extra: lines - 1 });
    return false;
  });
  const over = linesIn(shortest) - most;
  // What asks for nothing gives way first.
  if (over > 0) return render(() => false, Math.max(0, mostHints - over));
  const kept = wholeWithin(cut, -over);
  return render((finding) => kept.has(finding));
}

/** So many hints are shown; the rest is counted. */
const mostHints = 3;

const gravest: readonly Severity[] = ['error', 'unknown', 'warning', 'info'];

/** Which sentences are worth the lines that are left, the graver ones first and else as they stand. */
function wholeWithin(
  cut: readonly { finding: Finding; extra: number }[],
  lines: number,
): ReadonlySet<Finding> {
  const kept = new Set<Finding>();
  let left = lines;
  for (const severity of gravest)
    for (const { finding, extra } of cut) {
      if (finding.severity !== severity || extra > left || kept.has(finding)) continue;
      kept.add(finding);
      left -= extra;
    }
  return kept;
}

/** So many lines a report has: a screen; few where nothing is wrong, more where lines are short. */
function screenOf({ causes, verdict }: Report, columns: number): number {
  const isNarrow = columns < 80;
  if (causes.length === 0 && verdict === 'pass') return isNarrow ? 24 : 12;
  if (columns < 60) return 95;
  return isNarrow ? 90 : 60;
}

const textOf = (parts: readonly (readonly string[])[]): string =>
  `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;

const linesIn = (text: string): number => text.split('\n').length - 1;

function partsOf(
  report: Report,
  { quiet, verbose, terminal }: RenderOptions,
  style: TextStyle,
): readonly (readonly string[])[] {
  if (verbose) return renderFull(report, style);
  return quiet ? renderQuiet(report, style) : renderBrief(report, style, terminal);
}

import type { Report } from '../../model/report.ts';
import type { RenderOptions } from '../render-options.ts';
import { renderBrief } from './brief.ts';
import { coloursOf } from './colours.ts';
import { renderFull } from './full.ts';
import { renderQuiet } from './quiet.ts';
import type { TextStyle } from './style.ts';

/**
 * The report for people: a screen of what matters; with --quiet the summary alone, with --verbose everything. Ends
 * with a line break.
 */
export function renderText(report: Report, options: RenderOptions): string {
  const style: TextStyle = {
    colours: coloursOf(options.colorLevel),
    columns: Math.max(40, Math.min(options.columns, 120)),
    verbose: options.verbose,
    roomy: true,
  };
  const whole = textOf(partsOf(report, options, style));
  const isBrief = !options.verbose && !options.quiet;
  if (!isBrief || linesIn(whole) <= screenOf(report, style.columns)) return whole;
  return textOf(partsOf(report, options, { ...style, roomy: false }));
}

/** So many lines a report may have before sentences are cut to a line each: few where nothing is wrong. */
function screenOf({ causes, verdict }: Report, columns: number): number {
  if (causes.length === 0 && verdict === 'pass') return 12;
  return columns < 80 ? 90 : 45;
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

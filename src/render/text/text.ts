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
  };
  const parts = partsOf(report, options, style).filter((lines) => lines.length > 0);
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function partsOf(
  report: Report,
  { quiet, verbose, terminal }: RenderOptions,
  style: TextStyle,
): readonly (readonly string[])[] {
  if (verbose) return renderFull(report, style);
  return quiet ? renderQuiet(report, style) : renderBrief(report, style, terminal);
}

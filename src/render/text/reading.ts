import type { Finding, Report } from '../../model/report.ts';
import type { Cause } from '../causes.ts';
import { failureHeading, failuresIn, type Failure } from '../failures.ts';
import { safe } from '../safe.ts';
import { hang } from '../wrap.ts';
import { renderEvidenceLine, renderHeadline, renderStep } from './cause.ts';
import type { TextStyle } from './style.ts';

/** So many explanations are told in full; the others in a sentence each. */
const inFull = 3;

/** What a text tells of: its failures, and of each what may explain it, the likeliest first, with the words that say so. */
export function renderReading(report: Report, style: TextStyle): readonly (readonly string[])[] {
  const failures = failuresIn(report);
  const [only] = failures;
  return failures.length === 1 && only !== undefined
    ? renderOne(only, style)
    : failures.map((failure, index) => renderOneOf(failure, index, failures.length, style));
}

/** One failure with several explanations. */
function renderOne({ explanations }: Failure, style: TextStyle): readonly (readonly string[])[] {
  // The words that were read, and the page, are often the same of all: once is enough.
  const shown = new Set<string>();
  return [
    ...explanations
      .slice(0, inFull)
      .map((cause, index) => [
        ...(explanations.length === 1
          ? []
          : [style.colours.bold(index === 0 ? 'Most likely' : 'Also possible')]),
        ...renderExplanation(cause, style, true, shown),
      ]),
    explanations.slice(inFull).flatMap((cause) => renderHeadline(cause, style)),
  ];
}

/** One failure of several: what explains it best in full, the first of them, and the alternatives in a sentence each. */
function renderOneOf(failure: Failure, index: number, of: number, style: TextStyle): readonly string[] {
  const [likeliest, ...others] = failure.explanations;
  return [
    style.colours.bold(failureHeading(failure, index, of)),
    ...(index < inFull
      ? renderExplanation(likeliest, style, others.length > 0)
      : renderHeadline(likeliest, style)),
    ...others.flatMap(({ finding }) =>
      hang(`${safe(finding.summary)} (${safe(finding.code)})`, style.columns, '  Or: ', '    '),
    ),
  ];
}

function renderExplanation(
  cause: Cause,
  style: TextStyle,
  hasRivals = true,
  shown = new Set<string>(),
): readonly string[] {
  const { finding } = cause;
  const once = (lines: readonly string[]): readonly string[] => {
    const text = lines.join('\n');
    if (shown.has(text)) return [];
    shown.add(text);
    return lines;
  };
  return [
    ...renderHeadline(cause, style),
    ...hang(safe(finding.impact), style.columns, '  '),
    ...once(renderEvidenceLine(finding, style)),
    ...renderSteps(finding, style, shown),
    ...(hasRivals ? renderDifference(finding, style) : []),
    ...once(finding.references.slice(0, 1).map((url) => `  ${style.colours.underline(safe(url))}`)),
  ];
}

/** The steps; what stands above already is not said again. */
function renderSteps({ fix }: Finding, style: TextStyle, shown: Set<string>): readonly string[] {
  const steps = fix.map((step) => renderStep(step, style));
  const left = steps.filter((lines) => !shown.has(lines.join('\n')));
  for (const lines of left) shown.add(lines.join('\n'));
  return steps.length > 0 && left.length === 0 ? ['  → As above.'] : left.flat();
}

const renderDifference = ({ distinguish }: Finding, { columns }: TextStyle): readonly string[] =>
  distinguish === null ? [] : hang(safe(distinguish), columns, '  How to tell: ', '    ');

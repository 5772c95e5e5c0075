import type { Finding, Report } from '../../model/report.ts';
import { causesIn, type Cause } from '../causes.ts';
import { safe } from '../safe.ts';
import { hang } from '../wrap.ts';
import { renderEvidenceLine, renderHeadline, renderStep } from './cause.ts';
import type { TextStyle } from './style.ts';

/** So many explanations are told in full; the others in a sentence each. */
const inFull = 3;

/** What a symptom may mean, the likeliest first, with the words that say so and how to tell the explanations apart. */
export function renderReading(report: Report, style: TextStyle): readonly (readonly string[])[] {
  const causes = causesIn(report);
  return [
    ...causes
      .slice(0, inFull)
      .map((cause, index) => [
        ...(causes.length === 1 ? [] : [style.colours.bold(index === 0 ? 'Most likely' : 'Also possible')]),
        ...renderExplanation(cause, style),
      ]),
    causes.slice(inFull).flatMap((cause) => renderHeadline(cause, style)),
  ];
}

function renderExplanation(cause: Cause, style: TextStyle): readonly string[] {
  const { finding } = cause;
  return [
    ...renderHeadline(cause, style),
    ...hang(safe(finding.impact), style.columns, '  '),
    ...renderEvidenceLine(finding, style),
    ...finding.fix.flatMap((step) => renderStep(step, style)),
    ...renderDifference(finding, style),
    ...finding.references.slice(0, 1).map((url) => `  ${style.colours.underline(safe(url))}`),
  ];
}

const renderDifference = ({ distinguish }: Finding, { columns }: TextStyle): readonly string[] =>
  distinguish === null ? [] : hang(safe(distinguish), columns, '  How to tell: ', '    ');

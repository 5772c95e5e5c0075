import type { Report } from '../../model/report.ts';
import { findingsOf } from '../words.ts';
import { renderFinding } from './finding.ts';
import type { TextStyle } from './style.ts';

/** What a symptom may mean, the likeliest first: there are no checks behind it. */
export function renderCandidates(report: Report, style: TextStyle): readonly (readonly string[])[] {
  const findings = findingsOf(report);
  return report.causes.map((cause, index) => {
    const found = findings.filter(({ code }) => code === cause);
    const [first = [], ...rest] = found.map((finding) => renderFinding(finding, report, style));
    const heading = style.colours.bold(
      `${String(index + 1)}. ${index === 0 ? 'Most likely' : 'Also possible'}`,
    );
    return [heading, ...first, ...rest.flatMap((lines) => ['', ...lines])];
  });
}

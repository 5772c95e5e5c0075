import type { Report } from '../../model/report.ts';
import { failureHeading, failuresIn } from '../failures.ts';
import { findingsOf } from '../findings.ts';
import { renderFinding } from './finding.ts';
import type { TextStyle } from './style.ts';

/** What a symptom may mean, failure by failure, the likeliest first: there are no checks behind it. */
export function renderCandidates(report: Report, style: TextStyle): readonly (readonly string[])[] {
  const findings = findingsOf(report);
  const failures = failuresIn(report);
  return failures.flatMap((failure, at) => [
    ...(failures.length > 1 ? [[style.colours.bold(failureHeading(failure, at, failures.length))]] : []),
    ...failure.explanations.map((cause, index) => {
      const found = findings.filter(({ code }) => code === cause.finding.code);
      const [first = [], ...rest] = found.map((finding) => renderFinding(finding, report, style));
      const heading = style.colours.bold(
        `${String(index + 1)}. ${index === 0 ? 'Most likely' : 'Also possible'}`,
      );
      return [heading, ...first, ...rest.flatMap((lines) => ['', ...lines])];
    }),
  ]);
}

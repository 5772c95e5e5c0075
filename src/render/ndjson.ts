import type { CheckReport, Report } from '../model/report.ts';
import { safeJson } from './safe.ts';

/** One check as a line, with its stage. */
export function checkLine(stage: string, check: CheckReport, round: number | null = null): string {
  return `${safeJson({ type: 'check', stage, ...(round === null ? {} : { round }), ...check })}\n`;
}

/** The last line: the report without its stages. */
export function reportLine({ stages: _stages, ...rest }: Report, round: number | null = null): string {
  return `${safeJson({ type: 'report', ...(round === null ? {} : { round }), ...rest })}\n`;
}

/** The whole report as lines, for a file; a running check streams the same lines as checks end. */
export function renderNdjson(report: Report): string {
  const checks = report.stages.flatMap((stage) => stage.checks.map((check) => checkLine(stage.id, check)));
  return [...checks, reportLine(report)].join('');
}

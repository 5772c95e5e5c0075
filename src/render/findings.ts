import type { Finding, Report } from '../model/report.ts';

/** All findings of a report in order. */
export const findingsOf = ({ stages }: Pick<Report, 'stages'>): readonly Finding[] =>
  stages.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings));

import type { Report } from '../model/report.ts';
import type { Host } from './host.ts';

/** SIGINT or SIGTERM has come: what is there is printed, and nothing more is asked. */
export const isInterrupted = (host: Host): boolean => host.interrupted.aborted;

/** The report with the exit code of the signal that ended it, if one did. */
export function interruptedReport(report: Report, host: Host): Report {
  if (!isInterrupted(host)) return report;
  return { ...report, exitCode: host.interrupted.reason === 'SIGTERM' ? 143 : 130 };
}

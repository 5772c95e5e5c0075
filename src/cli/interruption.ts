import type { Report } from '../model/report.ts';
import type { Host } from './host.ts';

/** SIGINT or SIGTERM has come: what is there is printed, and nothing more is asked. */
export const isInterrupted = (host: Host): boolean => host.signalCame() !== null;

/** One turn of the event loop: a signal that came while this thread was busy is delivered. */
export const signalsDelivered = (): Promise<void> =>
  new Promise((done) => {
    setImmediate(done);
  });

/** What a shell calls the signal that came (128 and its number). */
export const signalCode = (host: Host): 130 | 143 => (host.signalCame() === 'SIGTERM' ? 143 : 130);

/** The report with the exit code of the signal that ended it, if one did. */
export async function interruptedReport(report: Report, host: Host): Promise<Report> {
  await signalsDelivered();
  if (!isInterrupted(host)) return report;
  return { ...report, exitCode: signalCode(host) };
}

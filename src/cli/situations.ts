import type { Report } from '../model/report.ts';
import { targetFlags, type CheckFlags } from './flags.ts';
import type { Host } from './host.ts';

/** What somebody can begin with who has typed the name of the program and nothing else. */
export const situations = `What would you like to look at?

  An error, a bounce or a log line:  ses-doctor explain "554 Message rejected: …"
  A domain or address that sends:    ses-doctor example.com --region eu-west-1
  One recipient who gets nothing:    ses-doctor example.com --recipient someone@example.net

`;

/** Codes by which a run says that it had nothing to go on. */
const nothingToGoOn: ReadonlySet<string> = new Set(['access/no-credentials', 'access/region-missing']);

/** Somebody at a terminal typed nothing but the name, and this machine has no Region or no credentials. Never in CI. */
export function isLost(report: Report, flags: CheckFlags, host: Host): boolean {
  if (!host.terminal || (host.env['CI'] ?? '') !== '' || report.exitCode !== 3) return false;
  // What a config file asks for is something to go on.
  if (flags.bare !== true || targetFlags(flags).length > 0 || (flags.format ?? 'text') !== 'text')
    return false;
  return report.stages.some(({ checks }) =>
    checks.some(({ findings }) => findings.some(({ code }) => nothingToGoOn.has(code))),
  );
}

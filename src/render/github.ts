import type { Finding, Report } from '../model/report.ts';
import { safe } from './safe.ts';
import { findingsOf, headStatus, subjectLine, tally, verdictLine } from './words.ts';

const commands: Readonly<Record<Finding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  unknown: 'warning',
};

/** Annotations of GitHub Actions (workflow commands), one a finding. The step summary is the markdown report. */
export function renderGithub(report: Report): string {
  const annotations = findingsOf(report)
    .filter(({ ignored, severity, basis }) => ignored === null && (severity !== 'info' || basis === 'read'))
    .map(annotate);
  const open = report.stages.flatMap(({ checks }) =>
    checks
      .filter(
        ({ status, findings, accepted }) =>
          (status === 'unknown' || status === 'crash') && findings.length === 0 && accepted === null,
      )
      .map(({ id, subject, because }) =>
        line('warning', `could not look: ${id}`, `${subject === null ? '' : `${subject}: `}${because ?? ''}`),
      ),
  );
  // The runner reads `##[command]` anywhere in a line that is no command of the newer kind.
  const about = safe(subjectLine(report)).replaceAll('##[', '## [');
  const count = headStatus(report) === 'skipped' ? '' : `: ${tally(report)}`;
  const last = `ses-doctor: ${verdictLine(report)}: ${about}${count}\n`;
  return [...annotations, ...open, last].join('');
}

function annotate({ code, severity, subject, summary, impact, fix }: Finding): string {
  const steps = fix.map(
    ({ text, command }, index) => `${String(index + 1)}. ${text}${command === null ? '' : `: ${command}`}`,
  );
  return line(commands[severity], `${code} ${subject}`, [summary, impact, ...steps].join('\n'));
}

/** The escapes of actions/toolkit: in data % CR LF, in properties also : and , so that nothing can end a command early. */
function line(command: string, title: string, message: string): string {
  const data = message.split('\n').map(safe).join('\n').replaceAll('%', '%25').replaceAll('\n', '%0A');
  const property = safe(title).replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C');
  return `::${command} title=${property}::${data}\n`;
}

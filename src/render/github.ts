import type { Finding, Report } from '../model/report.ts';
import { causesIn } from './causes.ts';
import { safe } from './safe.ts';
import {
  adviceFor,
  extraLine,
  extrasLine,
  findingsOf,
  stepLine,
  subjectLine,
  tally,
  verdictLine,
} from './words.ts';

const commands: Readonly<Record<Finding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  unknown: 'warning',
};

/**
 * Annotations of GitHub Actions (workflow commands), causes first, for GitHub shows about ten a step: one a finding, and
 * one for all checks that one reason blinds. The step summary is the markdown report.
 */
export function renderGithub(report: Report): string {
  const all = findingsOf(report).filter(
    ({ ignored, severity, basis }) => ignored === null && (severity !== 'info' || basis === 'read'),
  );
  const causes = causesIn(report).map(({ finding }) => finding);
  const annotations = [
    ...causes.filter((finding) => all.includes(finding)),
    ...all.filter((finding) => !causes.includes(finding)),
  ].map(annotate);
  // The runner reads `##[command]` anywhere in a line that is no command of the newer kind.
  const about = safe(subjectLine(report)).replaceAll('##[', '## [');
  const last = `ses-doctor: ${verdictLine(report)}: ${about}: ${tally(report)}\n`;
  const nothing = report.lookedAt ? [] : [line('error', 'nothing was looked at', adviceFor(report))];
  return [...nothing, ...annotations, ...renderBlind(report), ...renderExtras(report), last].join('');
}

/** The checks that could not look, together where the reason is the same; a crash is a reason of its own. */
function renderBlind({ stages }: Report): readonly string[] {
  const groups = new Map<string, { because: string; names: string[] }>();
  for (const { id, subject, status, findings, accepted, because } of stages.flatMap(({ checks }) => checks)) {
    if ((status !== 'unknown' && status !== 'crash') || findings.length > 0 || accepted !== null) continue;
    const key = `${status} ${because ?? ''}`;
    const group = groups.get(key) ?? { because: because ?? '', names: [] };
    group.names.push(subject === null ? id : `${id} (${subject})`);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ because, names }) =>
    names.length === 1
      ? line('warning', `could not look: ${names.join('')}`, because)
      : line('warning', `could not look: ${String(names.length)} checks`, `${because}\n${names.join(', ')}`),
  );
}

/** What would only have told more and has no answer, in one annotation: it takes little of the room. */
function renderExtras(report: Report): readonly string[] {
  const title = extrasLine(report);
  return title === null ? [] : [line('notice', title, report.extras.map(extraLine).join('\n'))];
}

function annotate({ code, severity, subject, summary, impact, fix }: Finding): string {
  const steps = fix.map((step, index) => `${String(index + 1)}. ${stepLine(step)}`);
  return line(commands[severity], `${code} ${subject}`, [summary, impact, ...steps].join('\n'));
}

/** The escapes of actions/toolkit: in data % CR LF, in properties also : and , so that nothing can end a command early. */
function line(command: string, title: string, message: string): string {
  const data = message.split('\n').map(safe).join('\n').replaceAll('%', '%25').replaceAll('\n', '%0A');
  const property = safe(title).replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C');
  return `::${command} title=${property}::${data}\n`;
}

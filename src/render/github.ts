import { grouped } from '../model/many.ts';
import type { CheckReport, Finding, Report } from '../model/report.ts';
import { blindedIn } from './blinded.ts';
import { causesApart, type Cause } from './causes.ts';
import { failureNaming } from './failures.ts';
import { safe } from './safe.ts';
import { findingsOf } from './findings.ts';
import {
  adviceFor,
  effectSentence,
  evidenceLine,
  extraLine,
  extrasLine,
  stepLine,
  subjectLine,
  subjectShown,
  tally,
  verdictLine,
} from './words.ts';
import { likelyWords, otherWords } from './likelihood.ts';

const commands: Readonly<Record<Finding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  unknown: 'warning',
};

/** GitHub shows ten annotations of one kind a step and drops the rest without a word. */
const most = 10;

/**
 * Annotations of GitHub Actions (workflow commands), causes first, each with what follows from it; then what nothing
 * explains, and one for all checks that one reason blinds. What does not fit stands in the last. The step summary is
 * the markdown report.
 */
export function renderGithub(report: Report): string {
  const causes = causesApart(report);
  const answers = new Set(causes.map(({ finding }) => finding));
  const shown = new Set(
    findingsOf(report).filter(
      (finding) =>
        answers.has(finding) ||
        (finding.ignored === null && (finding.severity !== 'info' || finding.basis === 'read')),
    ),
  );
  for (const { finding, effects, alternatives = [] } of causes)
    for (const told of [finding, ...effects, ...alternatives]) shown.delete(told);
  const failureOf = failureNaming(report);
  const annotations = [
    ...(report.lookedAt ? [] : [annotation('error', 'nothing was looked at', adviceFor(report))]),
    ...causes.map((cause) => annotate(cause, { alike: alikeOf(cause, shown), failureOf, report })),
    ...byCode([...shown]).map(([finding, ...alike]) =>
      annotate({ finding, effects: [] }, { alike, failureOf, report }),
    ),
    ...blindOf(report),
    ...extrasOf(report),
    ...(report.notes.length === 0 ? [] : [annotation('notice', 'about this run', report.notes.join('\n'))]),
  ];
  // The runner reads `##[command]` anywhere in a line that is no command of the newer kind.
  const about = safe(subjectLine(report)).replaceAll('##[', '## [');
  const last = `ses-doctor: ${verdictLine(report)}: ${about}: ${tally(report)}\n`;
  return [...fitting(annotations).map(lineOf), last].join('');
}

interface Annotation {
  command: string;
  title: string;
  message: string;
}

/** At most ten; the last of them tells of all that have no place of their own. */
function fitting(all: readonly Annotation[]): readonly Annotation[] {
  if (all.length <= most) return all;
  const rest = all.slice(most - 1);
  const command = rest.some((one) => one.command === 'error') ? 'error' : 'warning';
  const lines = rest.map(({ title, message }) => `${title}: ${message.split('\n')[0] ?? ''}`);
  return [...all.slice(0, most - 1), annotation(command, `${grouped(rest.length)} more`, lines.join('\n'))];
}

/** The other findings of a cause's code that are causes themselves and as grave: taken out of what is left. */
function alikeOf({ finding }: Pick<Cause, 'finding'>, left: Set<Finding>): readonly Finding[] {
  const alike = [...left].filter(
    ({ code, severity }) => code === finding.code && severity === finding.severity,
  );
  for (const one of alike) left.delete(one);
  return alike;
}

/** Findings with one code together: the same is true of several subjects. */
function byCode(findings: readonly Finding[]): readonly (readonly [Finding, ...Finding[]])[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const group = groups.get(finding.code);
    if (group === undefined) groups.set(finding.code, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

const nameOf = ({ id, subject }: CheckReport): string => (subject === null ? id : `${id} (${subject})`);

/** The checks that one finding leaves without an answer. */
const blindFor = (finding: Finding, report: Report): ReturnType<typeof byReason> =>
  byReason([...blindedIn(report)].filter(([, told]) => told === finding).map(([{ check }]) => check));

/** Checks with one status and one reason together. */
function byReason(checks: readonly CheckReport[]): readonly { because: string; names: readonly string[] }[] {
  const groups = new Map<string, { because: string; names: string[] }>();
  for (const check of checks) {
    const because = check.because ?? '';
    const key = `${check.status} ${because}`;
    const group = groups.get(key) ?? { because, names: [] };
    group.names.push(nameOf(check));
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * The checks that could not look, together where the reason is the same; a crash is a reason of its own. Those whose reason
 * has an annotation stand in that.
 */
function blindOf(report: Report): readonly Annotation[] {
  const told = new Set([...blindedIn(report).keys()].map(({ check }) => check));
  const blind = report.stages
    .flatMap(({ checks }) => checks)
    .filter(
      (check) =>
        (check.status === 'unknown' || check.status === 'crash') &&
        check.findings.length === 0 &&
        check.accepted === null &&
        !told.has(check),
    );
  return byReason(blind).map(({ because, names }) =>
    names.length === 1
      ? annotation('warning', `could not look: ${names.join('')}`, because)
      : annotation(
          'warning',
          `could not look: ${grouped(names.length)} checks`,
          `${because}\n${names.join(', ')}`,
        ),
  );
}

/** What would only have told more and has no answer, in one annotation: it takes little of the room. */
function extrasOf(report: Report): readonly Annotation[] {
  const title = extrasLine(report);
  return title === null ? [] : [annotation('notice', title, report.extras.map(extraLine).join('\n'))];
}

function annotate(
  {
    finding,
    effects,
    alternatives = [],
    insteadOf = null,
  }: Pick<Cause, 'finding' | 'effects' | 'alternatives' | 'insteadOf'>,
  {
    alike,
    failureOf,
    report,
  }: { alike: readonly Finding[]; failureOf: (finding: Finding) => string | null; report: Report },
): Annotation {
  const blind = blindFor(finding, report);
  const { code, severity, summary, impact, evidence, fix, distinguish, references } = finding;
  const more = alike.length === 0 ? '' : ` and ${grouped(alike.length)} more`;
  const failure = failureOf(finding);
  const likely = likelyWords(finding, alternatives, insteadOf);
  const lines = [
    `${failure === null ? '' : `${failure}: `}${likely}${summary}`,
    impact,
    ...alike.map(
      (one) => `Also: ${[subjectShown(one), one.summary].filter((part) => part !== '').join(': ')}`,
    ),
    ...evidence.map(evidenceLine),
    ...fix.map((step, index) => `${String(index + 1)}. ${stepLine(step)}`),
    ...(distinguish === null ? [] : [`How to tell: ${distinguish}`]),
    ...alternatives.map((other) => `${otherWords(other)}${named(other)}`),
    ...effects.map((effect) => `From it follows: ${named(effect, effectSentence(finding, effect))}`),
    ...blind.map(({ because, names }) => `Without an answer: ${names.join(', ')} – ${because}`),
    ...references,
  ];
  const isExtra = severity === 'unknown' && !finding.counts;
  const isGrave = [finding, ...alike].some((one) => one.severity === 'error');
  const command = commands[isGrave ? 'error' : isExtra ? 'info' : severity];
  return annotation(command, `${code} ${subjectShown(finding)}`.trimEnd() + more, lines.join('\n'));
}

const named = (finding: Finding, sentence = finding.summary): string =>
  `${sentence} (${`${finding.code} ${subjectShown(finding)}`.trimEnd()})`;

const annotation = (command: string, title: string, message: string): Annotation => ({
  command,
  title,
  message,
});

/** The escapes of actions/toolkit: in data % CR LF, in properties also : and , so that nothing can end a command early. */
function lineOf({ command, title, message }: Annotation): string {
  const data = message.split(/\r?\n/).map(safe).join('\n').replaceAll('%', '%25').replaceAll('\n', '%0A');
  const property = safe(title).replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C');
  return `::${command} title=${property}::${data}\n`;
}

import { needsPermission } from '../model/policy.ts';
import { factsOf, type AnyCheck, type Problem, type Stage, type SymptomProblem } from '../model/check.ts';
import { sampleWords } from './sample-words.ts';
import { stepText } from './words.ts';

/** The list of `ses-doctor checks`: stages, checks, and the codes of each. */
export function renderCheckList(checklist: readonly Stage[]): string {
  const stages = checklist.map(({ question, checks }, index) => {
    const lines = checks.flatMap((check) => [
      `  ${check.id.padEnd(26)} ${check.title}`,
      ...Object.entries(check.problems).map(
        ([code, problem]) => `    ${severityOf(problem).padEnd(9)} ${code}`,
      ),
    ]);
    return [`${String(index + 1)}. ${question}`, ...lines].join('\n');
  });
  return `${stages.join('\n\n')}\n\nses-doctor checks <code or check> shows its page.\n`;
}

/** The checks with their codes as JSON; with a name the one check that it names, alone in the list; null for no such name. */
export function renderChecksJson(checklist: readonly Stage[], name: string | null): string | null {
  const checks = checklist.flatMap((stage) =>
    stage.checks
      .filter(({ id, problems }) => name === null || id === name || name in problems)
      .map((check) => ({
        ...{ id: check.id, stage: stage.id, title: check.title, why: oneLine(check.why) },
        per: check.per ?? 'run',
        actions: actionListOf(check),
        findings: Object.entries(check.problems)
          .filter(([code]) => name === null || check.id === name || code === name)
          .map(([code, problem]) => {
            const { summary, impact, references } = sampleWords(problem);
            return { code, severity: severityOf(problem), summary, impact, references };
          }),
      })),
  );
  return checks.length === 0 ? null : `${JSON.stringify({ schema: 1, checks }, null, 2)}\n`;
}

/** The page of a check or of a code, or null when nothing is called that. */
export function renderPage(checklist: readonly Stage[], name: string): string | null {
  const all = checklist.flatMap(({ checks }) => checks);
  const check = all.find(({ id }) => id === name);
  if (check !== undefined) return `${checkPage(check)}\n`;
  const owner = all.find(({ problems }) => name in problems);
  const problem = owner?.problems[name];
  return owner === undefined || problem === undefined ? null : `${codePage(name, problem, owner)}\n`;
}

function checkPage(check: AnyCheck): string {
  const codes = Object.entries(check.problems).map(
    ([code, problem]) => `  ${severityOf(problem).padEnd(9)} ${code}`,
  );
  return [
    check.id,
    '',
    check.title,
    oneLine(check.why),
    '',
    `Looked at per ${check.per ?? 'run'}. IAM actions: ${actionsOf(check)}.`,
    '',
    'Findings:',
    ...codes,
  ].join('\n');
}

function codePage(code: string, problem: Problem<never> | SymptomProblem, check: AnyCheck): string {
  const basis =
    'summary' in problem
      ? problem.read === undefined
        ? 'seen live'
        : 'seen live, or read from a symptom'
      : 'read from a symptom';
  const { summary, impact, evidence, fix, references } = sampleWords(problem);
  return [
    code,
    '',
    `Severity: ${severityOf(problem)} (${basis})`,
    `Check: ${check.id} – ${check.title}`,
    oneLine(check.why),
    ...(summary === null ? [] : ['', `What is wrong: ${oneLine(summary)}`]),
    ...(impact === null ? [] : ['', `What it does to mail: ${oneLine(impact)}`]),
    ...section(
      'Evidence:',
      evidence.map(
        ({ what, expected }) =>
          `  · ${oneLine(what)}${expected === null ? '' : `, expected ${oneLine(expected)}`}`,
      ),
    ),
    ...section(
      'What to do, depending on what a run finds:',
      fix.flatMap(({ text, command }, index) => [
        `  ${String(index + 1)}. ${stepText(oneLine(text))}`,
        ...(typeof command === 'string' ? [`     ${command}`] : []),
      ]),
    ),
    ...(typeof problem.read?.distinguish === 'string'
      ? ['', `How to tell: ${oneLine(problem.read.distinguish)}`]
      : []),
    ...(Array.isArray(problem.explains)
      ? ['', `Explains: ${(problem.explains as readonly string[]).join(', ')}`]
      : []),
    '',
    `IAM actions of the check: ${actionsOf(check)}.`,
    ...(references.length === 0 ? [] : ['', ...references]),
  ].join('\n');
}

const section = (heading: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', heading, ...lines];

/** The severity of a code, or that its data decide it. */
export const severityOf = ({ severity }: Problem<never> | SymptomProblem): string =>
  typeof severity === 'string' ? severity : 'depends';

/** The IAM actions of a check, as text. */
export function actionsOf(check: AnyCheck): string {
  return actionListOf(check).join(', ') || 'none';
}

const actionListOf = (check: AnyCheck): readonly string[] =>
  [...new Set([...factsOf(check)].flatMap((fact) => fact.actions))].filter(needsPermission).sort();

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

import type { AnyCheck, Stage } from '../check.ts';
import { actionsOf, severityOf } from './pages.ts';

/** The page about the checks, `checks/README.md`. */
export function renderDocs(checklist: readonly Stage[]): string {
  const sections = checklist.flatMap(({ question, checks }, index) => [
    `## ${String(index + 1)}. ${question}`,
    ...checks.map(renderCheck),
  ]);
  return `${['# Checks', 'Written from the checks by `npm run docs`; do not edit.', ...sections].join('\n\n')}\n`;
}

function renderCheck(check: AnyCheck): string {
  const rows = Object.entries(check.problems).map(([code, problem]) => {
    const impact = typeof problem.impact === 'string' ? problem.impact : 'depends on what was found';
    const references = Array.isArray(problem.references) ? (problem.references as readonly string[]) : [];
    return `| \`${code}\` | ${severityOf(problem)} | ${impact.replaceAll(/\s+/g, ' ')} | ${references.map((url) => `<${url}>`).join(' ')} |`;
  });
  return [
    `### ${check.id}`,
    `**${check.title}.** ${check.why.replaceAll(/\s+/g, ' ')}`,
    `Per ${check.per ?? 'run'}. IAM actions: ${actionsOf(check)}`,
    ['| Code | Severity | What it does to your mail | Source |', '| --- | --- | --- | --- |', ...rows].join(
      '\n',
    ),
  ].join('\n\n');
}

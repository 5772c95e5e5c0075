import type { AnyCheck, Stage } from '../model/check.ts';
import { actionsOf, severityOf } from './pages.ts';
import { sampleWords } from './sample-words.ts';

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
    const { impact, references } = sampleWords(problem);
    return `| \`${code}\` | ${severityOf(problem)} | ${cell(impact ?? 'depends on what was found')} | ${references.map((url) => `<${url}>`).join(' ')} |`;
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

/** Text as it may stand in a cell of a Markdown table. */
const cell = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', '\\|')
    .replaceAll(/<(\w+)>/g, '‹$1›');

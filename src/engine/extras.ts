import type { ExtraReport, StageReport } from '../model/report.ts';

/**
 * The questions that would only have told more and have no answer, each once with the checks that put it. One that
 * counts for another check stands there.
 */
export function extrasOf(stages: readonly StageReport[]): readonly ExtraReport[] {
  const asked = stages.flatMap(({ checks }) =>
    checks.flatMap(({ id, unanswered }) => unanswered.map((why) => ({ id, why }))),
  );
  const counted = new Set(asked.filter(({ why }) => why.counts).map(({ why }) => why.question));
  const extras = new Map<string, ExtraReport>();
  for (const { id, why } of asked) {
    if (counted.has(why.question)) continue;
    const { question, reason, message, action } = why;
    const known = extras.get(question)?.checks ?? [];
    extras.set(question, { question, reason, message, action, checks: [...new Set([...known, id])] });
  }
  return [...extras.values()];
}

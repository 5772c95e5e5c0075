import type { SpfModifier } from './record.ts';
import { parseMacroString } from './macro.ts';
import { answerOf } from '../model/unavailable.ts';
import type { SpfEvaluation } from './question.ts';
import { expand, targetOf } from './target.ts';

/** What `exp=` says to a refused client (RFC 7208 6.2). Null when there is not exactly one sound text: then the receiver uses its own. */
export async function explain(
  evaluation: SpfEvaluation,
  { exp, domain }: { exp: SpfModifier; domain: string },
): Promise<string | null> {
  const target = await targetOf(evaluation, exp.value, domain);
  if (target === null) return null;
  const answer = await answerOf(evaluation.resolve(target, 'TXT'));
  const [text] = answer.ok ? answer.value.records : [];
  if (!answer.ok || text === undefined || answer.value.records.length > 1) return null;
  const macros = parseMacroString(text, true);
  if (!macros.ok) return null;
  const explanation = await expand(evaluation, macros.parts, domain);
  return explanation === '' ? null : explanation;
}

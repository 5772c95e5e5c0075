import {
  type AnyCheck,
  type AnyOccurrence,
  defineCheck,
  problem,
  symptomProblem,
  type Refutation,
  type Severity,
  type Stage,
} from '../../src/model/check.ts';
import { defineFact } from '../../src/model/fact.ts';
import type { Scope } from '../../src/model/target.ts';
import type { Candidate, Symptom } from '../../src/model/symptom.ts';
import { noNames } from './symptom-names.ts';

interface Simple {
  per?: Scope;
  /** Codes with their severity, and the codes each explains. */
  codes: Record<string, Severity | { severity: Severity; explains: readonly string[] }>;
  finds?: readonly AnyOccurrence[];
  refutes?: readonly Refutation[];
  /** Codes that only a symptom can show. */
  symptomCodes?: readonly string[];
}

/** Something of the world, always seen. */
const seen = defineFact({ id: 'seen', title: 'the world', gather: () => true });

/** A check of few words, for tests of the engine. */
export function simpleCheck(
  id: string,
  { per = 'run', codes, finds = [], refutes = [], symptomCodes = [] }: Simple,
): AnyCheck {
  const words = Object.entries(codes).map(([code, given]) => {
    const { severity, explains } = typeof given === 'string' ? { severity: given, explains: [] } : given;
    const read = { summary: () => `${code} was read.`, distinguish: 'Look.' };
    const more = { impact: 'It hurts.', references: ['https://example.com/'], explains };
    const one = symptomCodes.includes(code)
      ? symptomProblem({ severity, ...more, read: { ...read, severity, fix: () => [] } })
      : problem<unknown>({ severity, ...more, summary: () => `${code} was seen.`, fix: () => [], read });
    return [code, one] as const;
  });
  return defineCheck({
    id,
    title: `All is well with ${id}`,
    why: 'For a test.',
    per,
    needs: { seen },
    problems: Object.fromEntries(words),
    evaluate: () => [...finds, ...refutes] as never,
  });
}

export const stage = (id: Stage['id'], ...checks: AnyCheck[]): Stage => ({ id, question: `${id}?`, checks });

export const candidate = (code: string, more: Partial<Candidate> = {}): Candidate => ({
  code,
  subject: null,
  quote: code,
  rank: 0,
  item: 0,
  data: {},
  ...more,
});

export const symptomOf = (...candidates: Candidate[]): Symptom => ({
  candidates,
  items: [{ kind: 'text', title: 'text' }],
  unread: [],
  names: noNames,
  summary: null,
});

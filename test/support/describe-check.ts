import { describe, expect, it } from 'vitest';
import type { Check, Given, NotApplicable, Occurrence, Problems, Verdict } from '../../src/model/check.ts';
import type { Sources } from '../../src/model/fact.ts';
import { liveFinding, readFinding } from '../../src/model/finding.ts';
import type { Candidate } from '../../src/model/symptom.ts';

interface Cases<N extends Sources, Q extends Sources, E extends Sources, P extends Problems> {
  /** Facts of a healthy sender: the check must find nothing above info. */
  healthy: Given<N, Q, E>;
  /** What the check is about; empty for a check of the run. */
  subject?: string;
  finds: Record<
    string,
    { given: Partial<Given<N, Q, E>>; found: readonly Occurrence<P>[]; subject?: string }
  >;
  /** More healthy senders: nothing is found in any of them. */
  silent?: Record<string, Partial<Given<N, Q, E>>>;
  /** Full verdicts: what is not answered, refuted, or makes no sense. */
  verdicts?: Record<string, { given: Partial<Given<N, Q, E>>; verdict: Verdict<P> }>;
  /** Candidates of a symptom, for the codes that only a symptom can show. */
  reads?: readonly Candidate[];
}

/** Tests one check against a table of facts, and makes sure the table covers every problem. */
export function describeCheck<N extends Sources, Q extends Sources, E extends Sources, P extends Problems>(
  check: Check<N, Q, E, P>,
  cases: Cases<N, Q, E, P>,
): void {
  const subject = cases.subject ?? '';
  const evaluate = (given: Partial<Given<N, Q, E>>, about = subject): Verdict<P> => {
    const facts = { ...cases.healthy, ...given };
    check.observed?.(facts, about); // must not throw, whatever the facts
    return check.evaluate(facts, about);
  };
  const occurrences = (verdict: Verdict<P>): readonly Occurrence<P>[] =>
    isNotApplicable(verdict) ? [] : verdict.filter((one): one is Occurrence<P> => 'problem' in one);

  describe(check.id, () => {
    it('finds nothing wrong with a healthy sender', () => {
      const verdict = evaluate({});
      const found = occurrences(verdict);
      expect(verdict).toEqual(found);
      expect(found.filter((one) => liveFinding(check, one, subject).severity !== 'info')).toEqual([]);
    });

    for (const [name, { given, found, subject: about = subject }] of Object.entries(cases.finds)) {
      it(`finds: ${name}`, () => {
        const verdict = occurrences(evaluate(given, about));
        // Which part of its subject a finding is about is a matter of joins: a case names it where it wants to.
        expect(
          verdict.map(({ of, ...rest }, at) =>
            of === undefined || found[at]?.of === undefined ? rest : { of, ...rest },
          ),
        ).toEqual(found);
        expect(verdict.map((one) => liveFinding(check, one, about))).toMatchSnapshot();
      });
    }

    for (const [name, given] of Object.entries(cases.silent ?? {})) {
      it(`is silent: ${name}`, () => {
        expect(evaluate(given)).toEqual([]);
      });
    }

    for (const [name, { given, verdict }] of Object.entries(cases.verdicts ?? {})) {
      it(name, () => {
        expect(evaluate(given)).toEqual(verdict);
      });
    }

    for (const candidate of cases.reads ?? []) {
      it(`reads: ${candidate.code}`, () => {
        expect(readFinding(check, candidate, subject)).toMatchSnapshot();
      });
    }

    it('has a case for each of its problems', () => {
      const live = Object.values(cases.finds).flatMap(({ found }) => found.map(({ problem }) => problem));
      const read = (cases.reads ?? []).map(({ code }) => code);
      expect(new Set<string>([...live, ...read])).toEqual(new Set(Object.keys(check.problems)));
    });
  });
}

const isNotApplicable = <P extends Problems>(verdict: Verdict<P>): verdict is NotApplicable =>
  'notApplicable' in verdict;

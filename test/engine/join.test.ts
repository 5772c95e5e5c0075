import { describe, expect, it } from 'vitest';
import { join } from '../../src/engine/join.ts';
import type { Refutation } from '../../src/model/check.ts';
import type { CheckReport, Finding } from '../../src/model/report.ts';
import type { EndedCheck } from '../../src/engine/run.ts';
import { select } from '../../src/model/select.ts';
import type { Candidate, Symptom } from '../../src/model/symptom.ts';
import { defineCheck, problem, type Problem } from '../../src/model/check.ts';
import { noNames } from '../support/symptom-names.ts';

const words = (explains: readonly string[] = []): Problem<undefined> =>
  problem<undefined>({
    severity: 'error',
    summary: () => 'It is so.',
    impact: 'No mail.',
    fix: () => [],
    references: [],
    explains,
    read: { summary: () => 'It may be so.', distinguish: 'Look.' },
  });
const check = defineCheck({
  id: 'identity',
  title: 'All is well',
  why: 'It matters.',
  needs: {},
  problems: { 'a/cause': words(['a/effect']), 'a/effect': words(), 'a/other': words() },
  evaluate: () => [],
});
const stages = select([{ id: 'account', question: 'Is it?', checks: [check] }], [], []);
const [stage] = stages;
const selected = stage?.checks[0];

const candidate = (code: string, more: Partial<Candidate> = {}): Candidate => ({
  code,
  subject: null,
  quote: code,
  rank: 0,
  item: 0,
  data: {},
  ...more,
});
const symptom = (...candidates: readonly Candidate[]): Symptom => ({
  candidates,
  items: [],
  unread: [],
  names: noNames,
  summary: null,
});
const finding = (code: string, subject: string, explains: readonly string[] = []): Finding => ({
  code,
  severity: 'error',
  subject,
  basis: 'live',
  summary: 'It is so.',
  impact: '',
  evidence: [],
  fix: [],
  references: [],
  explains,
  distinguish: null,
  counts: true,
  ignored: null,
});
function ended(findings: readonly Finding[], refutations: readonly Refutation[] = []): EndedCheck {
  if (stage === undefined || selected === undefined) throw new Error('the stage has a check');
  const report: CheckReport = {
    id: 'identity',
    title: 'All is well',
    subject: null,
    status: findings.length === 0 ? 'pass' : 'fail',
    durationMs: 1,
    because: null,
    flag: null,
    observed: null,
    accepted: null,
    gauges: [],
    findings,
    unanswered: [],
  };
  return { stage, selected, report, refutations };
}
const seen = ({ checks }: ReturnType<typeof join>): readonly string[] =>
  checks.flatMap(({ report }) =>
    report.findings.map(({ code, basis, subject }) => `${basis} ${code} ${subject}`),
  );
const ruledOut = ({ refuted }: ReturnType<typeof join>): readonly string[] => refuted.map(({ code }) => code);

describe('a symptom and the live state', () => {
  it('are one finding where both show the same of the same address, whatever its case', () => {
    const joined = join(
      [ended([finding('a/effect', 'ann@example.com')])],
      stages,
      symptom(candidate('a/effect', { subject: 'Ann@Example.com' })),
    );
    expect(seen(joined)).toEqual(['live a/effect ann@example.com']);
    expect(ruledOut(joined)).toEqual([]);
  });

  it('never lose a live finding', () => {
    const live = [finding('a/cause', 'x', ['a/effect']), finding('a/other', 'y')];
    const joined = join(
      [ended(live, [{ refutes: 'a/other', subject: null, because: 'no' }])],
      stages,
      symptom(candidate('a/other')),
    );
    expect(seen(joined)).toEqual(['live a/cause x', 'live a/other y']);
  });

  it('keep what was read beside its live cause, and drop the other explanations of that item', () => {
    const joined = join(
      [ended([finding('a/cause', 'x', ['a/effect'])])],
      stages,
      symptom(
        candidate('a/effect'),
        candidate('a/other', { rank: 1 }),
        candidate('a/other', { item: 1, subject: 'z' }),
      ),
    );
    expect(seen(joined)).toEqual(['live a/cause x', 'read a/effect account', 'read a/other z']);
    expect(joined.refuted).toMatchObject([
      { code: 'a/other', because: 'the live state shows a/cause instead' },
    ]);
  });

  it('drop what a check refutes, even where something else explains it', () => {
    const joined = join(
      [
        ended(
          [finding('a/cause', 'x', ['a/effect'])],
          [{ refutes: 'a/effect', subject: null, because: 'it is fine' }],
        ),
      ],
      stages,
      symptom(candidate('a/effect')),
    );
    expect(seen(joined)).toEqual(['live a/cause x']);
    expect(joined.refuted).toMatchObject([{ code: 'a/effect', because: 'it is fine' }]);
  });

  it('are no refutation where a live finding says the same and more, which settles their failure', () => {
    const joined = join(
      [
        ended(
          [finding('a/cause', 'x')],
          [{ refutes: 'a/effect', subject: null, because: 'the list is known', shows: 'a/cause' }],
        ),
      ],
      stages,
      symptom(candidate('a/effect'), candidate('a/other', { rank: 1 })),
    );
    expect(seen(joined)).toEqual(['live a/cause x']);
    expect(joined.unexplained).toBe(false);
    expect(joined.refuted).toMatchObject([
      { code: 'a/other', because: 'the live state shows a/cause instead' },
    ]);
  });

  it('do not drop for one address what was said of another', () => {
    const joined = join(
      [ended([finding('a/effect', 'one@example.com')])],
      stages,
      symptom(
        candidate('a/effect', { subject: 'one@example.com' }),
        candidate('a/effect', { subject: 'two@example.com', rank: 1 }),
      ),
    );
    expect(seen(joined)).toEqual(['live a/effect one@example.com', 'read a/effect two@example.com']);
  });

  it('show what was refuted for one address only of that address', () => {
    const joined = join(
      [ended([], [{ refutes: 'a/effect', subject: 'one@example.com', because: 'it is fine' }])],
      stages,
      symptom(
        candidate('a/effect', { subject: 'one@example.com' }),
        candidate('a/effect', { subject: 'two@example.com' }),
      ),
    );
    expect(seen(joined)).toEqual(['read a/effect two@example.com']);
    expect(ruledOut(joined)).toEqual(['a/effect']);
  });
});

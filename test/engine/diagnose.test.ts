import { describe, expect, it } from 'vitest';
import { causesOf } from '../../src/engine/diagnose.ts';
import { chainTo } from '../../src/engine/explains.ts';
import type { Severity } from '../../src/model/check.ts';
import type { CheckReport, Finding, StageReport } from '../../src/model/report.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import { candidate, symptomOf } from '../support/checks.ts';

const finding = (code: string, explains: readonly string[] = [], more: Partial<Finding> = {}): Finding => ({
  code,
  severity: 'error' satisfies Severity,
  subject: 'example.com',
  basis: 'live',
  summary: '',
  impact: '',
  evidence: [],
  fix: [],
  references: [],
  explains,
  distinguish: null,
  counts: true,
  ignored: null,
  ...more,
});
const check = (subject: string | null, ...findings: readonly Finding[]): CheckReport => ({
  id: 'check',
  title: '',
  subject,
  status: 'fail',
  durationMs: 0,
  because: null,
  flag: null,
  observed: null,
  accepted: null,
  gauges: [],
  findings,
  unanswered: [],
});
const stagesOf = (...checks: readonly CheckReport[]): readonly StageReport[] => [
  { id: 'account', question: '', checks },
];
const sender = { identities: ['news@example.com'], recipients: ['ann@receiver.example'] };
const causes = (...checks: readonly CheckReport[]): readonly string[] =>
  causesOf(stagesOf(...checks), { ...sender, symptom: null, offline: false });

describe('causes', () => {
  it('are two where two faults have nothing to do with each other', () => {
    expect(
      causes(check('news@example.com', finding('a/one')), check('news@example.com', finding('b/two'))),
    ).toEqual(['a/one', 'b/two']);
  });

  it('take the first of a ring, so that no error vanishes', () => {
    expect(
      causes(
        check(
          null,
          finding('a/one', ['a/two']),
          finding('a/two', ['a/three']),
          finding('a/three', ['a/one']),
        ),
      ),
    ).toEqual(['a/one']);
    expect(causes(check(null, finding('a/one', ['a/two']), finding('a/two', ['a/one'])))).toEqual(['a/one']);
  });

  it('are those of the sender for a message that came from its domain, and not for one of another', () => {
    const live = check(
      'news@example.com',
      finding('dkim/off', ['message/failed'], { subject: 'news@example.com' }),
    );
    expect(causes(live, check(null, finding('message/failed')))).toEqual(['dkim/off']);
    expect(causes(live, check(null, finding('message/failed', [], { subject: 'else.example' })))).toEqual([
      'dkim/off',
      'message/failed',
    ]);
  });

  it('are not what was ignored', () => {
    const ignored = { reason: 'known', by: 'file', expires: null } as unknown as Finding['ignored'];
    expect(causes(check(null, finding('a/one', ['a/two'], { ignored }), finding('a/two')))).toEqual([
      'a/two',
    ]);
  });

  it('are no infos: what asks for nothing breaks nothing', () => {
    expect(causes(check(null, finding('a/one', ['a/two'], { severity: 'info' }), finding('a/two')))).toEqual([
      'a/two',
    ]);
  });
});

describe('causes of a symptom', () => {
  const told = (code: string, rank: number, item = 0): Candidate => candidate(code, { rank, item });
  const readOf = (code: string): Finding => finding(code, [], { basis: 'read' });
  const withSymptom = (
    candidates: readonly Candidate[],
    ...checks: readonly CheckReport[]
  ): readonly string[] =>
    causesOf(stagesOf(...checks), { ...sender, symptom: symptomOf(...candidates), offline: false });

  it('what was only read keeps the rank of the reader, whatever the order of the checklist', () => {
    expect(
      withSymptom(
        [told('send/likely', 0), told('account/less', 1), told('recipient/other', 0, 1)],
        check(null, readOf('account/less')),
        check(null, readOf('recipient/other')),
        check(null, readOf('send/likely')),
      ),
    ).toEqual(['send/likely', 'account/less', 'recipient/other']);
  });

  it('an info that says what was so when the error came is one', () => {
    const then = finding('quota/was-exhausted', ['quota/daily-exhausted'], { severity: 'info' });
    expect(withSymptom([told('quota/daily-exhausted', 0)], check(null, then))).toEqual([
      'quota/was-exhausted',
    ]);
    expect(withSymptom([told('send/throttled', 0)], check(null, then))).toEqual([]);
  });
});

describe('the chain behind a finding', () => {
  const last = finding('a/three');
  const report = {
    stages: stagesOf(check(null, finding('a/one', ['a/two']), finding('a/two', ['a/three']), last)),
    target: { region: null, ...sender },
    refuted: [],
  };

  it('starts with the root', () => {
    expect(chainTo(last, report)).toEqual(['a/one', 'a/two']);
  });

  it('is empty for a root, and ends where findings explain each other', () => {
    const one = finding('a/one', ['a/two']);
    const two = finding('a/two', ['a/one']);
    const ring = { ...report, stages: stagesOf(check(null, one, two)) };
    expect(chainTo(one, ring)).toEqual([]);
    expect(chainTo(two, ring)).toEqual(['a/one']);
  });

  it('reaches what was read from a symptom', () => {
    const read = finding('bounce/x', [], { basis: 'read', subject: 'ann@receiver.example' });
    const joined = {
      ...report,
      stages: stagesOf(
        check('news@example.com', finding('dkim/off', ['bounce/x'], { subject: 'news@example.com' })),
        check(null, read),
      ),
    };
    expect(chainTo(read, joined)).toEqual(['dkim/off']);
  });
});

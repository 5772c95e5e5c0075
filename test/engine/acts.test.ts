import { describe, expect, it } from 'vitest';
import { causesOf } from '../../src/engine/diagnose.ts';
import { reasonsOf } from '../../src/engine/explains.ts';
import { withRecordsOfAct } from '../../src/engine/same-act.ts';
import { acceptConsequences } from '../../src/gate/consequences.ts';
import type { CheckReport, Finding, StageReport } from '../../src/model/report.ts';

const finding = (code: string, more: Partial<Finding> = {}): Finding => ({
  ...{ code, severity: 'error', subject: 'example.com', basis: 'live', summary: '', impact: '' },
  ...{ evidence: [], fix: [], references: [], explains: [], distinguish: null, counts: true, ignored: null },
  ...more,
});
const check = (...findings: readonly Finding[]): CheckReport => ({
  ...{ id: 'check', title: '', subject: 'example.com', status: 'fail', durationMs: 0, because: null },
  ...{ flag: null, observed: null, accepted: null, gauges: [], findings, unanswered: [] },
});
const stagesOf = (...checks: readonly CheckReport[]): readonly StageReport[] => [
  { id: 'inbox', question: '', checks },
];
const about = { target: { region: null, identities: ['example.com'], recipients: [] }, refuted: [] };
const causes = (stages: readonly StageReport[]): readonly string[] =>
  causesOf(stages, { ...about.target, symptom: null, offline: false });

const act = 'MX and SPF record of bounce.example.com';

describe('what one repair sees to', () => {
  it('is one cause: the first of those that are equally grave', () => {
    const [mx, spf] = [finding('a/mx', { act }), finding('a/spf', { act })];
    const stages = stagesOf(check(mx, spf));
    expect(causes(stages)).toEqual(['a/mx']);
    expect(reasonsOf(spf, { stages, ...about })).toEqual([mx]);
  });

  it('is told as the gravest of it, in whatever check that stands', () => {
    const [rate, rise] = [
      finding('a/rate', { act: 'bounce rate', severity: 'warning' }),
      finding('b/rise', { act: 'bounce rate' }),
    ];
    const hint = finding('c/hint', { act: 'bounce rate', severity: 'info' });
    expect(causes(stagesOf(check(rate), check(rise), check(hint)))).toEqual(['b/rise']);
  });

  it('is the cause of all that one of it explains', () => {
    const [mx, spf] = [finding('a/mx', { act }), finding('a/spf', { act, explains: ['c/refused'] })];
    const refused = finding('c/refused');
    const stages = stagesOf(check(mx, spf), check(refused));
    expect(causes(stages)).toEqual(['a/mx']);
    expect(reasonsOf(refused, { stages, ...about })).toEqual([mx, spf]);
  });

  it('stands below what explains one of it', () => {
    const zone = finding('z/gone', { explains: ['a/mx'] });
    const stages = stagesOf(check(finding('a/mx', { act }), finding('a/spf', { act })), check(zone));
    expect(causes(stages)).toEqual(['z/gone']);
  });

  it('stays two causes where the acts are about two names, or none is known', () => {
    expect(
      causes(
        stagesOf(check(finding('a/one', { act }), finding('b/two', { act: 'other' }), finding('c/three'))),
      ),
    ).toEqual(['a/one', 'b/two', 'c/three']);
  });

  it('does not make one of infos', () => {
    const [one, two] = [
      finding('a/one', { act, severity: 'info' }),
      finding('b/two', { act, severity: 'info' }),
    ];
    expect(reasonsOf(two, { stages: stagesOf(check(one, two)), ...about })).toEqual([]);
  });

  it('counts by itself where the other was accepted: what is known to be so mends nothing', () => {
    const accepted = { reason: 'known', expires: null };
    const stages = acceptConsequences(
      stagesOf(check(finding('a/mx', { act, ignored: accepted }), finding('a/spf', { act }))),
      about,
    );
    expect(causes(stages)).toEqual(['a/spf']);
  });
});

describe('the step of what stands for an act', () => {
  const publish = (name: string, value = 'x'): Finding['fix'][number] => ({
    ...{ text: `Publish ${name}`, owner: 'dns', command: null },
    record: { name, type: 'CNAME', value, ttl: 1800 },
  });
  const recordsOf = ({ fix }: Finding): readonly (string | undefined)[] =>
    fix.map(({ record }) => record?.name);

  it('brings the records of all of it', () => {
    const [first, second] = withRecordsOfAct([
      finding('a/one', { act, severity: 'warning', fix: [publish('one')] }),
      finding('a/two', { act, fix: [publish('two')] }),
    ]);
    expect([first, second].map((one) => one && recordsOf(one))).toEqual([['one'], ['two', 'one']]);
  });

  it('holds each record once, and none of another act', () => {
    const [first] = withRecordsOfAct([
      finding('a/one', { act, fix: [publish('one', 'both')] }),
      finding('a/two', { act, fix: [publish('ONE', 'half')] }),
      finding('a/three', { act: 'other', fix: [publish('three')] }),
      finding('a/four', { fix: [publish('four')] }),
    ]);
    expect(first && recordsOf(first)).toEqual(['one']);
  });
});

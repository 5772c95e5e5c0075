import { describe, expect, it } from 'vitest';
import { baselineOf } from '../../src/gate/baseline.ts';
import { parseBaseline, parseEarlierReport, serializeBaseline } from '../../src/gate/files.ts';
import { applyGate, openGate, throughGate } from '../../src/gate/gate.ts';
import type { CheckReport, StageReport } from '../../src/model/report.ts';
import { exitCodeOf } from '../../src/model/status.ts';
import { checkReport, found, missed, nobody, ownersOf } from './made.ts';

const now = '2026-11-21T20:00:00.000Z';
const stagesOf = (...checks: readonly CheckReport[]): readonly StageReport[] => [
  { id: 'inbox', question: 'Does the receiver trust it?', checks },
];
const dkim = checkReport('dkim', { findings: [found('dkim/missing', 'error'), found('dkim/old', 'info')] });
const dmarc = checkReport('dmarc', { findings: [found('dmarc/policy-none', 'warning')] });

describe('a baseline', () => {
  it('holds errors and warnings that count, once each and sorted, and comes back from its file', () => {
    const twice = checkReport('spf', {
      findings: [found('spf/missing', 'error'), found('spf/missing', 'error')],
    });
    const ignored = checkReport('x', {
      findings: [{ ...found('x/y', 'error'), ignored: { reason: 'why', expires: null } }],
    });
    const baseline = baselineOf(stagesOf(twice, dmarc, dkim, ignored));
    expect(baseline).toEqual(
      (
        [
          ['dkim/missing', 'error'],
          ['dmarc/policy-none', 'warning'],
          ['spf/missing', 'error'],
        ] as const
      ).map(([code, severity]) => ({ code, subject: 'example.com', severity, of: null })),
    );
    expect(parseBaseline(serializeBaseline(baseline))).toEqual(baseline);
  });

  it('does not accept an error where it holds a warning, and accepts either where an older file does not say', () => {
    const held = { code: 'dmarc/policy-none', subject: 'example.com' };
    const graver = stagesOf(checkReport('dmarc', { findings: [found('dmarc/policy-none', 'error')] }));
    const added = (baseline: readonly object[], stages = graver): unknown => {
      const known = parseBaseline(JSON.stringify({ schema: 1, baseline }));
      return applyGate(stages, { ...openGate, baseline: known }, now, ownersOf, nobody).report?.added;
    };
    expect(added([{ ...held, severity: 'warning' }])).toEqual(['dmarc/policy-none example.com']);
    expect(added([{ ...held, severity: 'error' }])).toEqual([]);
    expect(added([{ ...held, severity: 'error' }], stagesOf(dmarc))).toEqual([]);
    expect(added([{ ...held, severity: 'warning' }], stagesOf(dmarc))).toEqual([]);
    expect(added([held])).toEqual([]);
    expect(() => added([{ ...held, severity: 'grave' }])).toThrow(/severity/);
  });

  it('keeps the gravest of one code and subject', () => {
    const both = checkReport('spf', {
      findings: [found('spf/missing', 'error'), found('spf/missing', 'warning')],
    });
    expect(baselineOf(stagesOf(both))).toEqual([
      { code: 'spf/missing', subject: 'example.com', severity: 'error', of: null },
    ]);
  });

  it('takes all that it holds out of the count', () => {
    const before = stagesOf(dkim, dmarc);
    const { stages, report } = applyGate(
      before,
      { ...openGate, baseline: baselineOf(before) },
      now,
      ownersOf,
      nobody,
    );
    const checks = stages.flatMap((stage) => stage.checks);
    expect(exitCodeOf(checks, { failOn: 'warning', allowUnknown: false }, true)).toBe(0);
    expect(report).toMatchObject({ added: [], gone: [] });
    expect(checks[0]?.findings[0]?.ignored).toEqual({ reason: 'in the baseline', expires: null });
  });

  it('lets what is new count, and shows what is gone', () => {
    const baseline = baselineOf(stagesOf(dmarc));
    const mended = checkReport('dmarc', {});
    const { stages, report } = applyGate(
      stagesOf(dkim, mended),
      { ...openGate, baseline },
      now,
      ownersOf,
      nobody,
    );
    expect(
      exitCodeOf(
        stages.flatMap((stage) => stage.checks),
        { failOn: 'error', allowUnknown: false },
        true,
      ),
    ).toBe(1);
    expect(report).toMatchObject({
      added: ['dkim/missing example.com'],
      gone: ['dmarc/policy-none example.com'],
      notLookedAt: [],
    });
  });

  const of = (subject: string | null, check: CheckReport): CheckReport => ({ ...check, subject });
  const kept = { code: 'dmarc/policy-none', subject: 'example.com' };
  it.each<[string, readonly CheckReport[], (code: string) => readonly string[]]>([
    ['the check was not selected', [dkim], ownersOf],
    ['its code was not selected', [dkim, checkReport('dmarc', {})], () => []],
    ['it was skipped', [{ ...checkReport('dmarc', {}), status: 'skipped' }], ownersOf],
    ['it could not look', [checkReport('dmarc', { unanswered: [missed('timeout')] })], ownersOf],
    [
      'it found something, and could not look at all',
      [checkReport('dmarc', { findings: [found('dmarc/x', 'error')], unanswered: [missed('timeout')] })],
      ownersOf,
    ],
    ['it looked at another sender', [of('example.net', checkReport('dmarc', {}))], ownersOf],
    [
      'one of two checks that find it could not look',
      [checkReport('dmarc', {}), checkReport('dmarc-reports', { unanswered: [missed('timeout')] })],
      () => ['dmarc', 'dmarc-reports'],
    ],
    ['it crashed', [{ ...checkReport('dmarc', {}), status: 'crash' }], ownersOf],
  ])('calls nothing gone when %s', (_why, checks, owners) => {
    for (const gate of [
      { ...openGate, baseline: [kept] },
      { ...openGate, earlier: [kept] },
    ])
      expect(applyGate(stagesOf(...checks), gate, now, owners, nobody).report).toMatchObject({
        gone: [],
        notLookedAt: ['dmarc/policy-none example.com'],
      });
  });

  it('calls gone what the check of the same sender or of the run looked for again', () => {
    const topic = {
      code: 'events/topic-denies',
      subject: 'arn:aws:sns:eu-west-1:111122223333:t',
      of: 'example.com',
    };
    const looked = of('example.com', checkReport('events', {}));
    const other = of('example.net', checkReport('events', { unanswered: [missed('timeout')] }));
    const report = (earlier: readonly object[], ...checks: readonly CheckReport[]): unknown =>
      applyGate(stagesOf(...checks), { ...openGate, earlier: earlier as [] }, now, ownersOf, nobody).report;
    expect(report([topic], looked, other)).toMatchObject({
      gone: [`${topic.code} ${topic.subject}`],
      notLookedAt: [],
    });
    expect(report([topic], other)).toMatchObject({ gone: [] });
    expect(report([kept], of('example.com', checkReport('dmarc', {})))).toMatchObject({ notLookedAt: [] });
  });

  it('calls nothing gone that is there and accepted', () => {
    const gate = { ...openGate, earlier: [kept], ignores: [{ code: 'dmarc/*', reason: 'known' }] };
    expect(applyGate(stagesOf(dmarc), gate, now, ownersOf, nobody).report).toMatchObject({
      added: [],
      gone: [],
      notLookedAt: [],
    });
  });

  it('is about a code and a subject', () => {
    const baseline = [{ code: 'dkim/missing', subject: 'example.net' }];
    const { stages } = applyGate(stagesOf(dkim), { ...openGate, baseline }, now, ownersOf, nobody);
    expect(stages[0]?.checks[0]?.status).toBe('fail');
  });

  it('does not take unknown for known', () => {
    const blind = checkReport('dkim', { unanswered: [missed('timeout')] });
    const baseline = baselineOf(stagesOf(dkim));
    const { stages } = applyGate(stagesOf(blind), { ...openGate, baseline }, now, ownersOf, nobody);
    expect(
      exitCodeOf(
        stages.flatMap((stage) => stage.checks),
        { failOn: 'error', allowUnknown: false },
        true,
      ),
    ).toBe(3);
  });

  it('leaves a check in a stream as the report has it', () => {
    const gate = { ...openGate, baseline: baselineOf(stagesOf(dkim)) };
    expect(throughGate(dkim, gate, now)).toEqual(
      applyGate(stagesOf(dkim), gate, now, ownersOf, nobody).stages[0]?.checks[0],
    );
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', 'x', /JSON/],
    ['a report', '{"schema":1,"stages":[]}', /baseline/],
    ['a newer one', '{"schema":2,"baseline":[]}', /schema/],
    ['an entry without a subject', '{"schema":1,"baseline":[{"code":"a/b"}]}', /subject/],
  ])('that is %s is refused', (_name, text, message) => {
    expect(() => parseBaseline(text)).toThrow(message);
  });
});

describe('--changed-since', () => {
  const earlier = (stages: readonly StageReport[]): string => JSON.stringify({ schema: 1, stages });

  it('says what is new and gone, and changes no exit code', () => {
    const gate = { ...openGate, earlier: parseEarlierReport(earlier(stagesOf(dmarc))) };
    const { stages, report } = applyGate(
      stagesOf(dkim, checkReport('dmarc', {})),
      gate,
      now,
      ownersOf,
      nobody,
    );
    expect(report).toMatchObject({
      added: ['dkim/missing example.com'],
      gone: ['dmarc/policy-none example.com'],
    });
    expect(stages).toEqual(stagesOf(dkim, checkReport('dmarc', {})));
  });

  it('compares what counted: infos, unknowns and ignored findings aside', () => {
    const ignored = { ...found('a/b', 'error'), ignored: { reason: 'why', expires: null } };
    const check = checkReport('a', { findings: [ignored, found('a/c', 'info'), found('a/d', 'unknown')] });
    expect(parseEarlierReport(earlier(stagesOf(check)))).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ['a baseline', '{"schema":1,"baseline":[]}', /stages/],
    ['a newer report', '{"schema":2,"stages":[]}', /schema/],
    ['ndjson', '{"type":"check"}\n{"type":"report"}', /JSON/],
  ])('refuses %s', (_name, text, message) => {
    expect(() => parseEarlierReport(text)).toThrow(message);
  });
});

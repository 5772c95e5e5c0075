import { describe, expect, it } from 'vitest';
import { applyGate, openGate, throughGate, type Gate } from '../../src/gate/gate.ts';
import { parseIgnores } from '../../src/gate/files.ts';
import type { Ignore } from '../../src/gate/ignores.ts';
import type { CheckReport, StageReport } from '../../src/model/report.ts';
import { exitCodeOf } from '../../src/model/status.ts';
import { checkReport, found, missed, nobody, ownersOf } from './made.ts';

const now = '2026-11-21T23:59:59.999Z';
const reason = 'accepted';
const stagesOf = (...checks: readonly CheckReport[]): readonly StageReport[] => [
  { id: 'account', question: 'Is the SES account able to send?', checks },
];
const dmarc = checkReport('dmarc', { findings: [found('dmarc/policy-none', 'warning', 'Shop.Example.com')] });
const gateOf = (...ignores: readonly Ignore[]): Gate => ({ ...openGate, ignores });

describe('an ignore of a code', () => {
  it.each<[string, Omit<Extract<Ignore, { code: string }>, 'reason'>, boolean]>([
    ['the code itself', { code: 'dmarc/policy-none' }, true],
    ['another code', { code: 'dmarc/missing' }, false],
    ['a part of the code', { code: 'dmarc/policy' }, false],
    ['a glob over the area', { code: 'dmarc/*' }, true],
    ['everything', { code: '*' }, true],
    ['a glob of another area', { code: 'dkim/*' }, false],
    ['its subject in another case', { code: 'dmarc/policy-none', subject: 'shop.example.com' }, true],
    ['a glob over subjects', { code: 'dmarc/policy-none', subject: '*.example.com' }, true],
    [
      'the parent, which the glob leaves out',
      { code: 'dmarc/policy-none', subject: '*.shop.example.com' },
      false,
    ],
    ['another subject', { code: 'dmarc/policy-none', subject: 'example.net' }, false],
    ['characters that regular expressions know', { code: 'dmarc.policy-none', subject: '.*' }, false],
  ])('for %s', (_name, ignore, matches) => {
    const { stages, report } = applyGate(
      stagesOf(dmarc),
      gateOf({ ...ignore, reason }),
      now,
      ownersOf,
      nobody,
    );
    const [check] = stages[0]?.checks ?? [];
    expect(check?.status).toBe(matches ? 'pass' : 'warn');
    expect(check?.findings[0]?.ignored).toEqual(matches ? { reason, expires: null } : null);
    expect(report?.unusedIgnores).toHaveLength(matches ? 0 : 1);
  });

  it.each([
    ['2026-11-22', true],
    ['2026-11-21', true],
    ['2026-11-20', false],
  ])('that expires %s', (expires, counts) => {
    const { stages, report } = applyGate(
      stagesOf(dmarc),
      gateOf({ code: 'dmarc/*', reason, expires }),
      now,
      ownersOf,
      nobody,
    );
    expect(stages[0]?.checks[0]?.status).toBe(counts ? 'pass' : 'warn');
    expect(report?.expiredIgnores).toEqual(counts ? [] : [`dmarc/* (${expires}): accepted`]);
    expect(report?.unusedIgnores).toEqual([]); // one that has expired is not called unused as well
  });

  it('leaves the other findings of its check to count', () => {
    const check = checkReport('dmarc', {
      findings: [found('dmarc/missing', 'error'), found('dmarc/policy-none', 'warning')],
    });
    const { stages } = applyGate(
      stagesOf(check),
      gateOf({ code: 'dmarc/missing', reason }),
      now,
      ownersOf,
      nobody,
    );
    expect(stages[0]?.checks[0]?.status).toBe('warn');
  });

  it('leaves what could not be looked at unknown', () => {
    const check = checkReport('dmarc', {
      findings: [found('dmarc/missing', 'error')],
      unanswered: [missed('timeout')],
    });
    const { stages } = applyGate(
      stagesOf(check),
      gateOf({ code: 'dmarc/missing', reason }),
      now,
      ownersOf,
      nobody,
    );
    expect(stages[0]?.checks[0]).toMatchObject({
      status: 'unknown',
      because: expect.stringMatching(/./) as string,
    });
  });

  it.each(['skipped', 'crash'] as const)('never turns %s into pass', (status) => {
    const check = { ...dmarc, status };
    expect(
      applyGate(stagesOf(check), gateOf({ code: '*', reason }), now, ownersOf, nobody).stages[0]?.checks[0]
        ?.status,
    ).toBe(status);
  });
});

describe('an ignore of unknown', () => {
  const denied = missed('access-denied', 'cloudwatch:GetMetricData');
  const blind = checkReport('reputation', { unanswered: [denied] });
  const trend = checkReport('reputation-trend', { unanswered: [denied] });
  const access = checkReport('access', { findings: [found('access/denied', 'unknown', 'eu-west-1')] });
  const exitOf = (gate: Gate, ...checks: readonly CheckReport[]): number =>
    exitCodeOf(
      applyGate(stagesOf(...checks), gate, now, ownersOf, nobody).stages.flatMap((stage) => stage.checks),
      { failOn: 'error', allowUnknown: false },
      true,
    );
  const accept = (check: string): Ignore => ({ check, status: 'unknown', reason });

  it('takes the check out of the count and leaves it unknown', () => {
    const { stages } = applyGate(stagesOf(blind), gateOf(accept('reputation')), now, ownersOf, nobody);
    expect(stages[0]?.checks[0]).toMatchObject({ status: 'unknown', accepted: { reason, expires: null } });
  });

  it.each<[string, readonly Ignore[], number]>([
    ['nothing', [], 3],
    ['one of two', [accept('reputation')], 3],
    ['both by name', [accept('reputation'), accept('reputation-trend')], 0],
    ['both by glob', [accept('reputation*')], 0],
    ['the denial alone', [{ code: 'access/denied', reason }], 3],
  ])('with %s accepted, access/denied follows', (_name, ignores, code) => {
    expect(exitOf(gateOf(...ignores), access, blind, trend)).toBe(code);
  });

  it('does not hide an error of the same check', () => {
    const broken = checkReport('reputation', {
      findings: [found('reputation/bounce-rate-review', 'error')],
      unanswered: [denied],
    });
    expect(exitOf(gateOf(accept('*')), broken)).toBe(1);
  });

  it('does not hide what was not denied but broke later', () => {
    const slow = checkReport('dkim', { unanswered: [missed('timeout')] });
    expect(exitOf(gateOf(accept('reputation*')), access, blind, trend, slow)).toBe(3);
  });

  it('is unused for a check that could look', () => {
    const { report } = applyGate(
      stagesOf(checkReport('reputation', {})),
      gateOf(accept('reputation')),
      now,
      ownersOf,
      nobody,
    );
    expect(report?.unusedIgnores).toEqual(['reputation unknown: accepted']);
  });

  it('holds access/denied back from a stream until all is known, and nothing else', () => {
    const gate = gateOf(accept('reputation*'));
    expect(throughGate(access, gate, now)).toBeNull();
    expect(throughGate(access, openGate, now)).toBe(access);
    expect(throughGate(blind, gate, now)?.accepted).toEqual({ reason, expires: null });
  });
});

describe('the ignore file', () => {
  const file = (ignores: unknown): string => JSON.stringify({ ignores });

  it('may name its schema, hold nothing, and start with a byte order mark', () => {
    expect(parseIgnores('\uFEFF{"$schema":"x","ignores":[]}')).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', '{', /JSON/],
    ['a list', '[]', /ignores/],
    ['no ignores', '{}', /ignores/],
    ['an unknown key beside', '{"ignores":[],"ignore":[]}', /ignore/],
    ['an unknown key', file([{ code: 'a/b', reason, until: '2027-01-01' }]), /until/],
    [
      'a misspelt key',
      file([{ code: 'a/b', reson: 'x' }]),
      /^ignores\[0\]: unknown key "reson"; did you mean reason\?$/,
    ],
    ...(
      [
        [
          'a subject beside a check',
          { check: 'dkim', status: 'unknown', subject: 'x', reason: 'x' },
          'subject',
        ],
        ['a code beside a check', { check: 'dkim', status: 'unknown', code: 'dkim/*', reason: 'x' }, 'code'],
        ['a status beside a code', { code: 'dkim/*', status: 'unknown', reason: 'x' }, 'status'],
      ] as const
    ).map(([name, one, key]): [string, string, RegExp] => [
      name,
      JSON.stringify({ ignores: [one] }),
      new RegExp(
        `^ignores\\[0\\]: "${key}" is no key of such an entry; its keys are ${'check' in one ? 'check, status' : 'code, subject'}, reason, expires$`,
      ),
    ]),
    ['a misspelt list', '{"ignore":[]}', /^unknown key "ignore"; did you mean ignores\?$/],
    ['a file that ends early', '{"ignores":\n [', /^this is not JSON: line 2, column 3: /],
    ['an empty file', ' \n', /^the file is empty$/],
    ['no reason', file([{ code: 'a/b' }]), /reason/],
    ['an empty reason', file([{ code: 'a/b', reason: '' }]), /reason is required/],
    ['a blank reason', file([{ code: 'a/b', reason: '  ' }]), /reason is required/],
    ['a reason that is no text', file([{ code: 'a/b', reason: 1 }]), /reason/],
    ['an empty code', file([{ code: '', reason }]), /code/],
    ['a date that is none', file([{ code: 'a/b', reason, expires: '2027-13-01' }]), /expires is a date/],
    ['a day that is none', file([{ code: 'a/b', reason, expires: '2027-02-30' }]), /expires is a date/],
    ['a time', file([{ code: 'a/b', reason, expires: '2027-01-01T00:00:00Z' }]), /expires is a date/],
    ['a code of wildcards alone: **', file([{ code: '**', reason }]), /names its area in full/],
    ['a code of wildcards alone: */**', file([{ code: '*/**', reason }]), /names its area in full/],
    ['a code of wildcards alone: ?*', file([{ code: '?*', reason }]), /names its area in full/],
    ['a code of wildcards alone: *-*', file([{ code: '*-*', reason }]), /names its area in full/],
    ['a code of wildcards alone: */', file([{ code: '*/', reason }]), /names its area in full/],
    ['a code of wildcards alone: * *', file([{ code: '* *', reason }]), /names its area in full/],
    ['a check of wildcards alone: **', file([{ check: '**', status: 'unknown', reason }]), /named in full/],
    ['a check of wildcards alone: *-*', file([{ check: '*-*', status: 'unknown', reason }]), /named in full/],
    ['a check of wildcards alone: * ', file([{ check: '* ', status: 'unknown', reason }]), /named in full/],
    ['a status but unknown', file([{ check: 'dkim', status: 'fail', reason }]), /status/],
    ['a check without a status', file([{ check: 'dkim', reason }]), /status/],
    ['no reason', file([{ code: 'a/b' }]), /^ignores\[0\]: reason is missing$/],
    ['a key that is none', '{"identity":"x","ignores":[]}', /^unknown key "identity"; keys are ignores$/],
    [
      'code and check at once',
      file([{ code: 'a/b', check: 'dkim', status: 'unknown', reason }]),
      /ignores\[0\]: "code" is no key of such an entry/,
    ],
  ])('with %s is refused, and the message names it', (_name, text, message) => {
    expect(() => parseIgnores(text)).toThrow(message);
  });
});

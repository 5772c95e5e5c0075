import { describe, expect, it } from 'vitest';
import { checklist } from '../../checks/index.ts';
import { refusesAll, standsAlone } from '../../src/gate/consequences.ts';
import { applyGate, openGate, throughGate, type Gate } from '../../src/gate/gate.ts';
import type { CheckReport, Finding, StageReport } from '../../src/model/report.ts';
import { exitCodeOf } from '../../src/model/status.ts';
import { checkReport, found, nobody, ownersOf } from './made.ts';

const now = '2026-11-21T12:00:00.000Z';
const reason = 'the DNS team has it';

/** A finding that explains others. */
const explaining = (code: string, explains: readonly string[], more: Partial<Finding> = {}): Finding => ({
  ...found(code, 'error'),
  explains,
  ...more,
});

/** A check of one identity with one finding. */
const of = (finding: Finding, subject: string | null = finding.subject): CheckReport => ({
  ...checkReport(finding.code.split('/', 1)[0] ?? '', { findings: [finding] }),
  subject,
});

const accepting = (code: string, subject?: string): Gate => ({
  ...openGate,
  ignores: [{ code, reason, ...(subject !== undefined && { subject }) }],
});

/** The codes that still count, and the exit code. */
function left(
  findings: readonly (Finding | CheckReport)[],
  gate: Gate,
): { counts: readonly string[]; exit: number; stages: readonly StageReport[]; added: unknown } {
  const checks = findings.map((one) => ('code' in one ? of(one) : one));
  const { stages, report } = applyGate([{ id: 'inbox', question: '?', checks }], gate, now, ownersOf, nobody);
  const gated = stages.flatMap((stage) => stage.checks);
  return {
    counts: gated
      .flatMap((check) => check.findings)
      .flatMap((one) => (one.ignored === null ? [one.code] : [])),
    exit: exitCodeOf(gated, { failOn: 'error', allowUnknown: false }, true),
    stages,
    added: report?.added,
  };
}

const doubled = explaining('dkim/name-doubled', [
  'dkim/status-pending',
  'dkim/status-failed',
  'identity/verification-pending',
]);
const pending = found('dkim/status-pending', 'error');
const failed = explaining('dkim/status-failed', ['message/unsigned']);
const unsigned = found('message/unsigned', 'error');

describe('what follows from an accepted finding', () => {
  it.each<[string, readonly (Finding | CheckReport)[], Gate]>([
    ['by one link', [doubled, pending], accepting('dkim/name-doubled')],
    ['where it stands before its reason', [pending, doubled], accepting('dkim/name-doubled')],
    ['over two links', [doubled, failed, unsigned], accepting('dkim/name-doubled')],
    ['over two links, in another order', [unsigned, failed, doubled], accepting('dkim/name-doubled')],
    ['in a pasted text', [doubled, { ...pending, basis: 'read' }], accepting('dkim/name-doubled')],
    ['as a warning', [doubled, found('dkim/status-failed', 'warning')], accepting('dkim/*')],
    [
      'with every send refused, for a reason that has them refused as well',
      [explaining('identity/wrong-region', ['identity/not-found']), found('identity/not-found', 'error')],
      accepting('identity/wrong-region'),
    ],
    [
      'with every send refused, as a text tells that was pasted',
      [
        explaining('dkim/record-missing', ['identity/verification-pending']),
        { ...found('identity/verification-pending', 'error'), basis: 'read' },
      ],
      accepting('dkim/record-missing'),
    ],
    [
      'of two accepted reasons',
      [doubled, explaining('dkim/wrong-zone', ['dkim/status-pending']), pending],
      accepting('dkim/*'),
    ],
    [
      'of the run as a whole',
      [of(explaining('access/x', ['dkim/missing']), null), found('dkim/missing', 'error')],
      accepting('access/x'),
    ],
  ])('does not count: %s', (_name, findings, gate) => {
    const { counts, exit } = left(findings, gate);
    expect(counts).toEqual([]);
    expect(exit).toBe(0);
    expect(left(findings, openGate).exit).toBe(1);
  });

  it('names the accepted finding at the root, and its reason', () => {
    const { stages } = left([doubled, failed, unsigned], accepting('dkim/name-doubled'));
    const ignored = stages.flatMap(({ checks }) => checks.map(({ findings }) => findings[0]?.ignored));
    const follows = {
      reason: `only follows from dkim/name-doubled, which is accepted: ${reason}`,
      expires: null,
      follows: 'dkim/name-doubled',
    };
    expect(ignored).toEqual([{ reason, expires: null }, follows, follows]);
  });

  it.each<[string, readonly (Finding | CheckReport)[], Gate, readonly string[]]>([
    [
      'it has a reason of its own',
      [doubled, explaining('dkim/wrong-zone', ['dkim/status-pending']), pending],
      accepting('dkim/name-doubled'),
      ['dkim/wrong-zone', 'dkim/status-pending'],
    ],
    [
      'another subject was accepted',
      [doubled, { ...pending, subject: 'example.net' }],
      accepting('dkim/name-doubled'),
      ['dkim/status-pending'],
    ],
    [
      'it is graver than what was accepted',
      [explaining('quota/near', ['dkim/missing'], { severity: 'warning' }), found('dkim/missing', 'error')],
      accepting('quota/near'),
      ['dkim/missing'],
    ],
    [
      'it was read from a pasted text of another subject',
      [doubled, of({ ...pending, basis: 'read', subject: 'example.net' }, null)],
      accepting('dkim/name-doubled'),
      ['dkim/status-pending'],
    ],
    [
      'AWS decided it',
      [
        explaining('reputation/bounce-rate-review', ['sending/under-review']),
        found('sending/under-review', 'error'),
      ],
      accepting('reputation/*'),
      ['sending/under-review'],
    ],
    [
      'it can be put right by itself',
      [
        explaining('sandbox/account-in-sandbox', ['sandbox/recipient-not-verified']),
        found('sandbox/recipient-not-verified', 'error'),
      ],
      accepting('sandbox/account-in-sandbox'),
      ['sandbox/recipient-not-verified'],
    ],
    ...[...refusesAll].map((code): [string, readonly Finding[], Gate, readonly string[]] => [
      `it has every send refused, and what was accepted does not: ${code}`,
      [explaining('dkim/record-missing', [code]), found(code, 'error')],
      accepting('dkim/record-missing'),
      [code],
    ]),
    [
      'the baseline holds its reason and not itself',
      [doubled, pending],
      { ...openGate, baseline: [{ code: 'dkim/name-doubled', subject: 'example.com' }] },
      ['dkim/status-pending'],
    ],
    [
      'the acceptance has ended',
      [doubled, pending],
      { ...openGate, ignores: [{ code: 'dkim/name-doubled', reason, expires: '2026-11-20' }] },
      ['dkim/name-doubled', 'dkim/status-pending'],
    ],
  ])('counts where %s', (_name, findings, gate, codes) => {
    const { counts, exit } = left(findings, gate);
    expect(counts).toEqual(codes);
    expect(exit).toBe(1);
  });

  it('stays accepted where it also comes from what has every send refused and counts', () => {
    const record = explaining('dkim/record-missing', [
      'identity/verification-pending',
      'dkim/status-pending',
    ]);
    const unverified = explaining('identity/verification-pending', ['dkim/status-pending']);
    expect(left([record, unverified, pending], accepting('dkim/record-missing')).counts).toEqual([
      'identity/verification-pending',
    ]);
    expect(left([record, unverified, pending], accepting('*/*')).counts).toEqual([]);
  });

  it('is not new beside a baseline or an earlier report', () => {
    const ignores = accepting('dkim/name-doubled').ignores;
    expect(left([doubled, pending], { ...openGate, ignores, baseline: [] }).added).toEqual([]);
    expect(left([doubled, pending], { ...openGate, ignores, earlier: [] }).added).toEqual([]);
  });

  it('is streamed only when all checks have ended', () => {
    expect(throughGate(of(pending), accepting('dkim/name-doubled'), now)).toBeNull();
    expect(throughGate(of(pending), openGate, now)).toEqual(of(pending));
    expect(throughGate(of(doubled), accepting('dkim/*'), now)?.status).toBe('pass');
  });

  it('is told apart by codes that exist', () => {
    const codes = checklist.flatMap(({ checks }) => checks.flatMap(({ problems }) => Object.keys(problems)));
    expect([...standsAlone, ...refusesAll].filter((code) => !codes.includes(code))).toEqual([]);
  });
});

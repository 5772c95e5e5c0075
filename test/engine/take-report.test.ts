import { describe, expect, it } from 'vitest';
import type { Stage } from '../../src/model/check.ts';
import { defineCheck, problem } from '../../src/model/check.ts';
import { defineFact } from '../../src/model/fact.ts';
import { ledger } from '../../src/facts/ledger.ts';
import { createFactStore } from '../../src/engine/gather.ts';
import type { Report } from '../../src/model/report.ts';
import { select } from '../../src/model/select.ts';
import { explainReport } from '../../src/engine/explain-report.ts';
import { takeReport } from '../../src/engine/take-report.ts';
import type { Target } from '../../src/model/target.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { candidate, simpleCheck, stage, symptomOf } from '../support/checks.ts';
import { fakeProbes } from '../support/probes.ts';
import { targetWith } from '../support/target.ts';

async function reportOf(
  checklist: readonly Stage[],
  target: Partial<Target> = {},
  only: readonly string[] = [],
): Promise<Report> {
  const whole = targetWith(target);
  return await takeReport({
    version: '1.0.0',
    checklist,
    stages: select(checklist, only, []),
    store: createFactStore({ probes: fakeProbes(), target: whole }),
    target: whole,
    judgement: { failOn: 'error', allowUnknown: false },
    takenAt: '2026-11-21T20:00:00.000Z',
    clock: () => 0,
  });
}

const unavailable = (reason: 'timeout' | 'prerequisite' | 'not-asked') =>
  defineFact({
    id: `no-${reason}`,
    title: 'the missing',
    gather: (): string => {
      throw new Unavailable(reason, `because ${reason}`, {
        question: 'ses:GetAccount',
        detail: { flag: '--ip' },
      });
    },
  });

const needing = (
  reason: 'timeout' | 'prerequisite' | 'not-asked',
  kind: 'needs' | 'questions' | 'enrichment',
) =>
  defineCheck({
    id: `check-${reason}-${kind}`,
    title: 'All is well',
    why: 'For a test.',
    needs: kind === 'needs' ? { fact: unavailable(reason) } : {},
    questions: kind === 'questions' ? { fact: unavailable(reason) } : {},
    enrichment: kind === 'enrichment' ? { fact: unavailable(reason) } : {},
    problems: {
      'a/b': problem<null>({
        severity: 'error',
        summary: () => 's.',
        impact: 'i.',
        fix: () => [],
        references: [],
      }),
    },
    evaluate: () => [],
  });

const statuses = ({ stages }: Report) =>
  stages.flatMap(({ checks }) => checks.map(({ id, subject, status }) => [id, subject, status]));

describe('statuses and exit codes', () => {
  it('says unknown, never pass, when a need or a question has no answer', async () => {
    const report = await reportOf([
      stage('account', needing('timeout', 'needs'), needing('timeout', 'questions')),
    ]);
    expect(statuses(report)).toEqual([
      ['check-timeout-needs', null, 'unknown'],
      ['check-timeout-questions', null, 'unknown'],
    ]);
    expect(report).toMatchObject({ verdict: 'unknown', exitCode: 3 });
  });

  it('does not count missing enrichment, and lists it', async () => {
    const report = await reportOf([
      stage('account', needing('timeout', 'enrichment'), simpleCheck('fine', { codes: { 'a/b': 'error' } })),
    ]);
    expect(report).toMatchObject({ verdict: 'pass', exitCode: 0 });
    expect(report.stages[0]?.checks[0]?.unanswered).toMatchObject([
      { question: 'ses:GetAccount', reason: 'timeout', counts: false },
    ]);
  });

  it('skips what makes no sense, with the reason or the flag', async () => {
    const report = await reportOf([
      stage('account', needing('prerequisite', 'needs'), needing('not-asked', 'needs')),
    ]);
    expect(report.stages[0]?.checks).toMatchObject([
      { status: 'skipped', because: 'because prerequisite', flag: null },
      { status: 'skipped', because: 'because not-asked', flag: '--ip' },
    ]);
    expect(report).toMatchObject({ verdict: 'unknown', exitCode: 3, lookedAt: false });
  });

  it('has one object per subject, and one skipped where there is none', async () => {
    const check = simpleCheck('identity', { per: 'identity', codes: { 'identity/not-found': 'error' } });
    expect(
      statuses(await reportOf([stage('account', check)], { identities: ['a.example', 'b.example'] })),
    ).toEqual([
      ['identity', 'a.example', 'pass'],
      ['identity', 'b.example', 'pass'],
    ]);
    const aboutOther = { recipients: ['a@example.net'] };
    expect(statuses(await reportOf([stage('account', check)], aboutOther))).toEqual([
      ['identity', null, 'skipped'],
    ]);
  });

  it('has a crash of ours at the checks of senders when choosing them fails, and a report', async () => {
    const check = simpleCheck('identity', { per: 'identity', codes: { 'identity/not-found': 'error' } });
    const report = await reportOf([stage('account', check)]); // the fake AWS has no list, which is our fault
    expect(statuses(report)).toEqual([['identity', null, 'crash']]);
    expect(report.exitCode).toBe(4);
  });

  it('keeps a fault of a check apart from everything else', async () => {
    const faulty = simpleCheck('faulty', { codes: { 'a/b': 'error' }, finds: [{ problem: 'no/such' }] });
    const report = await reportOf([
      stage('account', faulty, simpleCheck('fine', { codes: { 'c/d': 'error' } })),
    ]);
    expect(statuses(report)).toEqual([
      ['faulty', null, 'crash'],
      ['fine', null, 'pass'],
    ]);
    expect(report).toMatchObject({ verdict: 'crash', exitCode: 4 });
  });

  it('fails on an error beside an unanswered question', async () => {
    const failing = simpleCheck('failing', { codes: { 'a/b': 'error' }, finds: [{ problem: 'a/b' }] });
    const report = await reportOf([stage('account', failing, needing('timeout', 'needs'))]);
    expect(report).toMatchObject({ verdict: 'fail', exitCode: 1 });
  });

  it('exits 3 beside a warning when something counted was not answered', async () => {
    const warning = simpleCheck('warning', { codes: { 'a/b': 'warning' }, finds: [{ problem: 'a/b' }] });
    const report = await reportOf([stage('account', warning, needing('timeout', 'questions'))]);
    expect(report).toMatchObject({ verdict: 'unknown', exitCode: 3 });
  });

  it('filters the findings of a check, and the status with them, when --only names a code', async () => {
    const two = simpleCheck('two', {
      codes: { 'a/b': 'error', 'a/c': 'warning' },
      finds: [{ problem: 'a/b' }, { problem: 'a/c' }],
    });
    expect(statuses(await reportOf([stage('account', two)], {}, ['a/c']))).toEqual([['two', null, 'warn']]);
  });
});

it('hands the ledger to the check that reads it, when all else has ended', async () => {
  const reader = defineCheck({
    id: 'access',
    title: 'All could be read',
    why: 'For a test.',
    needs: { ledger },
    problems: {
      'access/denied': problem<{ text: string }>({
        severity: 'unknown',
        summary: ({ text }) => text,
        impact: 'i.',
        fix: () => [],
        references: [],
      }),
    },
    evaluate: ({ ledger }) =>
      ledger.map(({ why, blinds }) => ({
        problem: 'access/denied' as const,
        data: { text: `${why.question} ${blinds.map(({ id }) => id).join(' ')}` },
      })),
  });
  const report = await reportOf([
    stage('account', reader, needing('timeout', 'needs'), needing('timeout', 'enrichment')),
  ]);
  expect(report.stages[0]?.checks[0]).toMatchObject({
    id: 'access',
    status: 'unknown',
    findings: [{ summary: 'ses:GetAccount check-timeout-needs' }],
  });
});

describe('causes', () => {
  const dkim = simpleCheck('dkim', {
    per: 'identity',
    codes: {
      'dkim/name-doubled': {
        severity: 'error',
        explains: ['dkim/status-pending', 'identity/verification-pending'],
      },
      'dkim/status-pending': 'warning',
    },
    finds: [{ problem: 'dkim/status-pending' }, { problem: 'dkim/name-doubled' }],
  });
  const identity = simpleCheck('identity', {
    per: 'identity',
    codes: { 'identity/verification-pending': 'error' },
    finds: [{ problem: 'identity/verification-pending' }],
  });

  it('names the root, not what follows from it', async () => {
    const report = await reportOf([stage('account', identity), stage('inbox', dkim)], {
      identities: ['a.example'],
    });
    expect(report.causes).toEqual(['dkim/name-doubled']);
  });

  it('lists two independent faults, errors by stage before warnings', async () => {
    const warning = simpleCheck('quota', {
      codes: { 'quota/low': 'warning' },
      finds: [{ problem: 'quota/low' }],
    });
    const other = simpleCheck('smtp', { codes: { 'smtp/slow': 'error' }, finds: [{ problem: 'smtp/slow' }] });
    const report = await reportOf(
      [stage('account', warning, identity), stage('client', other), stage('inbox', dkim)],
      {
        identities: ['a.example'],
      },
    );
    expect(report.causes).toEqual(['smtp/slow', 'dkim/name-doubled', 'quota/low']);
  });

  it('does not let a finding of one identity explain that of another', async () => {
    const found = (problem: string, subject: string) => ({ problem, subject });
    const one = simpleCheck('one', {
      per: 'identity',
      codes: { 'a/cause': { severity: 'error', explains: ['a/effect'] }, 'a/effect': 'error' },
    });
    const two = {
      ...one,
      evaluate: (_given: never, subject: string) => [
        found(subject === 'a.example' ? 'a/cause' : 'a/effect', subject),
      ],
    };
    const report = await reportOf([stage('account', two)], { identities: ['a.example', 'b.example'] });
    expect(report.causes).toEqual(['a/cause', 'a/effect']);
  });
});

describe('a symptom joined with the live state', () => {
  const candidates = symptomOf(
    candidate('identity/not-verified', { subject: 'a@a.example' }),
    candidate('sandbox/recipient-not-verified', { subject: 'r@b.example', rank: 1 }),
    candidate('identity/wrong-region', { subject: 'a@a.example', rank: 2 }),
  );
  const identity = (refutes: { refutes: string; subject: string | null; because: string }[] = []) =>
    simpleCheck('identity', {
      per: 'identity',
      codes: { 'identity/not-verified': 'error', 'identity/wrong-region': 'error' },
      refutes,
    });
  const target = { identities: ['a@a.example'], recipients: ['r@b.example'], symptom: candidates };

  it('puts what it confirms first and drops the other explanations', async () => {
    const sandbox = simpleCheck('sandbox-recipient', {
      per: 'recipient',
      codes: { 'sandbox/recipient-not-verified': 'error' },
      finds: [{ problem: 'sandbox/recipient-not-verified' }],
    });
    const quota = simpleCheck('quota', { codes: { 'quota/x': 'error' }, finds: [{ problem: 'quota/x' }] });
    const report = await reportOf([stage('account', quota, sandbox, identity())], target);
    expect(report.causes).toEqual(['sandbox/recipient-not-verified', 'quota/x']);
    expect(report.refuted.map(({ code }) => code)).toEqual([
      'identity/not-verified',
      'identity/wrong-region',
    ]);
  });

  it('drops what a check refutes, and keeps the rest as read', async () => {
    const refuting = identity([
      { refutes: 'identity/not-verified', subject: 'a@a.example', because: 'it is verified' },
    ]);
    const sandbox = simpleCheck('sandbox-recipient', {
      per: 'recipient',
      codes: { 'sandbox/recipient-not-verified': 'error' },
    });
    const report = await reportOf([stage('account', sandbox, refuting)], target);
    expect(report.refuted).toMatchObject([{ code: 'identity/not-verified', because: 'it is verified' }]);
    expect(
      report.stages[0]?.checks.flatMap(({ findings }) => findings.map(({ code, basis }) => [code, basis])),
    ).toEqual([
      ['sandbox/recipient-not-verified', 'read'],
      ['identity/wrong-region', 'read'],
    ]);
    expect(report.exitCode).toBe(1);
  });

  it('shows the live cause of what was read, with the read one as its effect', async () => {
    const bounce = simpleCheck('bounce', {
      codes: { 'bounce/authentication-failed': 'error' },
      symptomCodes: ['bounce/authentication-failed'],
    });
    const dkim = simpleCheck('dkim', {
      per: 'identity',
      codes: { 'dkim/name-doubled': { severity: 'error', explains: ['bounce/authentication-failed'] } },
      finds: [{ problem: 'dkim/name-doubled' }],
    });
    const report = await reportOf([stage('delivery', bounce), stage('inbox', dkim)], {
      identities: ['a.example'],
      recipients: ['r@b.example'],
      symptom: symptomOf(candidate('bounce/authentication-failed', { subject: 'r@b.example' })),
    });
    expect(report.causes).toEqual(['dkim/name-doubled']);
    expect(report.refuted).toEqual([]);
  });
});

describe('explain', () => {
  it('lists the candidates in order, and only the checks that read something', () => {
    const checklist = [
      stage('account', simpleCheck('identity', { codes: { 'identity/not-verified': 'error' } })),
      stage(
        'client',
        simpleCheck('send', {
          codes: { 'send/x': 'error', 'send/no-failure': 'info' },
          symptomCodes: ['send/x', 'send/no-failure'],
        }),
      ),
      stage('inbox', simpleCheck('dkim', { codes: { 'dkim/x': 'error' } })),
    ];
    const report = explainReport({
      ended: [],
      version: '1.0.0',
      stages: select(checklist, [], []),
      symptom: symptomOf(
        candidate('send/no-failure'),
        candidate('identity/not-verified', { rank: 1 }),
        candidate('send/x', { item: 1 }),
      ),
      region: null,
      judgement: { failOn: 'error', allowUnknown: false },
      takenAt: '2026-11-21T20:00:00.000Z',
    });
    expect(report.causes).toEqual(['send/x', 'send/no-failure', 'identity/not-verified']);
    expect(report.stages.map(({ id }) => id)).toEqual(['account', 'client']);
    expect(report.exitCode).toBe(1);
  });
});

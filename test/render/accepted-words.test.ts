import { beforeAll, expect, it } from 'vitest';
import type { CheckReport, Finding, Report } from '../../src/model/report.ts';
import { acceptedCodes, stageCounts } from '../../src/render/words.ts';
import { checkReport, found, missed } from '../gate/made.ts';
import { reportOf } from './reports.ts';

const ignored = { reason: 'known', expires: null };
const pending = (subject: string, more: Partial<Finding> = {}): Finding => ({
  ...found('identity/verification-pending', 'error'),
  subject,
  ...more,
});
const blind = checkReport('reputation', { unanswered: [missed('access-denied')] });

let healthy: Report;
beforeAll(async () => {
  healthy = await reportOf('healthy/domain');
}, 120_000);

const withChecks = (checks: readonly CheckReport[]): Report => ({
  ...healthy,
  stages: [{ id: 'account', question: '?', checks }],
});
const counts = (checks: readonly CheckReport[]): readonly string[] => {
  const report = withChecks(checks);
  return report.stages
    .flatMap((stage) => stageCounts(stage, report))
    .map(({ count, words }) => `${String(count)} ${words}`);
};

it.each<[string, readonly Finding[], readonly string[]]>([
  [
    'one of two subjects',
    [pending('a.example', { ignored }), pending('b.example')],
    ['identity/verification-pending (a.example)'],
  ],
  [
    'two of three subjects',
    [pending('a.example', { ignored }), pending('b.example'), pending('c.example', { ignored })],
    ['identity/verification-pending (a.example)', 'identity/verification-pending (c.example)'],
  ],
  [
    'all subjects',
    [pending('a.example', { ignored }), pending('b.example', { ignored })],
    ['identity/verification-pending'],
  ],
  [
    'beside another code',
    [pending('a.example', { ignored }), { ...found('dkim/missing', 'error'), subject: 'b.example' }],
    ['identity/verification-pending'],
  ],
  ['none', [pending('a.example')], []],
])(
  'what was accepted is told with its subject where the same of another one counts: %s',
  (_name, findings, codes) => {
    expect(acceptedCodes(withChecks([checkReport('identity', { findings })]))).toEqual(codes);
  },
);

it('counts in a line of a stage what has no answer and was accepted', () => {
  expect(counts([{ ...blind, accepted: ignored }, blind, checkReport('sandbox', { findings: [] })])).toEqual([
    '1 without an answer',
    '1 passed',
    '1 accepted without an answer',
  ]);
  expect(counts([checkReport('sandbox', { findings: [] })])).toEqual(['1 passed']);
});

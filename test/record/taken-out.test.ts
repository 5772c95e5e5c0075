import { describe, expect, it } from 'vitest';
import { runInProcess } from '../lab/run-in-process.ts';
import type { Report } from '../../src/model/report.ts';
import type { RunRecord } from '../../src/record/record.ts';
import { recordOf } from './recorded.ts';

const replay = (record: RunRecord, ...flags: readonly string[]) =>
  runInProcess({
    args: ['--facts', 'facts.json', '--json', ...flags],
    env: {},
    files: { 'facts.json': JSON.stringify(record) },
    authoritativePort: 0,
  });

/** The record with other facts. */
const withFacts = (record: RunRecord, facts: RunRecord['facts']): RunRecord => ({ ...record, facts });

/** The answer that nobody gave, for a reason that no record of a whole run gives by itself. */
const unasked = (reason: 'not-asked' | 'switched-off' | 'offline') =>
  ({
    ok: false,
    why: { reason, message: 'nobody asked', question: '', action: null, region: null, detail: {} },
  }) as const;

const codesIn = (json: string): readonly string[] =>
  (JSON.parse(json) as Report).stages.flatMap(({ checks }) =>
    checks.flatMap(({ findings }) => findings.map(({ code, severity }) => `${severity} ${code}`)),
  );
const hasAll = (some: readonly string[], all: readonly string[]): boolean =>
  all.every((code) => some.includes(code));

describe.each(['healthy/address-under-domain', 'showpiece/broken-account'])('%s', (name) => {
  it(
    'a fact that somebody took out of a record, or called left alone, makes nothing green',
    { timeout: 300_000 },
    async () => {
      const record = await recordOf(name);
      const whole = await replay(record);
      const better: string[] = [];
      const judge = async (what: string, edited: RunRecord): Promise<void> => {
        const { exitCode, stdout, stderr } = await replay(edited);
        const named = exitCode === 2 ? stderr.includes('the record is damaged: ') : exitCode === 3;
        if (!named && !(exitCode === whole.exitCode && hasAll(codesIn(stdout), codesIn(whole.stdout))))
          better.push(`${what}: ${String(exitCode)} ${stderr}`);
      };
      for (const [at, { fact, subject, answer }] of record.facts.entries()) {
        const key = `${fact} ${subject ?? ''}`;
        // The list of what failed is drawn up again.
        if (fact === 'ledger') continue;
        await judge(`${key} taken out`, withFacts(record, record.facts.toSpliced(at, 1)));
        // Of what was not asked nothing is hidden.
        if (!answer.ok && ['not-asked', 'prerequisite', 'switched-off'].includes(answer.why.reason)) continue;
        // Where a world was left alone it may be so.
        const { aws, dns, smtp } = record.target.worlds;
        const reasons = [
          'not-asked',
          'offline',
          ...(aws && dns && smtp ? ['switched-off' as const] : []),
        ] as const;
        for (const reason of reasons)
          await judge(
            `${key} ${reason}`,
            withFacts(record, record.facts.with(at, { fact, subject, answer: unasked(reason) })),
          );
      }
      expect(record.facts.length).toBeGreaterThan(30);
      expect(better).toEqual([]);
    },
  );
});

it('no fact at all is no run, and what another selection has left out stays left out', async () => {
  const record = await recordOf('healthy/address-under-domain');
  expect((await replay(withFacts(record, []))).exitCode).toBe(2);
  expect((await replay(withFacts(record, []), '--only', 'dkim')).exitCode).toBe(2);
  const part = { ...record, selection: { ...record.selection, only: ['dmarc'] } };
  expect((await replay(part)).exitCode).toBe(0);
});

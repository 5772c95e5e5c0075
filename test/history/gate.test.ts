import { describe, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import { eventsOf } from '../lab/history/events.ts';
import { runOffline } from '../cli/host.ts';
import { history } from './asked.ts';

const text = [...eventsOf({ seed: 4, days: 20, perDay: 400, incidents: [{ kind: 'dead', count: 5 }] })]
  .map((event) => JSON.stringify(event))
  .join('\n');
const code = 'history/dead-addresses-mailed';

/** A run that exits 1 for warnings, with what a file accepts. */
const run = (args: readonly string[], file: object = {}) =>
  history(
    { 'events.ndjson': text },
    ['{folder}/events.ndjson', '--fail-on', 'warning', ...args],
    JSON.stringify(file),
  );
const reportOf = ({ stdout }: { stdout: string }): HistoryReport => JSON.parse(stdout) as HistoryReport;

describe('what a pipeline accepts of the history', () => {
  it('counts without a file', async () => {
    const ran = await run(['--json']);
    expect(reportOf(ran).problems.map((one) => [one.code, one.accepted])).toEqual([[code, null]]);
    expect([ran.exitCode, reportOf(ran).verdict]).toEqual([1, 'warn']);
  });

  it('by an ignore stays in the report, with the reason, and does not count', async () => {
    const ignores = [
      { code: 'history/dead-*', reason: 'the list is cleaned in May' },
      { code: 'history/rise', reason: 'nothing rose' },
      { code: 'history/rates', reason: 'long ago', expires: '2020-01-01' },
    ];
    const ran = await run(['--json', '--ignore-file', 'ignores.json'], { ignores });
    const report = reportOf(ran);
    expect(report.problems[0]?.accepted).toEqual({ reason: 'the list is cleaned in May', expires: null });
    expect([ran.exitCode, report.verdict, report.causes]).toEqual([0, 'pass', []]);
    expect(report.notes).toEqual([
      'This ignore accepts nothing here: history/rise (nothing rose).',
      'This ignore ended on 2020-01-01 and no longer accepts anything: history/rates.',
      'Gmail reports no complaint to SES: its mail (2,939 recipients) is in no rate of complaints. The shares of a day, a cause and an account in the tables are of all mail.',
    ]);
    const shown = await run(['--ignore-file', 'ignores.json'], { ignores });
    expect(shown.stdout).toContain('✓ Nothing stands out but what was accepted');
    expect(shown.stdout.replace(/\s+/g, ' ')).toContain(`(${code}; accepted: the list is cleaned in May)`);
  });

  it('by a baseline does not count; of another subject it does', async () => {
    const known = await run(['--baseline', 'b.json'], {
      schema: 1,
      baseline: [{ code, subject: 'mail' }],
    });
    expect(known.exitCode).toBe(0);
    const other = await run(['--baseline', 'b.json'], {
      schema: 1,
      baseline: [{ code, subject: 'other' }],
    });
    expect(other.exitCode).toBe(1);
  });

  it('is written down as a baseline, and the run that writes it does not fail', async () => {
    const written: string[] = [];
    const { exitCode } = await runOffline(
      ['history', '-', '--fail-on', 'warning', '--write-baseline', 'b.json'],
      {
        read: async function* () {
          yield new TextEncoder().encode(text);
        },
        write: async (path, content) => {
          written.push(`${path} ${content}`);
        },
      },
    );
    expect(exitCode).toBe(0);
    expect(written).toEqual([
      `b.json ${JSON.stringify({ schema: 1, baseline: [{ code, subject: 'mail', severity: 'warning' }] }, null, 2)}\n`,
    ]);
  });

  it('may not be everything', async () => {
    const ran = await run(['--ignore-file', 'i.json'], { ignores: [{ code: '*', reason: 'no' }] });
    expect([ran.exitCode, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('--ignore-file');
  });
});

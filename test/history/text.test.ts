import { describe, expect, it } from 'vitest';
import type { HistoryProblem, HistoryReport } from '../../src/history/document.ts';
import { renderHistoryText } from '../../src/history/render/text.ts';
import { failuresCalled } from '../../src/knowledge/failure-names.ts';
import { symptomCodes } from '../../src/knowledge/symptom-codes.ts';

const problem = (number: number, given: Partial<HistoryProblem> = {}): HistoryProblem => ({
  ...{ code: 'history/rise', subject: `subject-${number}`, severity: 'warning', stage: 'history' },
  ...{ check: 'history-rise', cause: true, because: null, accepted: null, impact: 'Mail did not arrive.' },
  summary: `Refusals of kind ${number} rose on 2026-10-25 (to 2026-10-26) from 0.001% to 12.8% of the mail, about 41,234 recipients more than before, most of them at Gmail, in the campaign newsletter.`,
  evidence: ['receiver Gmail', 'campaign newsletter', 'identity mail.example.com', 'a reply'].map((what) => ({
    ...{ what, expected: null, source: 'the events' },
    actual: `${number}1,234 recipients, ${number}0,999 more than before: 98.7% of the rise`,
  })),
  fix: ['Look at what was changed on 2026-10-25 or the day before.', 'See where it came from.'].map(
    (text) => ({
      ...{ text, owner: 'you', record: null },
      command:
        'ses-doctor history events.ndjson --by receiver,campaign,day --where cause=bounce/spam-rejected',
    }),
  ),
  references: ['https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html'],
  ...given,
});

const report = (problems: readonly HistoryProblem[], notes: readonly string[] = []): HistoryReport => ({
  ...{ schema: 1, kind: 'history', command: 'history', tool: { name: 'ses-doctor', version: '0' } },
  ...{ takenAt: '2026-11-01T00:00:00.000Z', source: ['events.ndjson'], engine: 'duckdb' },
  range: { from: null, to: null },
  records: { read: 11_753, unreadable: 3, duplicates: 1, outsideRange: 20 },
  events: { Send: 5332, Delivery: 5253, Open: 1039, Bounce: 79, DeliveryDelay: 49, Complaint: 1 },
  ...{
    tables: {},
    problems,
    causes: [],
    notes,
    verdict: problems.length === 0 ? 'pass' : 'warn',
    exitCode: 0,
  },
});

const linesOf = (
  one: HistoryReport,
  columns: number,
  mode: 'whole' | 'quiet' | 'verbose',
): readonly string[] =>
  renderHistoryText(one, {
    ...{ columns, colorLevel: 0, terminal: true },
    ...{ quiet: mode === 'quiet', verbose: mode === 'verbose' },
  })
    .trimEnd()
    .split('\n');

const following = problem(9, {
  ...{ code: 'history/receiver-refuses', subject: 'Gmail', cause: false },
  because: { code: 'history/rise', subject: 'subject-0' },
  summary: 'Gmail refused mail from 2026-10-25 to 2026-10-26: 29.9% of it, 0% before.',
});
const daysOf = (...days: readonly string[]): HistoryReport['tables'] => ({
  days: { columns: [{ name: 'day', unit: 'day' }], rows: days.map((day) => [day]) },
});
const widths = [40, 60, 80, 120];
const counts = [0, 1, 2, 3, 7, 12];
const reports = counts.map((count) =>
  report(
    Array.from({ length: count }, (_, number) => problem(number)),
    ['A note that says something about the records.', 'And another one.'],
  ),
);

describe('the text of history', () => {
  it('with --quiet has fifteen lines at most, with what is wrong first and how much more there is', () => {
    for (const columns of widths)
      for (const [index, one] of reports.entries()) {
        const lines = linesOf(one, columns, 'quiet');
        expect(lines.length, `${counts[index] ?? 0} at ${columns}`).toBeLessThanOrEqual(15);
        const text = lines.join('\n');
        const told = one.problems.filter(({ subject }) => text.includes(`kind ${subject.slice(8)} `)).length;
        const more = Number(/and (\d+) more/.exec(text)?.[1] ?? 0);
        expect(told + more, text).toBe(one.problems.length);
      }
  });

  it('breaks lines at every width, and loses no figure', () => {
    for (const columns of widths)
      for (const one of reports) {
        const lines = linesOf(one, columns, 'whole');
        const wide = lines.filter((line) => line.length > columns && !line.trim().startsWith('ses-doctor '));
        expect(wide).toEqual([]);
        const text = lines.join(' ').replace(/\s+/g, ' ');
        for (const { evidence } of one.problems.slice(0, 3))
          for (const { actual } of evidence.slice(0, 3)) expect(text).toContain(actual ?? '');
        expect(text).not.toContain('…');
      }
  });

  it('tells the same failures once, below the finding that says most of them', () => {
    const both = report([problem(0), following]);
    const text = linesOf(both, 80, 'whole').join('\n');
    expect(text).toContain('  ↳ Gmail refused mail');
    expect(text.match(/→/g)).toHaveLength(1);
    expect(linesOf(both, 80, 'quiet').join('\n')).not.toContain('Gmail refused');
    // -v shows all there is.
    expect(linesOf(both, 80, 'verbose').join('\n').match(/→/g)).toHaveLength(4);
  });

  it('names the others where many follow from one', () => {
    const names = ['Gmail', 'Yahoo', 'Apple', 'Orange', 'GMX and WEB.DE'];
    const text = (count: number): string =>
      linesOf(
        report([problem(0), ...names.slice(0, count).map((subject) => ({ ...following, subject }))]),
        ...([80, 'whole'] as const),
      ).join('\n');
    expect(text(5)).toContain('  ↳ and 3 more: Apple, Orange, GMX and WEB.DE');
    expect(text(5).match(/ ↳ /g)).toHaveLength(3);
    expect(text(3)).not.toContain('more:');
    expect(text(3).match(/ ↳ /g)).toHaveLength(3);
  });

  it.each<[string, Partial<HistoryReport>, string]>([
    [
      'the days that it was asked for',
      { range: { from: '2026-10-01T00:00:00.000Z', to: null } },
      ' from 2026-10-01',
    ],
    [
      'the days of the records',
      { tables: daysOf('2026-10-02', '2026-10-01', '2026-10-30') },
      ', 2026-10-01 to 2026-10-30',
    ],
    ['one day', { tables: daysOf('2026-10-02') }, ' of 2026-10-02'],
    ['no day, where there is none', { tables: daysOf() }, ''],
    ['no day, where nobody counted days', {}, ''],
  ])('says of what time it is: %s', (_, more, words) => {
    const lines = linesOf({ ...report([]), ...more }, 120, 'whole');
    expect(lines[0]).toBe('ses-doctor 0 history, 2026-11-01 00:00:00 UTC');
    expect(lines[3]).toMatch(`events.ndjson: 11,753 records${words}, 3 unreadable`);
  });

  it('ends with the verdict on a terminal', () => {
    const [, first = '', ...rest] = linesOf(report([problem(0)]), 80, 'whole');
    expect(rest.at(-1)).toBe(first);
  });

  it('has a name for what every bounce is read as', () => {
    const bounces = symptomCodes.filter((code) => code.startsWith('bounce/'));
    expect(bounces.filter((code) => failuresCalled(code).includes(code))).toEqual([]);
    // What nobody foresaw is named by its code.
    expect(failuresCalled('dmarc/missing')).toBe('failures over dmarc/missing');
  });
});

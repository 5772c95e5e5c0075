import { describe, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import { eventsOf, type Incident } from '../lab/history/events.ts';
import { documentOf } from './asked.ts';

/**
 * Senders of each kind: what was planted comes first in its question, and in a quiet month nothing is found. Three of
 * each here; SES_DOCTOR_SEEDS=20 asks for as many as a release does.
 */
const seeds = Array.from({ length: Number(process.env['SES_DOCTOR_SEEDS'] ?? 3) }, (_, index) => index + 1);
const minutes = Math.max(5, seeds.length) * 60_000;

const found = async (
  seed: number,
  incidents: readonly Incident[],
  change: (line: string, message: number) => string = (line) => line,
): Promise<HistoryReport> => {
  const lines: string[] = [];
  for (const event of eventsOf({ seed, perDay: 800, incidents }))
    lines.push(change(JSON.stringify(event), parseInt(event.mail.messageId.slice(4, 16), 16)));
  return await documentOf(lines.join('\n'));
};
const first = (report: HistoryReport, table: string): readonly unknown[] =>
  report.tables[table]?.rows[0] ?? [];
const codes = ({ problems }: HistoryReport): readonly string[] =>
  problems.map(({ code, subject }) => `${code} ${subject}`);

describe('what was planted', () => {
  it('nothing, in a quiet month', { timeout: minutes }, async () => {
    for (const seed of seeds) expect(codes(await found(seed, [])), `seed ${seed}`).toEqual([]);
  });

  it('a rise of refusals of one receiver and campaign', { timeout: minutes }, async () => {
    for (const seed of seeds) {
      const fromDay = 10 + (seed % 15);
      const report = await found(seed, [
        {
          kind: 'rise',
          cause: 'spam',
          fromDay,
          days: 3,
          share: 0.4,
          receiver: 'gmail.com',
          campaign: 'newsletter',
        },
      ]);
      const [cause, firstDay] = first(report, 'rises');
      expect([cause, firstDay], `seed ${seed}`).toEqual(['bounce/spam-rejected', dayOf(fromDay)]);
      expect(report.tables['rise_parts']?.rows.slice(0, 3).map((row) => row[3])).toEqual(
        expect.arrayContaining(['Gmail', 'newsletter', 'example.com']),
      );
      expect(codes(report)).toEqual(['history/rise bounce/spam-rejected', 'history/receiver-refuses Gmail']);
    }
  });

  it('an incident of two causes', { timeout: minutes }, async () => {
    for (const seed of seeds) {
      const report = await found(seed, [
        { kind: 'rise', cause: 'spam', fromDay: 20, days: 2, share: 0.3, receiver: 'yahoo.com' },
        { kind: 'rise', cause: 'unknown-user', fromDay: 20, days: 2, share: 0.2, campaign: 'winback' },
      ]);
      const rises = report.tables['rises']?.rows.map((row) => `${String(row[0])} ${String(row[1])}`).sort();
      expect(rises, `seed ${seed}`).toEqual([
        `bounce/spam-rejected ${dayOf(20)}`,
        `bounce/unknown-user ${dayOf(20)}`,
      ]);
    }
  });

  it('a receiver that begins to defer', { timeout: minutes }, async () => {
    for (const seed of seeds) {
      const fromDay = 12 + (seed % 12);
      const report = await found(seed, [{ kind: 'deferral', receiver: 'outlook.com', fromDay, share: 0.35 }]);
      const row = first(report, 'receivers');
      expect([row[0], row[4]], `seed ${seed}`).toEqual(['Outlook.com', dayOf(fromDay)]);
      expect(codes(report)).toEqual(['history/receiver-defers Outlook.com']);
    }
  });

  it('a share that climbs from day to day', { timeout: minutes }, async () => {
    const climb = Array.from({ length: 22 }, (_, index): Incident => ({
      ...{ kind: 'rise', cause: 'unknown-user', days: 1 },
      ...{ fromDay: 8 + index, share: 0.0022 * (index + 1) },
    }));
    for (const seed of seeds)
      expect(codes(await found(seed, climb)), `seed ${seed}`).toContain('history/rise bounce/unknown-user');
  });

  it('the mailboxes of many companies at one provider', { timeout: minutes }, async () => {
    for (const seed of seeds) {
      const report = await found(
        seed,
        [{ kind: 'deferral', receiver: 'company.example', fromDay: 15, share: 0.6 }],
        (line, at) =>
          line
            .replaceAll('@company.example', `@company${at % 200}.example`)
            .replace(
              /421 4\.7\.28 [^"]*/,
              '451 4.7.500 Server busy. Please try again later. [x.prod.outlook.com]',
            ),
      );
      expect(codes(report), `seed ${seed}`).toEqual(['history/many-receivers-defer Microsoft 365']);
    }
  });

  it('a campaign that draws complaints', { timeout: minutes }, async () => {
    for (const seed of seeds) {
      const report = await found(seed, [{ kind: 'complaints', campaign: 'winback', share: 0.008 }]);
      expect(first(report, 'complaints_by_campaign')[0], `seed ${seed}`).toBe('winback');
      expect(codes(report)).toContain('history/campaign-complaints winback');
      expect(codes(report).filter((one) => !one.includes('complaint'))).toEqual([]);
    }
  });

  it('addresses that are dead and written to', { timeout: minutes }, async () => {
    for (const seed of seeds) {
      const report = await found(seed, [{ kind: 'dead', count: 5 }]);
      const addresses = report.tables['dead_addresses']?.rows.slice(0, 5).map((row) => row[0]);
      expect(addresses?.toSorted(), `seed ${seed}`).toEqual(
        [0, 1, 2, 3, 4].map((n) => `gone${n}@company.example`),
      );
      expect(codes(report)).toEqual(['history/dead-addresses-mailed mail']);
    }
  });
});

const dayOf = (day: number): string => new Date(Date.UTC(2026, 9, 1 + day)).toISOString().slice(0, 10);

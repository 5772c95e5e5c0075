import { describe, expect, it } from 'vitest';
import { documentOf, history } from './asked.ts';

/** Bounces alone are published: a share of the failures among themselves is no rate. */
const gone = 'smtp; 550 5.1.1 user unknown';
const full = 'smtp; 552 5.2.2 mailbox full';

/** `counts` bounces of each text on each day from 1 October on. */
function bounces(days: readonly Readonly<Record<string, number>>[], also: readonly string[] = []): string {
  const lines: string[] = [];
  for (const [nth, counts] of days.entries()) {
    const day = `2026-10-${String(nth + 1).padStart(2, '0')}`;
    for (const [text, count] of Object.entries(counts))
      for (let at = 0; at < count; at++) {
        const time = `${day}T${String(at % 24).padStart(2, '0')}:00:00.000Z`;
        const emailAddress = `${text === gone ? 'g' : 'f'}${nth}-${at}@gmail.com`;
        lines.push(
          JSON.stringify({
            eventType: 'Bounce',
            bounce: {
              bounceType: text === gone ? 'Permanent' : 'Transient',
              bounceSubType: 'General',
              timestamp: time,
              bouncedRecipients: [{ emailAddress, action: 'failed', diagnosticCode: text }],
            },
            mail: {
              timestamp: time,
              messageId: `${nth}-${text}-${at}`,
              source: 'shop@example.com',
              destination: [emailAddress],
            },
          }),
        );
      }
  }
  return [...lines, ...also].join('\n');
}
const month = (of: (nth: number) => Readonly<Record<string, number>>): string =>
  bounces(Array.from({ length: 27 }, (_, nth) => of(nth)));
const found = async (text: string): Promise<readonly { code: string; summary: string }[]> =>
  (await documentOf(text)).problems;

describe('records that tell of failures alone', () => {
  it('find no rise of a cause where another one falls', async () => {
    const findings = await found(month((nth) => ({ [gone]: 20, [full]: nth < 20 ? 60 : 0 })));
    expect(findings.map(({ code }) => code)).toEqual(['history/no-sends']);
  });

  it('find the day on which everything is five-fold, and tell it in counts', async () => {
    const findings = await found(
      month((nth) => (nth === 17 ? { [gone]: 100, [full]: 300 } : { [gone]: 20, [full]: 60 })),
    );
    const rises = findings.filter(({ code }) => code === 'history/rise').map(({ summary }) => summary);
    expect(rises).toEqual([
      expect.stringContaining(
        'rose on 2026-10-18 from 60 to 300 recipients a day, about 240 recipients more',
      ),
      expect.stringContaining('rose on 2026-10-18 from 20 to 100 recipients a day, about 80 recipients more'),
    ]);
  });

  it('have no share in any table, finding or chart', async () => {
    const text = month((nth) => (nth > 20 ? { [gone]: 90 } : { [gone]: 20 }));
    const { tables, problems } = await documentOf(text);
    for (const [name, { columns, rows }] of Object.entries(tables))
      for (const [at, { name: column, unit }] of columns.entries())
        if (unit === 'share' && name !== 'rise_parts' && !name.startsWith('complaints'))
          expect([name, column, rows.every((row) => row[at] === null)]).toEqual([name, column, true]);
    const said = JSON.stringify(problems.map(({ summary }) => summary));
    expect(said).not.toContain('%');
    const html = await history({ 'a.ndjson': text }, ['{folder}/a.ndjson', '--format', 'html']);
    expect(html.stdout).not.toContain('Rates against the limits of AWS');
  });

  it('have them again with one delivery a day', async () => {
    const deliveries = Array.from({ length: 27 }, (_, nth) =>
      JSON.stringify({
        eventType: 'Delivery',
        delivery: {
          timestamp: `2026-10-${String(nth + 1).padStart(2, '0')}T10:00:00.000Z`,
          recipients: ['a@b.example'],
        },
        mail: {
          timestamp: `2026-10-${String(nth + 1).padStart(2, '0')}T10:00:00.000Z`,
          messageId: `d${nth}`,
          destination: ['a@b.example'],
        },
      }),
    );
    const { tables } = await documentOf(
      bounces(
        Array.from({ length: 27 }, () => ({ [gone]: 2 })),
        deliveries,
      ),
    );
    const at = tables['days']?.columns.findIndex(({ name }) => name === 'hard_bounce_share') ?? -1;
    expect(tables['days']?.rows[0]?.[at]).toBeCloseTo(2 / 3);
  });
});

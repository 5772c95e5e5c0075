import { describe, expect, it } from 'vitest';
import { tableLines } from '../../src/history/render/text-table.ts';
import { table } from '../../src/history/tables.ts';

const days = table(
  ['day', 'attempts', 'bounces', 'hard_bounces', 'rejects', 'hard_bounce_share', 'complaint_share'],
  [
    ['2026-10-01', 1000, 12, 9, 0, 0.009, 0.0001],
    ['2026-10-02', 1_234_567, 9, 4, 0, 0.004, 0],
  ],
);

describe('a table on a screen', () => {
  it('breaks headings, and leaves out columns of zeros', () => {
    expect(tableLines('days', days, 60, false).join('\n')).toMatchInlineSnapshot(`
      "
      days
                                                   hard
                                           hard  bounce  complaint
        day          attempts  bounces  bounces   share      share
        2026-10-01      1,000       12        9    0.9%      0.01%
        2026-10-02  1,234,567        9        4    0.4%         0%"
    `);
  });

  it('leaves out whole what has no room, and says so', () => {
    const lines = tableLines('days', days, 40, false);
    expect(lines.slice(1, 3)).toEqual(['days (3 more columns with --format', '  csv)']);
    expect(lines.slice(3).every((line) => line.length <= 40 && !line.includes('…'))).toBe(true);
  });

  it('keeps the rates, and lets go of what other columns tell as well', () => {
    const names = ['day', 'attempts', 'sends', 'deliveries', 'bounces', 'opens', 'hard_bounce_share'];
    const lines = tableLines('days', table(names, [['2026-10-01', 200, 200, 190, 10, 40, 0.01]]), 52, false);
    expect(lines[1]).toBe('days (2 more columns with --format csv)');
    expect(lines.at(-1)).toBe('  2026-10-01       200         190       10      1%');
  });

  it('cuts the words of a receiver, never a code or an address', () => {
    const dead = table(
      ['address', 'hard_bounces', 'last_bounce', 'cause', 'reply'],
      [
        [
          'someone@example.net',
          2,
          '2026-10-02T10:00:00.000Z',
          'bounce/unknown-user',
          'smtp; 550 5.1.1 user unknown in virtual table',
        ],
      ],
    );
    const lines = tableLines('dead_addresses', dead, 80, false);
    expect(lines.at(-1)).toBe(
      '  someone@example.net        2  2026-10-02  bounce/unknown-user  smtp; 550 5.1.…',
    );
    expect(tableLines('dead_addresses', dead, 66, false).at(-1)).toBe(
      '  someone@example.net        2  2026-10-02  bounce/unknown-user',
    );
  });

  it('has nothing to say of no rows', () => {
    expect(tableLines('days', table(['day'], []), 80, true)).toEqual([]);
  });
});

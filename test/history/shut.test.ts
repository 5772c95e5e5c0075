import { expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import { documentOf } from './asked.ts';

/** Twenty days of 200 mails, 15 a day to one company; `reply` says how the company refuses a mail, or null. */
const days = Array.from({ length: 20 }, (_, at) => at);
type Refusal = readonly [diagnosticCode: string, status: string];
const unknown: Refusal = ['smtp; 550 5.1.1 <x@corp.example>: User unknown in relay recipient table', '5.1.1'];

function lines(reply: (day: number, nth: number) => Refusal | null): string {
  return days
    .flatMap((day) =>
      Array.from({ length: 200 }, (_, nth) => {
        const timestamp = new Date(Date.UTC(2026, 10, 1 + day, 9) + nth * 60_000).toISOString();
        const isCorp = nth < 15;
        const to = `user${String((nth * 7 + day) % 150)}@${isCorp ? 'corp.example' : 'shop.example'}`;
        const mail = {
          ...{ timestamp, messageId: `m-${String(day)}-${String(nth)}`, source: 'news@example.com' },
          ...{ destination: [to], tags: { 'ses:configuration-set': ['news'] } },
        };
        const refusal = isCorp ? reply(day, nth) : nth === 199 ? unknown : null;
        const end =
          refusal === null
            ? { eventType: 'Delivery', mail, delivery: { timestamp, recipients: [to] } }
            : {
                ...{ eventType: 'Bounce', mail },
                bounce: {
                  ...{ bounceType: 'Permanent', bounceSubType: 'General', timestamp },
                  bouncedRecipients: [{ emailAddress: to, status: refusal[1], diagnosticCode: refusal[0] }],
                },
              };
        return [{ eventType: 'Send', mail, send: {} }, end];
      }),
    )
    .flat()
    .map((one) => JSON.stringify(one))
    .join('\n');
}

const refusals = ({ problems }: HistoryReport): readonly string[] =>
  problems.filter(({ code }) => code === 'history/receiver-refuses').map(({ summary }) => summary);
const deadAt = ({ tables }: HistoryReport, domain: string): number =>
  (tables['dead_addresses']?.rows ?? []).filter(([address]) => String(address).endsWith(domain)).length;

it.each<[string, Refusal]>([
  ['as unknown users', unknown],
  ['by a status alone', ['smtp; 550 5.1.1 no such user here', '5.1.1']],
  ['as inactive mailboxes', ['smtp; 550 5.2.1 The mailbox is disabled', '5.2.1']],
  ['as addresses rejected', ['smtp; 550 5.1.1 <x@corp.example>: Recipient address rejected', '5.1.1']],
])(
  'a receiver that refuses everyone %s is told with its day, and its addresses are not called dead',
  async (_, how) => {
    const report = await documentOf(lines((day) => (day >= 11 ? how : null)));
    expect(refusals(report)).toEqual([
      expect.stringContaining('corp.example has refused mail since 2026-11-12: 100%'),
    ]);
    expect(deadAt(report, 'corp.example')).toBe(0);
    expect(deadAt(report, 'shop.example')).toBeGreaterThan(0);
    expect(report.notes.join('\n')).toContain('corp.example since 2026-11-12');
  },
);

it('the list of dead addresses alone leaves them out as well', async () => {
  const report = await documentOf(
    lines((day) => (day >= 11 ? unknown : null)),
    ['--question', 'dead-addresses'],
  );
  expect([deadAt(report, 'corp.example'), deadAt(report, 'shop.example') > 0]).toEqual([0, true]);
});

it.each<[string, Parameters<typeof lines>[0]]>([
  ['some of whose addresses are unknown', (day, nth) => (day >= 11 && nth < 5 ? unknown : null)],
  ['whose few dead addresses are as ever', (day, nth) => ((day + nth) % 15 === 0 ? unknown : null)],
])('a receiver %s has dead addresses', async (_, reply) => {
  const report = await documentOf(lines(reply));
  expect(deadAt(report, 'corp.example')).toBeGreaterThan(0);
  expect(refusals(report)).toEqual([]);
  expect(report.notes.join('\n')).not.toContain('left out of the dead ones');
});

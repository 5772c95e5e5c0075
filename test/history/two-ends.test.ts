import { describe, expect, it } from 'vitest';
import { documentOf } from './asked.ts';

const permanent = { bounceType: 'Permanent', bounceSubType: 'General' };
/** As an automatic reply comes: after the Delivery, without a code. */
const reply = { bounceType: 'Transient', bounceSubType: 'General' };

type Told = readonly (readonly [type: string, minutes: number, part?: object])[];

/** Twenty days of mails spread over each; `fate` says what is told of one beside its Send, `isKept` which records are there. */
function fed(
  fate: (day: number, nth: number) => Told,
  isKept: (type: string, day: number, nth: number) => boolean = () => true,
  perDay = 240,
): string {
  const lines: string[] = [];
  for (let day = 0; day < 20; day += 1)
    for (let nth = 0; nth < perDay; nth += 1) {
      const sent = Date.UTC(2026, 10, 1 + day) + Math.floor((nth * 86_000_000) / perDay);
      const to = `user${String(day)}-${String(nth)}@shop.example`;
      const mail = {
        ...{ timestamp: new Date(sent).toISOString(), messageId: `m-${String(day)}-${String(nth)}` },
        ...{ source: 'news@example.com', destination: [to], sendingAccountId: '111122223333' },
        tags: { 'ses:configuration-set': ['news'] },
      };
      for (const [eventType, minutes, part = {}] of [['Send', 0] as const, ...fate(day, nth)]) {
        if (!isKept(eventType, day, nth)) continue;
        const timestamp = new Date(sent + minutes * 60_000).toISOString();
        const own = { ...part, timestamp, bouncedRecipients: [{ emailAddress: to }] };
        lines.push(JSON.stringify({ eventType, mail, [eventType.toLowerCase()]: own }));
      }
    }
  return lines.join('\n');
}

const delivered: Told = [['Delivery', 1]];
const gone: Told = [['Bounce', 1, permanent]];
const away: Told = [
  ['Delivery', 1],
  ['Bounce', 3, reply],
];
const late: Told = [
  ['Delivery', 1],
  ['Bounce', 300, permanent],
];
/** Everybody's mail: one in eighty bounces. */
const usual = (nth: number): Told => (nth % 80 === 3 ? gone : delivered);

function chance(...of: readonly (string | number)[]): number {
  let hash = 2_166_136_261;
  for (const sign of of.join(' ')) hash = Math.imul(hash ^ sign.charCodeAt(0), 16_777_619) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507) >>> 0;
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

const lost = async (text: string): Promise<readonly string[]> =>
  (await documentOf(text)).problems
    .filter(({ code }) => code === 'history/ends-untold')
    .map(({ summary }) => summary);

describe('a message that has two ends lacks no record', () => {
  it.each<[string, Parameters<typeof fed>[0]]>([
    ['one in thirty is answered automatically', (_, nth) => (nth % 30 === 7 ? away : usual(nth))],
    ['one in twelve, in the last days', (day, nth) => (day > 14 && nth % 12 === 7 ? away : usual(nth))],
    ['one in thirty bounces hours after it was delivered', (_, nth) => (nth % 30 === 7 ? late : usual(nth))],
    [
      'half of one hour are answered',
      (_, nth) => (nth > 90 && nth < 100 && nth % 2 === 0 ? away : usual(nth)),
    ],
    ['all are answered on a holiday', (day, nth) => (day === 12 ? away : usual(nth))],
  ])('%s', async (_, fate) => {
    expect(await lost(fed(fate))).toEqual([]);
  });
});

describe('records that are lost, of Sends and ends alike', () => {
  const hit = (share: number, from: number, to: number) => (type: string, day: number, nth: number) =>
    day < from || day > to || chance(type, day, nth) >= share;
  it.each<[string, Parameters<typeof fed>[0], Parameters<typeof fed>[1], number, readonly RegExp[]]>([
    [
      'a third on three days',
      (_, nth) => usual(nth),
      hit(0.3, 12, 14),
      240,
      [/no Send.*no record of how it ended.*2026-11-13 to 2026-11-15/],
    ],
    ['60 % on three days', (_, nth) => usual(nth), hit(0.6, 12, 14), 240, [/no Send.*no record of how/]],
    [
      'a tenth on one day',
      (_, nth) => usual(nth),
      hit(0.1, 12, 12),
      600,
      [/no Send.*no record of how it ended.*on 2026-11-13\./],
    ],
    [
      'a third on three days, hidden by automatic replies',
      (_, nth) => (nth % 3 === 1 ? away : usual(nth)),
      hit(0.3, 12, 14),
      240,
      [/no Send.*no record of how/],
    ],
    [
      'the ends of 5 % of all mail',
      (_, nth) => usual(nth),
      (type, day, nth) => type === 'Send' || chance(day, nth) > 0.05,
      240,
      [/no record of how/],
    ],
    ['two in a thousand', (_, nth) => usual(nth), hit(0.002, 0, 19), 240, []],
    [
      'a third of the mail of a day with all of its records',
      (_, nth) => usual(nth),
      (_, day, nth) => day !== 12 || chance(day, nth) > 0.3,
      240,
      [],
    ],
    ['half of a day that has ten mails', (_, nth) => usual(nth), hit(0.5, 12, 12), 10, []],
  ])('%s', async (_, fate, isKept, perDay, expected) => {
    expect(await lost(fed(fate, isKept, perDay))).toEqual(
      expected.map((text) => expect.stringMatching(text) as string),
    );
  });
});

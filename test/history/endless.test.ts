import { describe, expect, it } from 'vitest';
import { documentOf } from './asked.ts';

/** Ten days of 400 mails; `end` says what is told of each beyond its Send. */
function lines(end: (day: number, nth: number) => 'Delivery' | 'Bounce' | 'Reject' | null): string {
  const records: object[] = [];
  for (let day = 0; day < 10; day += 1)
    for (let nth = 0; nth < 400; nth += 1) {
      const timestamp = new Date(Date.UTC(2026, 10, 10 + day) + nth * 200_000).toISOString();
      const to = `user${String(nth)}@${nth % 8 === 0 ? 'yahoo.com' : 'shop.example'}`;
      const mail = {
        ...{
          timestamp,
          messageId: `m-${String(day)}-${String(nth)}`,
          source: 'news@example.com',
          sendingAccountId: '111122223333',
        },
        ...{ destination: [to], tags: { 'ses:configuration-set': ['news'] } },
      };
      records.push({ eventType: 'Send', mail, send: {} });
      const told = nth % 200 === 3 ? 'Bounce' : end(day, nth);
      if (told === 'Delivery')
        records.push({ eventType: 'Delivery', mail, delivery: { timestamp, recipients: [to] } });
      if (told === 'Reject') records.push({ eventType: 'Reject', mail, reject: { reason: 'Bad content' } });
      if (told === 'Bounce')
        records.push({
          ...{ eventType: 'Bounce', mail },
          bounce: {
            ...{ bounceType: 'Permanent', bounceSubType: 'General', timestamp },
            bouncedRecipients: [
              { emailAddress: to, status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
            ],
          },
        });
    }
  return records.map((one) => JSON.stringify(one)).join('\n');
}

const named = async (text: string, ...args: string[]): Promise<readonly string[]> =>
  (await documentOf(text, ['--question', 'overview', ...args])).problems
    .filter(({ code }) => code === 'history/ends-untold')
    .map(({ summary }) => summary);

describe('mail with a Send and no end', () => {
  it.each<[string, Parameters<typeof lines>[0], RegExp | null]>([
    [
      'of one receiver from a day on',
      (day, nth) => (day >= 5 && nth % 8 === 0 ? null : 'Delivery'),
      /Of 200 of 1,600 recipients .*2026-11-15 to 2026-11-18/,
    ],
    [
      'of all on one day',
      (day, nth) => (day === 4 && nth % 4 === 0 ? null : 'Delivery'),
      /Of 100 of 400 recipients .*2026-11-14/,
    ],
    ['a few, as get lost on any way', (_, nth) => (nth === 17 ? null : 'Delivery'), null],
    [
      'mail of the last day, which may be under way',
      (day, nth) => (day === 9 && nth % 4 === 0 ? null : 'Delivery'),
      null,
    ],
    ['mail that was rejected', (day, nth) => (day >= 5 && nth % 8 === 0 ? 'Reject' : 'Delivery'), null],
    ['none', () => 'Delivery', null],
  ])('%s', async (_, end, expected) => {
    const found = await named(lines(end));
    if (expected === null) expect(found).toEqual([]);
    else expect(found).toEqual([expect.stringMatching(expected)]);
  });

  it.each<[string, (line: string, day: number) => boolean, RegExp | null]>([
    [
      'no Delivery on one day',
      (line, day) => !(day === 14 && line.includes('"Delivery"')),
      /Of 398 of 400 .*2026-11-14/,
    ],
    [
      'no Delivery from a day on',
      (line, day) => !(day >= 15 && line.includes('"Delivery"')),
      /Of 1,592 of 1,600 .*2026-11-15 to 2026-11-18/,
    ],
    [
      'no Send on one day',
      (line, day) => !(day === 14 && line.includes('"Send"')),
      /400 of 400 .*no Send.*2026-11-14/,
    ],
    [
      'no Send from a day on',
      (line, day) => !(day >= 17 && line.includes('"Send"')),
      /1,200 of 1,200 .*no Send/,
    ],
    // Then publishing began, and what was before it is no loss.
    ['no Delivery until a day', (line, day) => day >= 14 || !line.includes('"Delivery"'), null],
    ['no Send until a day', (line, day) => day >= 14 || !line.includes('"Send"'), null],
    ['no Delivery ever', (line) => !line.includes('"Delivery"'), null],
  ])('%s', async (_, keep, expected) => {
    const text = lines(() => 'Delivery')
      .split('\n')
      .filter((line) => keep(line, Number(/"timestamp":"2026-11-(\d\d)/.exec(line)?.[1])))
      .join('\n');
    const found = await named(text);
    if (expected === null) expect(found).toEqual([]);
    else expect(found).toEqual([expect.stringMatching(expected)]);
  });

  it('bounces that are missing from a day on are told: as much mail has no end', async () => {
    const text = lines((_, nth) => (nth % 100 === 5 ? 'Bounce' : 'Delivery'));
    const without = text
      .split('\n')
      .filter((line) => !(line.includes('"Bounce"') && /"timestamp":"2026-11-1[6-9]/.test(line)))
      .join('\n');
    const codes = async (of: string): Promise<readonly string[]> =>
      (await documentOf(of, ['--question', 'overview'])).problems.map(({ code }) => code);
    expect(await codes(without)).toContain('history/bounces-untold');
    expect(await codes(text)).not.toContain('history/bounces-untold');
  });

  it('of days before the range is not told', async () => {
    const text = lines((day, nth) => (day === 1 && nth % 4 === 0 ? null : 'Delivery'));
    expect(await named(text, '--since', '2026-11-13', '--until', '2026-11-20')).toEqual([]);
  });
});

const permanent = { bounceType: 'Permanent', bounceSubType: 'General' };

/** Twenty days of 240 mails at any time of the day, each with an end; `isKept` says which records are there. */
function fed(isKept: (type: string, day: number, nth: number) => boolean): string {
  return Array.from({ length: 20 * 240 }, (_, at) => {
    const [day, nth] = [Math.floor(at / 240), at % 240];
    const timestamp = new Date(Date.UTC(2026, 10, 1 + day) + nth * 360_000).toISOString();
    const to = `user${String(at)}@shop.example`;
    const mail = {
      ...{ timestamp, messageId: `m-${String(at)}`, source: 'news@example.com', destination: [to] },
      ...{ sendingAccountId: '111122223333', tags: { 'ses:configuration-set': ['news'] } },
    };
    const ended = new Date(Date.parse(timestamp) + 40 * 60_000).toISOString();
    const end =
      nth % 100 === 3
        ? {
            eventType: 'Bounce',
            ...{
              mail,
              bounce: { ...permanent, timestamp: ended, bouncedRecipients: [{ emailAddress: to }] },
            },
          }
        : { eventType: 'Delivery', mail, delivery: { timestamp: ended, recipients: [to] } };
    return [{ eventType: 'Send', mail, send: {} }, end]
      .filter(({ eventType }) => isKept(eventType, day, nth))
      .map((one) => JSON.stringify(one));
  })
    .flat()
    .join('\n');
}

/** A number between 0 and 1 that follows from the others alone. */
function chance(...of: readonly (string | number)[]): number {
  let hash = 2_166_136_261;
  for (const sign of of.join(' ')) hash = Math.imul(hash ^ sign.charCodeAt(0), 16_777_619) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507) >>> 0;
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

describe('records that are lost', () => {
  it.each<[string, Parameters<typeof fed>[0], boolean]>([
    ['half of them at random', (...of) => chance(...of) < 0.5, true],
    ['one in ten', (...of) => chance(...of) < 0.9, true],
    ['half of the Sends', (type, ...of) => type !== 'Send' || chance(...of) < 0.5, true],
    [
      'the Sends of every sixth hour',
      (type, _, nth) => type !== 'Send' || Math.floor(nth / 10) % 6 > 0,
      true,
    ],
    ['one in a thousand', (...of) => chance(...of) < 0.999, false],
    ['none', () => true, false],
    [
      'none, while the last mail is under way',
      (type, day, nth) => type === 'Send' || day < 19 || nth < 200,
      false,
    ],
    [
      'none, from noon of the first day on',
      (type, day, nth) => day > 0 || nth > 120 || (type !== 'Send' && nth > 110),
      false,
    ],
    [
      'none, with Sends from the middle of a day on',
      (type, day, nth) => type !== 'Send' || day > 9 || (day === 9 && nth > 99),
      false,
    ],
    ['none, without any Sends', (type) => type !== 'Send', false],
  ])('%s', async (_, isKept, isTold) => {
    const { problems, verdict } = await documentOf(fed(isKept), ['--question', 'overview']);
    const told = problems.filter(({ summary }) => summary.startsWith('Records are missing: '));
    expect(told.length).toBe(isTold ? 1 : 0);
    if (isTold) expect(verdict).not.toBe('pass');
  });
});

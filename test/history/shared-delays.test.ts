import { describe, expect, it } from 'vitest';
import { daysFrom, linesOf, mailsOf, recordsOf, type Mail } from '../lab/history/mails.ts';
import { documentOf } from './asked.ts';

const days = daysFrom('2026-11-01', 16);
const noConnection = 'smtp; 421 4.4.1 Unable to connect to remote host';
const greylisted = 'smtp; 451 4.7.1 Greylisting in action, please try again later';
const tooFast = 'smtp; 421 4.7.0 too many messages, rate limited, try again later';

/** Mail to a receiver, a fifth of which waits on some days. */
const to = (domain: string, waits: readonly string[], reply: string): readonly Mail[] =>
  days.flatMap((day) => mailsOf(day, 100, { domain, reply, delayed: waits.includes(day) ? 20 : 0 }));
const late = days.slice(11, 13);
const domains = ['gmail.com', 'outlook.com', 'yahoo.com', 'icloud.com'] as const;

const told = async (mails: readonly Mail[]) =>
  (await documentOf(linesOf(recordsOf(mails, () => 'event')), ['--question', 'deferrals'])).problems.filter(
    ({ code }) => code.includes('defer'),
  );

describe('mail that waits at several receivers on the same days', () => {
  it.each([
    ['too fast for all', tooFast, /what they all see/],
    ['no connection to any', noConnection, /AWS Health/],
    ['greylisted by all', greylisted, /SES tries again by itself/],
  ])('%s is one cause', async (_, reply, step) => {
    const found = await told(domains.flatMap((domain) => to(domain, late, reply)));
    const [first, ...others] = found;
    expect([first?.code, first?.cause]).toEqual(['history/many-receivers-defer', true]);
    expect(first?.fix[0]?.text).toMatch(step);
    expect(others).toHaveLength(domains.length);
    if (reply !== tooFast)
      for (const one of found)
        for (const { text } of one.fix) expect(text).not.toMatch(/Send to .{0,40} more slowly/);
    for (const one of others) expect([one.code, one.cause]).toEqual(['history/receiver-defers', false]);
  });

  it.each<[string, readonly Mail[], number]>([
    ['two of them', domains.flatMap((domain, at) => to(domain, at < 2 ? late : [], noConnection)), 2],
    [
      'three, each on other days',
      domains.flatMap((domain, at) => to(domain, at < 3 ? [days[7 + 3 * at] ?? ''] : [], noConnection)),
      3,
    ],
    [
      'three, each for another cause',
      domains.flatMap((domain, at) =>
        to(domain, at < 3 ? late : [], [noConnection, greylisted, tooFast][at] ?? ''),
      ),
      3,
    ],
    ['none', domains.flatMap((domain) => to(domain, [], '')), 0],
  ])('%s: each is told by itself', async (_, mails, count) => {
    const found = await told(mails);
    expect(found.map(({ code }) => code)).toEqual(
      Array.from({ length: count }, () => 'history/receiver-defers'),
    );
  });
});

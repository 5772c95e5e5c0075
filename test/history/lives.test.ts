import { describe, expect, it } from 'vitest';
import { documentOf } from './asked.ts';

/** Whether an address lives does not depend on which part of the mail is asked about. */
const event = (eventType: string, day: number, campaign: string, of: object = {}): string => {
  const timestamp = `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`;
  const emailAddress = 'a@receiver.example';
  return JSON.stringify({
    eventType,
    mail: {
      timestamp,
      messageId: `${eventType}${day}${campaign}`,
      destination: [emailAddress],
      tags: { campaign: [campaign] },
    },
    [eventType.toLowerCase()]: { timestamp, ...of },
  });
};
const bounce = (day: number, campaign = 'shop'): string =>
  event('Bounce', day, campaign, {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [
      { emailAddress: 'a@receiver.example', status: '5.1.1', diagnosticCode: '550 5.1.1 user unknown' },
    ],
  });
const delivery = (day: number, campaign = 'shop'): string =>
  event('Delivery', day, campaign, { recipients: ['a@receiver.example'] });
const click = (day: number): string => event('Click', day, 'news', { link: 'https://a.example' });
const openBy = (day: number, userAgent: string): string => event('Open', day, 'news', { userAgent });

const until = ['--until', '2026-11-05T00:00:00Z'];
const shop = ['--where', 'campaign=shop'];
describe('an address that bounced', () => {
  it.each([
    ['and was delivered to in another campaign', [bounce(3), delivery(4, 'news')], shop, false],
    ['and was delivered to after --until', [bounce(3), delivery(9)], until, false],
    ['and clicked after --until in another campaign', [bounce(3), click(9)], [...until, ...shop], false],
    ['and opened by hand elsewhere', [bounce(3), openBy(4, 'Mozilla/5.0 (X11) Firefox')], shop, false],
    ['and was delivered to, asked by type', [bounce(3), delivery(4)], ['--where', 'type=Bounce'], false],
    ['and was opened by a machine alone', [bounce(3), openBy(4, 'Mozilla/5.0')], shop, true],
    ['after it was delivered to elsewhere', [delivery(2, 'news'), bounce(3)], shop, true],
    [
      'and bounced once more after a delivery elsewhere',
      [bounce(3), delivery(4, 'news'), bounce(6, 'news')],
      shop,
      true,
    ],
    ['in another campaign alone', [bounce(3, 'news'), delivery(2)], shop, false],
    ['after --until alone', [delivery(2), bounce(9)], until, false],
  ] as const)('%s', async (_, lines, args, isDead) => {
    const { tables } = await documentOf(lines.join('\n'), ['--question', 'dead-addresses', ...args]);
    expect(tables['dead_addresses']?.rows.map(([address]) => address)).toEqual(
      isDead ? ['a@receiver.example'] : [],
    );
  });
});

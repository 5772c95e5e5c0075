import { describe, expect, it } from 'vitest';
import { withoutMail } from '../../../src/symptom/events/failure-line.ts';

const bounce = {
  eventType: 'Bounce',
  mail: {
    timestamp: '2026-11-01T00:00:00.000Z',
    source: 'news@example.com',
    headers: [{ name: 'Subject', value: 'a } "bounce":{ in words' }],
    tags: { 'ses:configuration-set': ['events'], 'ses:outgoing-ip': ['192.0.2.7'] },
  },
  bounce: {
    bounceType: 'Permanent',
    bouncedRecipients: [{ emailAddress: 'jo@example.org', diagnosticCode: '550 no such user' }],
    timestamp: '2026-11-01T00:00:01.000Z',
  },
};

describe('the record of a failure without its message', () => {
  it('holds the failure and the outgoing address', () => {
    expect(JSON.parse(withoutMail(JSON.stringify(bounce)) ?? '')).toEqual({
      ...bounce,
      mail: { tags: { 'ses:outgoing-ip': ['192.0.2.7'] } },
    });
  });

  it('holds no tags where SES named no outgoing address', () => {
    const line = JSON.stringify({ ...bounce, mail: { ...bounce.mail, tags: {} } });
    expect(JSON.parse(withoutMail(line) ?? '')).toEqual({ ...bounce, mail: {} });
  });

  it.each([
    [
      'another order of the members',
      JSON.stringify({ mail: bounce.mail, eventType: 'Bounce', bounce: bounce.bounce }),
    ],
    ['no time of its own', JSON.stringify({ ...bounce, bounce: { ...bounce.bounce, timestamp: undefined } })],
    ['no recipient of its own', JSON.stringify({ ...bounce, bounce: { timestamp: 'x' } })],
    ['a failure of another type', JSON.stringify({ ...bounce, eventType: 'Complaint' })],
    ['a success', JSON.stringify({ eventType: 'Delivery', mail: bounce.mail, delivery: {} })],
    ['a line that is cut off', JSON.stringify(bounce).slice(0, -4)],
  ])('is not made of one with %s', (_, line) => {
    expect(withoutMail(line)).toBeNull();
  });
});

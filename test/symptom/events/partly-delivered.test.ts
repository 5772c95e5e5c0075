import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../../src/symptom/reader.ts';

const event = (destination: readonly string[], recipients: unknown, messageId = '0100-1'): object => ({
  eventType: 'Delivery',
  mail: { timestamp: '2026-11-01T00:00:00Z', messageId, destination, source: 'n@shop.example' },
  delivery: { timestamp: '2026-11-01T00:00:01Z', recipients, smtpResponse: '250 ok' },
});
const read = (...events: readonly object[]): readonly (readonly [string, string | undefined])[] =>
  readSymptom(events.map((one) => JSON.stringify(one)).join('\n'), { region: null })
    .candidates.filter(({ code }) => code !== 'send/no-failure')
    .map(({ code, data }) => [code, data['open']]);

const a = 'a@x.example';
const b = 'b@y.example';

describe('a delivery is an all-clear for whom it names', () => {
  it.each<[string, readonly object[], string]>([
    ['one of two recipients', [event([a, b], [a])], b],
    ['no recipient at all', [event([a], [])], a],
    ['no recipient, and a message that names none', [event([], [])], 'its recipient'],
    ['a recipient of another name', [event([b], [a])], b],
    ['recipients that are no list', [event([a], null)], a],
    [
      'two of three recipients in two events',
      [event([a, b, 'c@z.example'], [a]), event([a, b, 'c@z.example'], [b])],
      'c@z.example',
    ],
    ['recipients of another message', [event([a, b], [a], '1'), event([a, b], [a], '2')], `${b} and 1 more`],
  ])('%s', (_, events, open) => {
    expect(read(...events)).toEqual([['send/unrecognised', open]]);
  });

  it.each<[string, readonly object[]]>([
    ['its only recipient', [event([a], [a])]],
    ['all recipients in two events', [event([a, b], [b]), event([a, b], [a])]],
    ['letters of another case', [event(['A@X.example'], [a])]],
    ['a name beside the address', [event([`Al <${a}>`], [a])]],
    ['a blind copy', [event([a], [a, b])]],
  ])('%s', (_, events) => {
    expect(read(...events)).toEqual([]);
  });

  it('and nothing is said of the others where one bounced', () => {
    const bounce = {
      eventType: 'Bounce',
      mail: { messageId: '0100-1', destination: [a, b] },
      bounce: { bounceType: 'Permanent', bounceSubType: 'NoEmail', bouncedRecipients: [{ emailAddress: b }] },
    };
    expect(read(event([a, b], [a]), bounce)).toEqual([['bounce/unknown-user', undefined]]);
  });
});

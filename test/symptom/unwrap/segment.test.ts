import { describe, expect, it } from 'vitest';
import { member } from '../../../src/symptom/unwrap/segment.ts';

describe('a member by the letters of its key', () => {
  it.each([
    'notificationType',
    'NotificationType',
    'notification_type',
    'NOTIFICATION-TYPE',
    'notification type',
  ])('%s is the type of a notification', (key) => {
    expect(member({ [key]: 'Bounce' }, 'notificationType')).toBe('Bounce');
  });

  it('is the one of that very name where both stand', () => {
    expect(member({ event_type: 'a', eventType: 'b' }, 'eventType')).toBe('b');
  });

  it('is nothing in a list, in null, or under another name', () => {
    expect(member([{ eventType: 'Send' }], 'eventType')).toBeUndefined();
    expect(member(null, 'eventType')).toBeUndefined();
    expect(member({ eventTypes: 'Send' }, 'eventType')).toBeUndefined();
    expect(member({}, 'constructor')).toBeUndefined();
  });
});

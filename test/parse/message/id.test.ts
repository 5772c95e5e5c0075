import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sentAt } from '../../../src/parse/message/id.ts';

it('tells when SES took a message', () => {
  const id = '0102018f0a1b2c3d-11111111-2222-3333-4444-555555555555-000000';
  expect(new Date(sentAt(id) ?? 0).toISOString()).toBe('2024-04-23T08:38:24.061Z');
});

it.each(['', '0102018f0a1b2c3d', 'abc@example.com', '0102018f0a1b2c3d-1111-000000'])(
  '%j tells nothing',
  (id) => {
    expect(sentAt(id)).toBeNull();
  },
);

it('never throws', () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      expect([null, sentAt(id)]).toContain(sentAt(id));
    }),
  );
});

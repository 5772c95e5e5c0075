import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const hex = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 15 }), { minLength: length, maxLength: length })
    .map((all) => all.map((one) => one.toString(16)).join(''));

/** Groups of an id that end like the number of a reply, and those that do not. */
const group = (length: number) =>
  fc.oneof(
    hex(length),
    fc
      .tuple(hex(length - 3), fc.constantFrom('535', '530', '538', '534', '454', '421', '550', '554'))
      .map((both) => both.join('')),
  );

/** How ids of SES begin: 01, a Region, and a time in milliseconds (0110018… is Stockholm in 2024). */
const sesId = fc
  .tuple(
    fc.integer({ min: 0, max: 0x1f }),
    fc.integer({ min: 0x17a00000000, max: 0x1a500000000 }),
    group(8),
    group(4),
    group(4),
    group(4),
    group(12),
  )
  .map(
    ([region, time, ...parts]) =>
      `01${region.toString(16).padStart(2, '0')}0${time.toString(16)}-${parts.join('-')}-000000`,
  );

describe('digits within an id', () => {
  it('are no number of an error: a sent line is a success, whatever id it has', () => {
    fc.assert(
      fc.property(sesId, hex(9), (id, queue) => {
        const line = `Jan 18 09:31:02 web1 postfix/smtp[991]: ${queue.toUpperCase()}: to=<ann@receiver.example>, relay=email-smtp.eu-north-1.amazonaws.com[16.171.5.50]:587, delay=0.55, delays=0.02/0/0.36/0.17, dsn=2.0.0, status=sent (250 Ok ${id})`;
        expect(readSymptom(line).candidates.map(({ code }) => code)).toEqual(['send/no-failure']);
      }),
      { numRuns: 500, seed: 11 },
    );
  });

  it.each(['11001', '11004', '10060', '10061', '10054', '10051', '10065'])(
    '%s alone is the number of a fault',
    (number) => {
      const codes = (said: string) =>
        readSymptom(
          `connect to email-smtp.eu-west-1.amazonaws.com:587 failed, socket error ${said}`,
        ).candidates.map(({ code }) => code);
      expect(codes(number).some((code) => code.startsWith('smtp/'))).toBe(true);
      const line = (id: string) =>
        `relay=email-smtp.eu-west-1.amazonaws.com[1.2.3.4]:587, dsn=2.0.0, status=sent (250 Ok ${id})`;
      expect(
        readSymptom(line(`01${number}8d1bfa5504-6a1f2c11-8d80-4f21-550a-4f0b7a3a5535-000000`)).candidates[0]
          ?.code,
      ).toBe('send/no-failure');
      expect(
        readSymptom(line(`0102018d1bfa5504-6a1f2c11-8d80-4f21-550a-a${number}b7a535-000000`)).candidates[0]
          ?.code,
      ).toBe('send/no-failure');
    },
  );
});

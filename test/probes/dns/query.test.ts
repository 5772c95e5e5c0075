import packet from 'dns-packet';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeQuery } from '../../../src/probes/dns/wire.ts';

it('writes a query as RFC 1035 and RFC 6891 have it', () => {
  const query = encodeQuery(0x1234, { name: 'a.bc', type: 'TXT' }, { recursion: true, edns: true });
  expect(query.toString('hex')).toBe(
    ['1234', '0100', '0001', '0000', '0000', '0001', '01610262630000100001', '00002904d0000000000000'].join(
      '',
    ),
  );
});

it('asks for the root', () => {
  const query = encodeQuery(1, { name: '', type: 'NS' }, { recursion: false, edns: false });
  expect(query.toString('hex')).toBe('00010000000100000000000000' + '00020001');
});

it('is read by a general decoder, whatever the name', () => {
  // That decoder takes a dot beside a line break for the end of a name, when it reckons how long a query is.
  const label = fc
    .string({ minLength: 1, maxLength: 15, unit: 'grapheme' })
    .filter((text) => !/[.\n\r\u2028\u2029]/.test(text));
  fc.assert(
    fc.property(
      fc.array(label, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('A' as const, 'AAAA' as const, 'CNAME' as const, 'MX' as const, 'SOA' as const),
      fc.boolean(),
      fc.boolean(),
      (labels, type, recursion, edns) => {
        fc.pre(labels.every((one) => Buffer.byteLength(one) <= 63));
        const name = labels.join('.');
        const query = encodeQuery(7, { name, type }, { recursion, edns });
        const read = packet.decode(query);
        expect(read).toMatchObject({ id: 7, type: 'query', flag_rd: recursion });
        expect(read.questions).toMatchObject([{ name, type, class: 'IN' }]);
        expect(read.additionals?.map((one) => one.type)).toEqual(edns ? ['OPT'] : []);
        expect(packet.encodingLength({ questions: [{ name, type }] }) + (edns ? 11 : 0)).toBe(query.length);
      },
    ),
  );
});

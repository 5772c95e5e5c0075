import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ehloKeywords, readReply } from '../../../src/probes/smtp/reply.ts';

describe('an SMTP reply', () => {
  it('of one line', () => {
    expect(readReply('220 Ready to start TLS\r\nrest')).toEqual({
      kind: 'reply',
      reply: { code: 220, lines: ['Ready to start TLS'] },
      rest: 'rest',
    });
  });

  it('of several lines (RFC 5321 D.1)', () => {
    const read = readReply('250-foo.com greets bar.com\r\n250-8BITMIME\r\n250-size 10485760\r\n250 HELP\r\n');
    if (read.kind !== 'reply') throw new Error('no reply');
    expect(ehloKeywords(read.reply)).toEqual(['8BITMIME', 'SIZE 10485760', 'HELP']);
  });

  it.each(['', '2', '22', '220', '220 Read', '220-one\r\n220-two\r\n', '220\r'])(
    'is not whole: %j',
    (text) => {
      expect(readReply(text)).toEqual({ kind: 'more' });
    },
  );

  it.each([
    'HTTP/1.1 400 Bad Request',
    'SSH-2.0-OpenSSH',
    '\x15\x03\x01',
    '99 x\r\n',
    '250-a\r\n354 b\r\n',
    '2200 x\r\n',
  ])('is none: %j', (text) => {
    expect(readReply(text)).toEqual({ kind: 'foreign' });
  });

  it('may end in a bare line feed, or have no text', () => {
    expect(readReply('250 ok\n')).toMatchObject({ kind: 'reply', reply: { lines: ['ok'] } });
    expect(readReply('250\r\n')).toMatchObject({ kind: 'reply', reply: { code: 250, lines: [''] } });
  });

  it('reads the same whole as in any two parts', () => {
    const whole = '250-one\r\n250-two\r\n250 three\r\n';
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (cut) => {
        expect(readReply(whole.slice(0, cut)).kind).toBe('more');
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['reply', 'more', 'foreign']).toContain(readReply(text).kind);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { storedMessage, withoutQuotedFrom } from '../../../src/parse/message/stored.ts';
import { receivedMail } from '../../lab/received-mail.ts';
import { expectLinear } from '../../support/linear.ts';

const mail = receivedMail();
const list = '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict></dict></plist>\n';

describe('the message in a file of Apple Mail', () => {
  it.each([
    ['with what is kept about it', `${String(mail.length)}\n${mail}${list}`],
    ['with a count that is filled up with spaces', `${String(mail.length).padEnd(10)}\n${mail}${list}`],
    ['with nothing behind it', `${String(mail.length)}\n${mail}`],
    ['with other ends of lines, so that the count is wrong', `1\r\n${mail}${list}`],
    ['with a count of more than there is', `${String(mail.length + 900)}\n${mail}${list}`],
  ])('%s', (_, bytes) => {
    expect(storedMessage(bytes)).toBe(mail);
  });

  it.each([
    ['a message', mail],
    ['a message that ends with such a list', `${mail}${list}`],
    ['a number above a text', '42\nis the answer\n'],
    ['a number above nothing', '42\n'],
    ['nothing', ''],
  ])('is not looked for in %s', (_, bytes) => {
    expect(storedMessage(bytes)).toBe(bytes);
  });
});

describe('the lines that a mailbox quoted', () => {
  it.each([
    ['Hi\n\n>From now on\n', 'Hi\n\nFrom now on\n'],
    ['Hi\r\n\r\n>From now on\r\n', 'Hi\r\n\r\nFrom now on\r\n'],
    ['Hi\n\n>>From x\n>From y\n', 'Hi\n\n>From x\nFrom y\n'],
  ])('%j', (bytes, before) => {
    expect(withoutQuotedFrom(bytes)).toBe(before);
  });

  it.each(['Hi\n\n> From x\n', 'Hi\n\nsee >From x\n', 'Hi\n\n>Fromage\n', 'From a@b.example\nTo: x\n\nHi\n'])(
    'are none in %j',
    (bytes) => {
      expect(withoutQuotedFrom(bytes)).toBeNull();
    },
  );

  it('are found in time that grows with the file alone', async () => {
    await expectLinear(400_000, (size) =>
      withoutQuotedFrom(`x\n${'>'.repeat(size / 2)}${'\n>>'.repeat(size / 6)}`),
    );
  });
});

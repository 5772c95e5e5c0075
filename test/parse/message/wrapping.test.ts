import { describe, expect, it } from 'vitest';
import { isWholeMessage } from '../../../src/parse/message/names.ts';
import { wrappingOf } from '../../../src/parse/message/wrapping.ts';
import { receivedMail } from '../../lab/received-mail.ts';
import { expectLinear } from '../../support/linear.ts';

const mail = receivedMail();
const inMbox = (text: string): string =>
  `From news@example.com Sat Nov 21 20:00:00 2026\n${text.replaceAll('\r\n', '\n')}\n`;

describe('a file that holds no single message as it was sent', () => {
  it.each([
    ['a mailbox of two messages', inMbox(mail) + inMbox(mail), 'a mailbox (mbox) of 2 messages'],
    ['a mailbox of three', inMbox(mail).repeat(3), 'a mailbox (mbox) of 3 messages'],
    ['a page around the source', `<html><pre>${mail}</pre></html>`, 'a web page'],
    ['a page with its type', `<!DOCTYPE html>\n<html>${mail}</html>`, 'a web page'],
    ['a piece of a page', `<div class="raw">${mail}</div>`, 'a web page'],
    [
      'a page that a browser saved as one file',
      'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://mail.example/\r\nSubject: Original\r\nMIME-Version: 1.0\r\n\r\nx',
      'a web page',
    ],
    [
      'a message of Apple Mail whose attachments stand elsewhere',
      receivedMail({
        fields: ['Content-Type: multipart/mixed; boundary=x'],
        body: '--x\r\nContent-Type: text/plain\r\n\r\nHello\r\n--x\r\nContent-Type: application/pdf\r\nX-Apple-Content-Length: 1234\r\n\r\n\r\n--x--\r\n',
      }),
      'a message of Apple Mail without its attachments (.partial.emlx)',
    ],
    ['a document', `{\\rtf1\\ansi ${mail}}`, 'a text document (RTF)'],
    ['a message of Outlook', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on', 'a file of Outlook (.msg)'],
    ['an archive', 'PK\x03\x04 and so on', 'an archive (zip)'],
  ])('%s', (_, bytes, words) => {
    expect(wrappingOf(bytes)).toBe(words);
    expect(isWholeMessage(bytes)).toBe(false);
  });

  it.each([
    ['a message', mail],
    ['a message with bare line feeds', mail.replaceAll('\r\n', '\n')],
    ['one message in mbox form', inMbox(mail)],
    [
      'a message that quotes the form',
      inMbox(receivedMail({ body: 'Look:\r\n\r\n>From jo@x.example Sat Nov 21 20:00 2026\r\nTo: y\r\n' })),
    ],
    [
      'a message whose text begins a line so',
      inMbox(
        receivedMail({ body: 'Hello,\r\n\r\nFrom now on we close at 20:00 in 2026\r\nand open at ten.\r\n' }),
      ),
    ],
    ['a message that quotes a mailbox, saved as such', receivedMail({ body: `See:\r\n\r\n${inMbox(mail)}` })],
    [
      'a message that speaks of a part kept elsewhere',
      receivedMail({ body: 'The field\r\nX-Apple-Content-Length: 1234\r\nis what I found.\r\n' }),
    ],
    [
      'a message in HTML',
      receivedMail({ fields: ['Content-Type: text/html'], body: '<html><pre>Hello</pre></html>\r\n' }),
    ],
  ])('is not %s', (_, bytes) => {
    expect(wrappingOf(bytes)).toBeNull();
    expect(isWholeMessage(bytes)).toBe(true);
  });

  it('is found in time that grows with the file alone', async () => {
    await expectLinear(400_000, (size) => wrappingOf(`From a b\n${'\n\nFrom x 1:1 '.repeat(size / 16)}`));
  });
});

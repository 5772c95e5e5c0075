import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../src/parse/message/links.ts';
import { readMessage } from '../../../src/parse/message/message.ts';
import { parseHeader } from '../../../src/parse/message/header.ts';
import { isWholeMessage, namesOfMessage } from '../../../src/parse/message/names.ts';
import { readParts } from '../../../src/parse/message/parts.ts';
import { parseSignature } from '../../../src/parse/message/signature.ts';
import { parseReceived } from '../../../src/parse/message/received.ts';
import { parseUnsubscribe } from '../../../src/parse/message/unsubscribe.ts';
import { expectLinear } from '../../support/linear.ts';

const lines = (...texts: readonly string[]): string => texts.join('\r\n');

describe('header fields', () => {
  it('are unfolded, with names in lower case (RFC 5322 2.2.3)', () => {
    expect(parseHeader(lines('Subject: This', ' is a test', 'X-A:b', '', 'body'))).toEqual({
      fields: [
        { name: 'subject', value: 'This is a test' },
        { name: 'x-a', value: 'b' },
      ],
      bodyStart: 36,
      cut: null,
    });
  });

  it('of an mbox file start after its first line', () => {
    expect(parseHeader('From ann@example.com Sat Nov 21\nFrom: a@b.example\n\n').fields).toEqual([
      { name: 'from', value: 'a@b.example' },
    ]);
  });

  it.each([
    ['fields', 'X-A: b\n'.repeat(2000)],
    ['lines', `X-A: b\n${' c\n'.repeat(10_000)}`],
    ['bytes', `X-A: b\n${` ${'c'.repeat(900)}\n`.repeat(1000)}`],
  ])('of too many %s are cut', (_what, bytes) => {
    expect(parseHeader(bytes).cut).not.toBeNull();
  });
});

describe('DKIM-Signature', () => {
  it('is read as RFC 6376 A.2 has it', () => {
    expect(
      parseSignature(
        'v=1; a=rsa-sha256; s=brisbane; d=example.com; c=simple/simple; q=dns/txt; i=joe@football.example.com; h=Received : From : To : Subject : Date : Message-ID; bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=; b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB 4nujc7YopdG5',
      ),
    ).toMatchObject({
      domain: 'example.com',
      selector: 'brisbane',
      algorithm: 'rsa-sha256',
      headers: ['received', 'from', 'to', 'subject', 'date', 'message-id'],
      bodyLength: null,
      signature: 'AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB4nujc7YopdG5',
    });
  });

  it.each(['', 'd=example.com', 's=a; d=', 'd=exa mple; s=a', 'd=../x; s=a', `d=${'a.'.repeat(200)}b; s=a`])(
    'without a key to ask for is none: %s',
    (value) => {
      expect(parseSignature(value)).toBeNull();
    },
  );
});

describe('Received', () => {
  it.each([
    [
      'from a4-7.smtp-out.eu-west-1.amazonses.com (a4-7.smtp-out.eu-west-1.amazonses.com. [54.240.4.7]) by mx.google.com with ESMTPS id x1 for <ann@gmail.example> (version=TLS1_3 cipher=X bits=128/128); Sat, 21 Nov 2026 12:00:05 -0800 (PST)',
      {
        from: 'a4-7.smtp-out.eu-west-1.amazonses.com',
        ip: '54.240.4.7',
        by: 'mx.google.com',
        protocol: 'ESMTPS',
        for: 'ann@gmail.example',
        at: '2026-11-21T20:00:05.000Z',
      },
    ],
    [
      'from a4-7.smtp-out.eu-west-1.amazonses.com (54.240.4.7) by DB5EUR01FT0.mail.protection.outlook.com (10.152.4.1) with Microsoft SMTP Server (version=TLS1_3) id 15.20.1; Sat, 21 Nov 2026 20:00:05 +0000',
      {
        from: 'a4-7.smtp-out.eu-west-1.amazonses.com',
        ip: '54.240.4.7',
        by: 'db5eur01ft0.mail.protection.outlook.com',
        protocol: 'Microsoft',
        for: null,
        at: '2026-11-21T20:00:05.000Z',
      },
    ],
    [
      'from [IPv6:2001:db8::1] (unknown [IPv6:2001:db8::1]) by mx.example (Postfix) with ESMTP id 1; nonsense',
      {
        from: 'ipv6:2001:db8::1',
        ip: '2001:db8::1',
        by: 'mx.example',
        protocol: 'ESMTP',
        for: null,
        at: null,
      },
    ],
    [
      'by 2002:a05:6402:1 with SMTP id y; Sat, 21 Nov 2026 12:00:06 -0800',
      {
        from: null,
        ip: null,
        by: '2002:a05:6402:1',
        protocol: 'SMTP',
        for: null,
        at: '2026-11-21T20:00:06.000Z',
      },
    ],
    ['', { from: null, ip: null, by: null, protocol: null, for: null, at: null }],
  ])('%s', (value, hop) => {
    expect(parseReceived(value)).toEqual(hop);
  });
});

describe('the way of a message', () => {
  const ses =
    'Received: from a4-7.smtp-out.eu-west-1.amazonses.com ([54.240.4.7]) by mx.google.com with ESMTPS; Sat, 21 Nov 2026 20:00:05 +0000';
  const path = (...fields: readonly string[]) =>
    readMessage(lines(...fields, 'From: a@shop.example', '', 'x')).path;

  it('straight to the receiver has no intermediary', () => {
    const inside = 'Received: by 2002:a05:6402:1 with SMTP id y; Sat, 21 Nov 2026 20:00:06 +0000';
    expect(path(inside, ses)).toMatchObject({
      sesHop: 1,
      handover: 1,
      intermediary: null,
      slowest: { seconds: 1, at: 'mx.google.com' },
    });
  });

  it('through servers of the receiver alone has no intermediary', () => {
    const inside =
      'Received: from DB5.mail.protection.outlook.com (2603::1) by AM0.outlook.office365.com (2603::2) with HTTPS; Sat, 21 Nov 2026 20:00:06 +0000';
    const edge = ses.replace('mx.google.com', 'db5.mail.protection.outlook.com');
    const hop =
      'Received: from AM0P.eurprd01.prod.outlook.com (2603::5) by VI1.eurprd01.prod.outlook.com with HTTPS; Sat, 21 Nov 2026 20:00:06 +0000';
    expect(path(hop, edge).intermediary).toBeNull();
    expect(path(inside, hop, edge).sesHop).toBe(2);
  });

  it('through a server of somebody else names it', () => {
    const final =
      'Received: from mail.alumni.example (mail.alumni.example [198.51.100.9]) by mx.final.example with ESMTPS; Sat, 21 Nov 2026 20:03:05 +0000';
    const through = path(final, ses.replace('mx.google.com', 'mail.alumni.example'));
    expect(through).toMatchObject({ sesHop: 1, handover: 0, intermediary: { host: 'mail.alumni.example' } });
    expect(through.slowest).toEqual({ seconds: 180, at: 'mail.alumni.example' });
  });

  it('of a list is told by the fields that lists write', () => {
    expect(path('X-BeenThere: talk@lists.example', ses).intermediary).toEqual({
      host: 'mx.google.com',
      sign: 'x-beenthere: talk@lists.example',
    });
  });

  it('with clocks that differ has no negative waits', () => {
    expect(path(ses.replace('20:00:05', '19:00:00'), ses).slowest).toEqual({
      seconds: 0,
      at: 'mx.google.com',
    });
  });
});

describe('what a receiver wrote', () => {
  const received =
    'Received: from a4-7.smtp-out.amazonses.com (a4-7.smtp-out.amazonses.com [54.240.4.7]) by mx.google.com with ESMTPS; Sat, 21 Nov 2026 20:00:05 +0000';
  const receiver = (...fields: readonly string[]) => readMessage(lines(...fields, '', 'x')).receiver;

  it('counts when it stands above the hand-over', () => {
    expect(
      receiver(
        'Authentication-Results: mx.google.com; dkim=pass header.i=@shop.example header.s=a; spf=pass (google.com: domain of b@shop.example designates 54.240.4.7 as permitted sender) smtp.mailfrom=b@shop.example; dmarc=pass (p=REJECT) header.from=shop.example',
        received,
      ),
    ).toMatchObject({
      server: 'mx.google.com',
      clientIp: '54.240.4.7',
      spf: { result: 'pass' },
      dmarc: { result: 'pass' },
      dkim: [{ result: 'pass', properties: { 'header.i': '@shop.example' } }],
    });
  });

  it('counts directly below the hand-over, as Gmail writes it', () => {
    const spf =
      'Received-SPF: pass (google.com: domain of b@shop.example designates 54.240.4.7 as permitted sender) client-ip=54.240.4.7;';
    const results =
      'Authentication-Results: mx.google.com; dkim=fail header.i=@shop.example; dmarc=fail header.from=shop.example';
    expect(
      receiver('Delivered-To: ann@gmail.example', received, spf, results, 'From: b@shop.example'),
    ).toMatchObject({ server: 'mx.google.com', dmarc: { result: 'fail' }, spf: { result: 'pass' } });
  });

  it.each([
    ['below a field of the sender', ['Message-ID: <a@b.example>', 'mx.google.com']],
    ['below another hand-over', ['Received: from a.example by b.example; x', 'mx.google.com']],
    ['under the name of another server', ['mx.forged.example']],
    ['under no name', ['']],
  ])('does not count when the sender may have written it: %s', (_, fields) => {
    const server = fields.at(-1) ?? '';
    const written = `Authentication-Results: ${server === '' ? '' : `${server}; `}dmarc=pass header.from=shop.example`;
    expect(receiver(received, ...fields.slice(0, -1), written)).toBeNull();
  });

  it('does not count below the hand-over where the receiver wrote its own above', () => {
    const found = receiver(
      'Authentication-Results: mx.google.com; dmarc=fail header.from=shop.example',
      received,
      'Authentication-Results: mx.google.com; dmarc=pass header.from=shop.example; dkim=pass header.d=shop.example',
    );
    expect(found).toMatchObject({ dmarc: { result: 'fail' }, dkim: [] });
  });

  it('is put together from several fields of one server, and from no other', () => {
    const found = receiver(
      'Authentication-Results: mx.google.com; dmarc=pass',
      'Authentication-Results: mx.google.com; spf=fail smtp.mailfrom=b@shop.example',
      'Authentication-Results: other.example; dkim=fail',
      received,
    );
    expect(found).toMatchObject({ dmarc: { result: 'pass' }, spf: { result: 'fail' }, dkim: [] });
  });

  it('is no pass where a server wrote it that took no part in the delivery', () => {
    const handover = received.replace(' (a4-7.smtp-out.amazonses.com [54.240.4.7])', '');
    const written = 'dmarc=pass header.from=shop.example; spf=fail smtp.mailfrom=b@shop.example';
    const [stranger, own, nameless] = ['forged.example; ', 'mx2.google.com; ', ''].map((server) =>
      receiver(handover, `Authentication-Results: ${server}${written}`),
    );
    expect(stranger).toMatchObject({ dmarc: null, spf: { result: 'fail' } });
    for (const found of [own, nameless]) expect(found).toMatchObject({ dmarc: { result: 'pass' } });
  });

  it('may be Received-SPF alone', () => {
    expect(
      receiver(
        'Received-SPF: softfail (mx: x) client-ip=192.0.2.1; envelope-from="b@shop.example"',
        received,
      ),
    ).toMatchObject({
      spf: { result: 'softfail', properties: { 'smtp.mailfrom': 'b@shop.example' } },
      clientIp: '192.0.2.1',
    });
  });
});

describe('the traces of SES', () => {
  it('name message, Region and address', () => {
    const { ses } = readMessage(
      lines(
        'Message-ID: <0102018f0a1b2c3d-11111111-2222-3333-4444-555555555555-000000@eu-west-1.amazonses.com>',
        'Feedback-ID: 1.eu-west-1.abcdef=:AmazonSES',
        'X-SES-Outgoing: 2026.11.21-54.240.4.7',
      ),
    );
    expect(ses).toEqual({
      sent: true,
      messageId: '0102018f0a1b2c3d-11111111-2222-3333-4444-555555555555-000000',
      region: 'eu-west-1',
      ip: '54.240.4.7',
    });
  });

  it('of us-east-1 have a host name of their own', () => {
    const { ses } = readMessage(
      'Message-ID: <0100018f0a1b2c3d-11111111-2222-3333-4444-555555555555-000000@email.amazonses.com>\n\n',
    );
    expect(ses.region).toBe('us-east-1');
  });

  it('are not there in the mail of others', () => {
    expect(readMessage('Message-ID: <1@mail.example>\nFeedback-ID: x:other\n\n').ses.sent).toBe(false);
  });

  it('feed a run', () => {
    expect(
      namesOfMessage(
        lines(
          'Delivered-To: ann@receiver.example',
          'From: Shop <News@Shop.Example>',
          'To: list@receiver.example',
        ),
      ),
    ).toMatchObject({ senders: ['News@shop.example'], recipients: ['ann@receiver.example'] });
  });
});

describe('a whole message', () => {
  const head = ['Received: from x by y', 'From: a@b.example', 'Subject: Hi'];
  it.each([
    ['a mail', true, [...head, '', 'text']],
    ['header fields alone', false, head],
    ['a bounce', false, [...head, 'Content-Type: multipart/report; report-type=delivery-status', '', 'text']],
    ['an automatic reply', false, [...head, 'Auto-Submitted: auto-replied', '', 'text']],
    ['an error', false, ['554 Message rejected']],
  ])('%s: %s', (_what, whole, texts) => {
    expect(isWholeMessage(lines(...texts))).toBe(whole);
  });
});

describe('List-Unsubscribe', () => {
  it('is read as in RFC 8058 8.1', () => {
    const { fields } = parseHeader(
      lines(
        'List-Unsubscribe: <https://example.com/unsubscribe/opaquepart>',
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      ),
    );
    expect(parseUnsubscribe(fields)).toEqual({
      uris: ['https://example.com/…'],
      https: true,
      post: true,
    });
  });
});

describe('HTML', () => {
  it('tells what a link shows from where it leads', () => {
    const { links } = readHtml(
      '<A class=x HREF=\'https://evil.example/a?b=1&amp;c=2\'><b>www.bank</b>.example</A> <a href="mailto:x@y.example">mail</a>',
    );
    expect(links).toEqual([
      {
        host: 'evil.example',
        shown: 'www.bank.example',
      },
    ]);
  });

  it('counts only what is seen', () => {
    const { visibleLength, images } = readHtml(
      '<head><title>no</title></head><style>p{}</style><!-- no --><p>Hi&nbsp;you</p><img src=x><script>no()</script>',
    );
    expect([visibleLength, images]).toEqual([6, 1]);
  });

  it.each(['<a href="', '<!--', '<style>', '<a href=x', '&#x110000;&#0;', '<head>'])(
    'is read in pieces: %s',
    (html) => {
      expect(readHtml(html).links).toEqual([]);
    },
  );
});

describe('whatever comes in', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      'From: a@b.example\r\n',
      'DKIM-Signature: v=1; d=x.example; s=a; h=from; b=',
      'Received: from a (b [192.0.2.1]) by c; ',
      'Authentication-Results: x; dkim=fail (((',
      'Content-Type: multipart/mixed; boundary=b\r\n',
      '--b\r\n',
      '\r\n\r\n',
      '<a href="https://',
      '=?utf-8?b?',
      '&#',
    ),
  );
  const bytes = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));

  it('is read without an exception, and as plain JSON', () => {
    fc.assert(
      fc.property(bytes, (text) => {
        const message = readMessage(text);
        expect(JSON.parse(JSON.stringify(message))).toEqual(message);
        readHtml(text);
        isWholeMessage(text);
      }),
    );
  });

  it('ends as parts without an exception', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (text) => {
        expect((await readParts(text)).hosts.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 50 },
    );
  });

  it.each<[string, number, (size: number) => string]>([
    ['one long line', 20_000_000, (size) => 'x'.repeat(size)],
    ['open tags', 3_000_000, (size) => '<a '.repeat(size)],
    ['open comments', 2_000_000, (size) => '<!--'.repeat(size)],
    ['links', 300_000, (size) => '<a href="https://x.example/">y</a>'.repeat(size)],
    ['entities', 2_000_000, (size) => '&amp'.repeat(size)],
    [
      'boundaries',
      200_000,
      (size) => `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\n'.repeat(size)}`,
    ],
    ['spaces', 5_000_000, (size) => `Received: ${' '.repeat(size)}`],
    ['brackets', 400_000, (size) => `Received: from ${'('.repeat(size)}`],
  ])('takes linear time: %s', { timeout: 180_000 }, async (_, most, text) => {
    await expectLinear(most, async (size) => {
      const bytes = text(size);
      readMessage(bytes);
      readHtml(bytes);
      await readParts(bytes);
    });
  });
});

import { describe, expect, it } from 'vitest';
import { message } from '../../../src/facts/message/message.ts';
import { messageAuthentication } from '../../../src/facts/message/authentication.ts';
import { messageParts } from '../../../src/facts/message/parts.ts';
import { messageSignatures, type MessageSignatures } from '../../../src/facts/message/signatures.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { gather } from '../../support/gather.ts';
import { fakeDns, type Zone } from '../../support/probes.ts';
import { keyRecord, type Mail, signed, type Signer } from '../../support/signed-message.ts';
import { expectLinear } from '../../support/linear.ts';

const selector = 'abc';
const own: Signer = { domain: 'shop.example', selector };
const mail: Mail = {
  received: [
    'Return-Path: <0102-1@bounce.shop.example>',
    'Received: from a4-7.smtp-out.eu-west-1.amazonses.com (a4-7.smtp-out.eu-west-1.amazonses.com [54.240.4.7]) by mx.receiver.example with ESMTPS; Sat, 21 Nov 2026 20:00:05 +0000',
  ],
  fields: [
    'From: News <news@shop.example>',
    'To: ann@receiver.example',
    'Subject: Hello',
    'Date: Sat, 21 Nov 2026 20:00:00 +0000',
  ],
  body: 'Hello  Ann,\r\nhere is  news. \r\n\r\n',
};
const zone: Zone = {
  'abc._domainkey.shop.example': { TXT: [keyRecord] },
  'abc._domainkey.amazonses.com': { TXT: [keyRecord] },
  '_dmarc.shop.example': { TXT: ['v=DMARC1; p=reject'] },
  'bounce.shop.example': { TXT: ['v=spf1 ip4:54.240.0.0/18 -all'] },
};

const given = (bytes: string, dns = zone) => ({
  probes: { dns: fakeDns(dns) },
  target: { identities: ['shop.example'], message: { source: 'mail.eml', bytes } },
});
const verify = (bytes: string, dns?: Zone): Promise<MessageSignatures> =>
  gather(messageSignatures, given(bytes, dns));
const stateOf = async (bytes: string, dns?: Zone) => (await verify(bytes, dns)).signatures[0]?.state;

describe('the received message', () => {
  it('is asked for with --message', async () => {
    await expect(gather(message)).rejects.toMatchObject({
      why: { reason: 'not-asked', detail: { flag: '--message' } },
    });
  });
});

describe('signatures of the received message', () => {
  const good = signed(mail, [own]);

  it('verify over the bytes that were signed', async () => {
    expect(await verify(good)).toEqual({
      signatures: [
        {
          domain: 'shop.example',
          selector,
          headers: ['from', 'to', 'subject', 'date'],
          bodyLimited: false,
          state: { kind: 'pass' },
        },
      ],
      arc: { result: 'none', comment: '' },
    });
  });

  it('verify after a program stored the message with bare line feeds', async () => {
    expect(await stateOf(good.replaceAll('\r\n', '\n'))).toEqual({ kind: 'pass' });
  });

  it('fail on the body once a list has added its footer', async () => {
    expect(await stateOf(`${good}\r\n-- \r\nThe list`)).toEqual({ kind: 'broken', because: 'body' });
  });

  it('fail on the header once somebody changed the subject', async () => {
    expect(await stateOf(good.replace('Subject: Hello', 'Subject: [list] Hello'))).toEqual({
      kind: 'broken',
      because: 'signature',
    });
  });

  it.each([
    ['missing', {}],
    ['missing', { 'abc._domainkey.shop.example': { A: ['192.0.2.1'] } }],
    ['revoked', { 'abc._domainkey.shop.example': { TXT: ['v=DKIM1; k=rsa; p='] } }],
    ['unusable', { 'abc._domainkey.shop.example': { TXT: ['v=DKIM1; p=%%%'] } }],
    ['unusable', { 'abc._domainkey.shop.example': { TXT: [keyRecord.replace('DKIM1', 'DKIM2')] } }],
  ] satisfies [string, Zone][])('show a key that is %s', async (because, dns) => {
    expect(await stateOf(good, dns)).toEqual({ kind: 'key', because });
  });

  it.each(['SERVFAIL', 'TIMEOUT', 'REFUSED'] as const)('stay open when DNS answers %s', async (failure) => {
    expect(await stateOf(good, { 'abc._domainkey.shop.example': failure })).toMatchObject({
      kind: 'temperror',
      why: { question: 'TXT abc._domainkey.shop.example' },
    });
  });

  it('that had expired when the message arrived are expired', async () => {
    expect(await stateOf(signed(mail, [{ ...own, tags: 't=1600000000; x=1600003600' }]))).toEqual({
      kind: 'expired',
    });
  });

  it('of an algorithm that nobody verifies are unsupported', async () => {
    expect(await stateOf(good.replace('rsa-sha256', 'rsa-md5'))).toEqual({ kind: 'unsupported' });
  });

  it('with a body length print nothing, whatever the length', async () => {
    const limited = signed(mail, [{ ...own, tags: 'l=100000' }]);
    expect((await verify(limited)).signatures[0]?.bodyLimited).toBe(true);
  });

  it('are read ten at most', async () => {
    const many = signed(
      mail,
      Array.from({ length: 30 }, (_, index) => ({ ...own, selector: `s${index}` })),
    );
    expect((await verify(many)).signatures).toHaveLength(10);
  });

  it('of a message larger than SES takes are not verified', async () => {
    await expect(verify(`${good}${'x\r\n'.repeat(15_000_000)}`)).rejects.toThrow(Unavailable);
  });

  it('of a message with endless header lines are not verified', async () => {
    await expectLinear(1_000_000, async (lines) => {
      await expect(verify(`X-A: b\r\n${' c\r\n'.repeat(lines)}${good}`)).rejects.toThrow(Unavailable);
    });
  });
});

describe('the authentication of the received message', () => {
  const judge = (bytes: string, dns?: Zone) => gather(messageAuthentication, given(bytes, dns));

  it('aligns by DKIM and SPF for a sound sender', async () => {
    expect(await judge(signed(mail, [own]))).toMatchObject({
      spf: { kind: 'result', ip: '54.240.4.7', domain: 'bounce.shop.example', result: 'pass' },
      spfAligned: { ok: true, value: true },
      signatures: [{ aligned: { ok: true, value: true } }],
      policy: { ok: true, value: { domain: 'shop.example', policy: 'reject' } },
    });
  });

  it('does not align for the signature of SES', async () => {
    expect(await judge(signed(mail, [{ ...own, domain: 'amazonses.com' }]))).toMatchObject({
      signatures: [{ aligned: { ok: true, value: false } }],
    });
  });

  const below = { ...mail, fields: mail.fields.map((field) => field.replace('@shop', '@mail.shop')) };
  it.each([
    ['the record of its own', mail, 'v=DMARC1; p=quarantine; sp=none', 'quarantine'],
    ['that of subdomains, for one', below, 'v=DMARC1; p=reject; sp=none', 'none'],
    ['that of the domain, where there is none for subdomains', below, 'v=DMARC1; p=reject', 'reject'],
    ['one step less in test', mail, 'v=DMARC1; p=reject; t=y', 'quarantine'],
    ['nothing in test', mail, 'v=DMARC1; p=quarantine; t=y', 'none'],
  ])('goes by %s', async (_name, one, record, policy) => {
    const dns: Zone = { ...zone, '_dmarc.shop.example': { TXT: [record] } };
    expect(await judge(signed(one, [own]), dns)).toMatchObject({ policy: { ok: true, value: { policy } } });
  });

  it('does not work SPF out when nobody says who handed the message over', async () => {
    expect(await judge(signed({ ...mail, received: [] }, [own]))).toMatchObject({
      spf: { kind: 'not-recomputed' },
      spfAligned: { ok: true, value: null },
    });
  });

  it('leaves SPF open when DNS fails', async () => {
    expect(await judge(signed(mail, [own]), { ...zone, 'bounce.shop.example': 'SERVFAIL' })).toMatchObject({
      spf: { kind: 'temperror' },
    });
  });

  it('leaves the policy open when DNS fails', async () => {
    const { policy } = await judge(signed(mail, [own]), { ...zone, '_dmarc.shop.example': 'SERVFAIL' });
    expect(policy.ok).toBe(false);
  });
});

describe('the parts of the received message', () => {
  it('are read without attachments', async () => {
    const html =
      'From: a@b.example\r\nContent-Type: text/html\r\n\r\n<p>Hi <a href="https://shop.example/x">shop</a></p>';
    expect(await gather(messageParts, given(html))).toMatchObject({
      textLength: null,
      hosts: ['shop.example'],
      html: { visibleLength: 7, images: 0 },
      partial: false,
    });
  });

  it('nested a thousand deep end with an answer', async () => {
    let nested = '';
    for (let depth = 0; depth < 1000; depth += 1)
      nested += `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`;
    expect(await gather(messageParts, given(`From: a@b.example\r\n${nested}`))).toMatchObject({
      partial: true,
    });
  });
});

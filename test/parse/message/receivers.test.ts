import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../src/parse/message/message.ts';

const sig =
  'DKIM-Signature: v=1; a=rsa-sha256; q=dns/txt; c=relaxed/simple; s=abc; d=shop.example; t=1; h=From:To:Subject; bh=x; b=y';
const tail = [
  sig,
  'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple; s=ses; d=amazonses.com; t=1; h=From:To:Subject; bh=x; b=z',
  'From: News <news@shop.example>',
  'To: ann@receiver.example',
  'Subject: x',
  'Message-ID: <0102018f6f7a8b9c-11111111-2222-3333-4444-555555555555-000000@eu-west-1.amazonses.com>',
];
const app =
  'Received: from app.shop.example (app.shop.example [198.51.100.7]) by mail.shop.example (Postfix) with ESMTP id 1; Sat, 21 Nov 2026 20:00:01 +0000';
/** By receiver: the fields that it writes above those of the sender, in its order. */
const samples: Readonly<Record<string, readonly string[]>> = {
  outlook: [
    'Received: from DB9PR04MB9999.eurprd04.prod.outlook.com (2603:10a6:10:4c0::5) by AM0PR04MB1111.eurprd04.prod.outlook.com with HTTPS; Sat, 21 Nov 2026 20:00:08 +0000',
    'Received: from DUZPR01CA0001.eurprd01.prod.exchangelabs.com (2603:10a6:10:46b::10) by DB9PR04MB9999.eurprd04.prod.outlook.com (2603:10a6:10:4c0::5) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.1; Sat, 21 Nov 2026 20:00:07 +0000',
    'Received: from DB5PEPF00014B8C.eurprd02.prod.outlook.com (2603:10a6:10:46b:cafe::f1) by DUZPR01CA0001.outlook.office365.com (2603:10a6:10:46b::10) with Microsoft SMTP Server id 15.20.1 via Frontend Transport; Sat, 21 Nov 2026 20:00:06 +0000',
    'Authentication-Results: spf=pass (sender IP is 54.240.4.7) smtp.mailfrom=bounce.shop.example; dkim=pass (signature was verified) header.d=shop.example;dmarc=pass action=none header.from=shop.example;compauth=pass reason=100',
    'Received-SPF: Pass (protection.outlook.com: domain of bounce.shop.example designates 54.240.4.7 as permitted sender) receiver=protection.outlook.com; client-ip=54.240.4.7; helo=a4-7.smtp-out.eu-west-1.amazonses.com; pr=C',
    'Received: from a4-7.smtp-out.eu-west-1.amazonses.com (54.240.4.7) by DB5PEPF00014B8C.mail.protection.outlook.com (10.167.8.200) with Microsoft SMTP Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.1; Sat, 21 Nov 2026 20:00:05 +0000',
  ],
  yahoo: [
    'X-Apparently-To: ann@yahoo.com; Sat, 21 Nov 2026 20:00:06 +0000',
    'Return-Path: <0102-1@bounce.shop.example>',
    'Received-SPF: pass (domain of bounce.shop.example designates 54.240.4.7 as permitted sender)',
    'Authentication-Results: atlas-production.v2-mail-prod1-gq1.omega.yahoo.com; dkim=pass header.i=@shop.example header.s=abc; dkim=pass header.i=@amazonses.com header.s=ses; spf=pass smtp.mailfrom=bounce.shop.example; dmarc=pass(p=REJECT) header.from=shop.example;',
    'Received: from 54.240.4.7 (EHLO a4-7.smtp-out.eu-west-1.amazonses.com) by 10.253.54.211 with SMTPs (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256); Sat, 21 Nov 2026 20:00:05 +0000',
    app,
  ],
  apple: [
    'Received: from p00-icloudmta-smtpin-1.icloud.com by p00-mailgateway-smtp-1 (mailgateway 2449B) with SMTP id abc for <ann@icloud.com>; Sat, 21 Nov 2026 20:00:07 GMT',
    'Authentication-Results: bimi.icloud.com; bimi=skipped reason="insufficient dmarc"',
    'Authentication-Results: arc.icloud.com; arc=none',
    'Authentication-Results: dmarc.icloud.com; dmarc=pass header.from=shop.example',
    'Authentication-Results: dkim-verifier.icloud.com; dkim=pass (2048-bit key) header.d=shop.example header.i=@shop.example header.b=abc',
    'Authentication-Results: spf.icloud.com; spf=pass (spf.icloud.com: domain of 0102-1@bounce.shop.example designates 54.240.4.7 as permitted sender) smtp.mailfrom=0102-1@bounce.shop.example',
    'Received-SPF: pass (spf.icloud.com: domain of 0102-1@bounce.shop.example designates 54.240.4.7 as permitted sender) receiver=spf.icloud.com; client-ip=54.240.4.7; helo=a4-7.smtp-out.eu-west-1.amazonses.com; envelope-from=0102-1@bounce.shop.example',
    'Received: from a4-7.smtp-out.eu-west-1.amazonses.com (a4-7.smtp-out.eu-west-1.amazonses.com [54.240.4.7]) by p00-icloudmta-smtpin-1.icloud.com (Postfix) with ESMTPS id 7 for <ann@icloud.com>; Sat, 21 Nov 2026 20:00:05 +0000',
    app,
  ],
  fastmail: [
    'Return-Path: <0102-1@bounce.shop.example>',
    'Delivered-To: ann@fastmail.com',
    'Received: from phl-compute-03.internal (phl-compute-03.phl.internal [10.202.2.43]) by sloti37d2t15 (Cyrus 3.13) with LMTPA; Sat, 21 Nov 2026 15:00:06 -0500',
    'Received: from phl-mx-01.messagingengine.com ([10.202.2.200]) by phl-compute-03.internal (LMTPProxy); Sat, 21 Nov 2026 15:00:06 -0500',
    'Authentication-Results: mx.messagingengine.com; dkim=pass (2048-bit rsa key sha256) header.d=shop.example header.i=@shop.example header.b=abc header.a=rsa-sha256 header.s=abc; dmarc=pass policy.published-domain-policy=reject policy.applied-disposition=none policy.evaluated-disposition=none (p=reject,d=none,d.eval=none) policy.policy-from=p header.from=shop.example; iprev=pass smtp.remote-ip=54.240.4.7 (a4-7.smtp-out.eu-west-1.amazonses.com); spf=pass smtp.mailfrom=0102-1@bounce.shop.example smtp.helo=a4-7.smtp-out.eu-west-1.amazonses.com',
    "Received-SPF: pass (bounce.shop.example: Sender is authorized to use '0102-1@bounce.shop.example' in 'mfrom' identity) receiver=phl-mx-01.messagingengine.com; identity=mailfrom; envelope-from=\"0102-1@bounce.shop.example\"; helo=a4-7.smtp-out.eu-west-1.amazonses.com; client-ip=54.240.4.7",
    'Received: from a4-7.smtp-out.eu-west-1.amazonses.com (a4-7.smtp-out.eu-west-1.amazonses.com [54.240.4.7]) (using TLSv1.3) by phl-mx-01.messagingengine.com (Postfix) with ESMTPS id 1 for <ann@fastmail.com>; Sat, 21 Nov 2026 15:00:05 -0500',
  ],
  proton: [
    'Return-Path: <0102-1@bounce.shop.example>',
    'X-Original-To: ann@proton.me',
    'Delivered-To: ann@proton.me',
    'Authentication-Results: mail.protonmail.ch; dmarc=pass (p=reject dis=none) header.from=shop.example',
    'Authentication-Results: mail.protonmail.ch; spf=pass smtp.mailfrom=bounce.shop.example',
    'Authentication-Results: mail.protonmail.ch; arc=none smtp.remote-ip=54.240.4.7',
    'Authentication-Results: mail.protonmail.ch; dkim=pass (2048-bit key) header.d=shop.example header.i=@shop.example header.b="abc"; dkim=pass (1024-bit key) header.d=amazonses.com header.i=@amazonses.com header.b="z"',
    'Received: from a4-7.smtp-out.eu-west-1.amazonses.com (a4-7.smtp-out.eu-west-1.amazonses.com [54.240.4.7]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) (No client certificate requested) by mailin041.protonmail.ch (Postfix) with ESMTPS id 4 for <ann@proton.me>; Sat, 21 Nov 2026 20:00:05 +0000 (UTC)',
    app,
  ],
  gmx: [
    'Return-Path: <0102-1@bounce.shop.example>',
    'Authentication-Results: gmx.net; dkim=pass header.i=@shop.example; dkim=pass header.i=@amazonses.com',
    'Received: from a4-7.smtp-out.eu-west-1.amazonses.com ([54.240.4.7]) by mx-ha.gmx.net (mxgmx016 [212.227.15.9]) with ESMTPS (Nemesis) id 1MG for <ann@gmx.de>; Sat, 21 Nov 2026 21:00:05 +0100',
    app,
  ],
};

const read = (fields: readonly string[]): ReturnType<typeof readMessage> =>
  readMessage([...fields, ...tail, '', 'x'].join('\r\n'));

/** What GMX leaves out: it writes DKIM alone. */
const silent: ReadonlySet<string> = new Set(['gmx']);

describe('a message as its receiver writes the header', () => {
  it.each(Object.keys(samples))('of %s shows what that receiver said, and who handed it over', (name) => {
    const { receiver, path } = read(samples[name] ?? []);
    expect(receiver?.dkim.map(({ result }) => result)).toContain('pass');
    expect([receiver?.spf?.result, receiver?.dmarc?.result]).toEqual(
      silent.has(name) ? [undefined, undefined] : ['pass', 'pass'],
    );
    const hop = path.hops[path.handover ?? -1];
    expect([hop?.from, hop?.ip]).toEqual(['a4-7.smtp-out.eu-west-1.amazonses.com', '54.240.4.7']);
    expect(path.intermediary).toBeNull();
  });

  it.each(Object.keys(samples))('of %s takes nothing that a sender wrote below', (name) => {
    const forged =
      'Authentication-Results: mx.shop.example; dkim=fail header.d=shop.example; spf=fail; dmarc=fail';
    const { receiver } = read([...(samples[name] ?? []), forged]);
    expect(JSON.stringify(receiver)).not.toContain('fail');
  });

  it.each(Object.keys(samples))('of %s without its verdict has none, whatever stands below', (name) => {
    const own = (samples[name] ?? []).filter(
      (field) => !/^(?:authentication-results|received-spf):/i.test(field),
    );
    const forged =
      'Authentication-Results: mx.shop.example; dkim=pass header.d=shop.example; spf=pass; dmarc=pass';
    expect(read([...own, forged]).receiver).toBeNull();
  });

  it('is of a forwarder where servers of two organizations had it', () => {
    const { path } = read([
      'Received: from mx.university.example (mx.university.example [192.0.2.9]) by mx-ha.gmx.net with ESMTPS; Sat, 21 Nov 2026 20:00:09 +0000',
      'Received: from a4-7.smtp-out.eu-west-1.amazonses.com ([54.240.4.7]) by mx.university.example with ESMTPS; Sat, 21 Nov 2026 20:00:05 +0000',
    ]);
    expect(path.intermediary?.host).toBe('mx.university.example');
  });
});

describe('a signature that a file may have lost', () => {
  const at =
    'Received: from a4-7.smtp-out.eu-west-1.amazonses.com ([54.240.4.7]) by mx.receiver.example; Sat, 21 Nov 2026 20:00:05 +0000';
  const told = (...fields: readonly string[]): unknown =>
    readMessage([...fields, 'From: news@shop.example', '', 'x'].join('\r\n')).signatureTold;
  it.each([
    ['a pass without a domain', ['Authentication-Results: mx.receiver.example; dkim=pass', at], false],
    [
      'a pass of a server that took no part',
      ['Authentication-Results: mx.elsewhere.example; dkim=pass header.d=shop.example', at],
      true,
    ],
    [
      'a pass below the hand-over',
      [at, 'Authentication-Results: mx.receiver.example; dkim=pass header.i=@mail.shop.example'],
      true,
    ],
    [
      'a pass that was sealed',
      ['ARC-Authentication-Results: i=1; mx.receiver.example; dkim=pass header.d=shop.example', at],
      true,
    ],
    [
      'a verdict that was moved away',
      ['X-Original-Authentication-Results: mx.receiver.example; dkim=fail header.d=shop.example', at],
      true,
    ],
    [
      'the field under another name',
      ['X-DKIM-Signature: v=1; a=rsa-sha256; d=shop.example; s=abc; h=from; bh=x; b=y', at],
      true,
    ],
  ] as const)('is told by %s', (_what, fields, ofFrom) => {
    expect(told(...fields)).toMatchObject({ ofFrom });
  });
  it.each([
    ['dkim=none', ['Authentication-Results: mx.receiver.example; dkim=none (message not signed)', at]],
    ['no verdict', [at]],
    [
      'the signature that Google adds for itself',
      ['X-Google-DKIM-Signature: v=1; d=1e100.net; s=x; h=from; bh=x; b=y', at],
    ],
    [
      'a verdict about SPF',
      ['Authentication-Results: mx.receiver.example; spf=pass smtp.mailfrom=shop.example', at],
    ],
    [
      'a neutral verdict about nothing',
      ['Authentication-Results: mx.receiver.example; dkim=neutral (no sig)', at],
    ],
  ])('is not told by %s', (_what, fields) => {
    expect(told(...fields)).toBeUndefined();
  });
});

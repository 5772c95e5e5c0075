import { describe, expect, it } from 'vitest';
import message from '../../../checks/4-inbox/message.ts';
import messageDkim from '../../../checks/4-inbox/message-dkim.ts';
import messageVerdict from '../../../checks/4-inbox/message-verdict.ts';
import { messageRead, neverSent } from '../../../checks/4-inbox/message.words.ts';
import { readFinding } from '../../../src/model/finding.ts';
import { readMessage } from '../../../src/parse/message/message.ts';
import { contradiction, notSeen } from '../../../src/model/check.ts';
import { describeCheck } from '../../support/describe-check.ts';
import {
  authenticated,
  messageWith,
  ofAnotherProvider,
  sesSignature,
  signature,
  signaturesOf,
} from '../../support/message-world.ts';
import { unansweredWith, whyOf } from '../../support/account.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import type { AlignedSignature, MessageAuthentication } from '../../../src/facts/message/authentication.ts';
import { candidatesFor } from '../symptom-cases.ts';

const said = (text: string, ...more: string[]) =>
  messageWith([`Authentication-Results: mx.receiver.example; ${text}`, ...more]);
const broken = signature({}, { kind: 'broken', because: 'body' });
const unaligned = authenticated({ signatures: [sesSignature], spfAligned: { ok: true, value: null } });
const why = new Unavailable('timeout', 'no answer', { question: 'TXT bounce.shop.example' }).why;
const policy = { what: 'policy of _dmarc.shop.example', expected: null, actual: 'reject', source: 'DNS' };
const list = ['X-BeenThere: talk@lists.example', 'X-Mailman-Version: 3'];

const draft = 'From: news@shop.example\r\nDate: Sat, 21 Nov 2026 20:00:00 +0000\r\n\r\nHello';

const keyGone = signature({}, { kind: 'key', because: 'missing' });
const none = { ok: true, value: false } as const;
const asking = (word: 'none' | 'quarantine' | null) => ({
  ok: true as const,
  value: { domain: 'shop.example', policy: word, strict: { dkim: false, spf: false } },
});
const failsOwn = 'dkim=fail header.d=shop.example; spf=pass smtp.mailfrom=eu-west-1.amazonses.com';

/** What receivers say of DKIM of the From domain alone, without a word on DMARC, and SPF passes for SES alone. */
const failing: Readonly<Record<string, Parameters<typeof failedBy>>> = {
  'DKIM of its own domain failed, the key is gone, and SPF is of SES': [failsOwn, [keyGone, sesSignature]],
  'DKIM of its own domain failed, and the file has lost the signature': [failsOwn, [sesSignature]],
  'DKIM of its own domain failed, and the file has lost all signatures': [failsOwn, []],
  'DKIM of its own domain failed, and verifies today': [failsOwn, [signature(), sesSignature]],
  'the key of its own domain is too weak for the receiver': [
    failsOwn.replace('dkim=fail', 'dkim=policy'),
    [signature({}, { kind: 'key', because: 'weak' })],
  ],
  'a server on the way saw its own signature fail, which the file holds': [
    'spf=pass smtp.mailfrom=eu-west-1.amazonses.com',
    [keyGone],
    ['ARC-Authentication-Results: i=1; mx.receiver.example; dkim=fail header.d=shop.example'],
  ],
  'it fails under a policy of quarantine': [failsOwn, [keyGone], [], asking('quarantine')],
};
const failedBy = (
  words: string,
  signatures: readonly AlignedSignature[],
  more: readonly string[] = [],
  policy: MessageAuthentication['policy'] = authenticated().policy,
) => ({
  message: said(words, ...more),
  authentication: authenticated({ signatures, spfAligned: none, policy }),
});
const oneOfTwo =
  'SPF passes for another domain than shop.example, and whether a DKIM signature of shop.example does is not known: DMARC asks for one of them';
const clauseOf = (signatures: readonly AlignedSignature[], words: string): string => {
  if (signatures.length === 0) return 'it carries no DKIM signature';
  if (!signatures.some(({ aligned }) => aligned.ok && aligned.value))
    return 'DKIM is of amazonses.com, not of shop.example';
  if (signatures.some(({ domain, state }) => domain === 'shop.example' && state.kind === 'pass'))
    return 'DKIM verifies today, and did not for the receiver';
  const [, told] = /dkim=(\w+)/.exec(words) ?? [];
  return told === undefined
    ? 'the DKIM signature of shop.example does not verify'
    : `DKIM of shop.example is “${told}”`;
};

describeCheck(message, {
  healthy: {
    message: said(
      'dkim=pass header.d=shop.example; spf=pass smtp.mailfrom=bounce.shop.example; dmarc=pass header.from=shop.example',
    ),
    authentication: authenticated(),
    messageSignatures: signaturesOf(signature()),
    identities: unansweredWith(whyOf('access-denied', 'not allowed')),
  },
  finds: {
    ...Object.fromEntries(
      Object.entries(failing).map(([name, [words, signatures, more = [], asked]]) => [
        name,
        {
          given: failedBy(words, signatures, more, asked),
          found: [
            {
              problem: 'message/dmarc-failed' as const,
              subject: 'shop.example',
              data: {
                from: 'shop.example',
                dkim: clauseOf(signatures, words),
                spf: 'SPF passes for eu-west-1.amazonses.com, which is not of shop.example',
                evidence: [{ ...policy, actual: asked === undefined ? 'reject' : 'quarantine' }],
              },
            },
          ],
        },
      ]),
    ),
    'it fails under a policy that asks for nothing': {
      given: failedBy(failsOwn, [keyGone], [], asking('none')),
      found: [
        {
          problem: 'message/dmarc-failed',
          subject: 'shop.example',
          data: {
            from: 'shop.example',
            unenforced: true,
            dkim: 'DKIM of shop.example is “fail”',
            spf: 'SPF passes for eu-west-1.amazonses.com, which is not of shop.example',
            evidence: [{ ...policy, actual: 'none' }],
          },
        },
      ],
    },
    'a policy that asks for nothing today, and did when the receiver acted on it': {
      given: failedBy(
        `${failsOwn}; dmarc=fail action=quarantine header.from=shop.example`,
        [keyGone],
        [],
        asking('none'),
      ),
      found: [
        {
          problem: 'message/dmarc-failed',
          subject: 'shop.example',
          data: {
            from: 'shop.example',
            dkim: 'DKIM of shop.example is “fail”',
            spf: 'SPF passes for eu-west-1.amazonses.com, which is not of shop.example',
            evidence: [
              {
                what: 'Authentication-Results',
                expected: 'dmarc=pass',
                actual: 'dmarc=fail action=quarantine header.from=shop.example',
                source: 'mx.receiver.example',
              },
              { ...policy, actual: 'none' },
            ],
          },
        },
      ],
    },
    'another provider sent it, and no signature is of the From domain': {
      given: {
        message: ofAnotherProvider(),
        authentication: authenticated({
          spf: { kind: 'result', ip: '203.0.113.9', domain: 'esp.example', result: 'pass' },
          spfAligned: { ok: true, value: false },
          signatures: [signature({ domain: 'esp.example', aligned: { ok: true, value: false } })],
        }),
      },
      found: [
        {
          problem: 'message/dmarc-failed',
          subject: 'shop.example',
          data: {
            from: 'shop.example',
            host: 'o1.esp.example (203.0.113.9)',
            dkim: 'DKIM is of esp.example, not of shop.example',
            spf: 'SPF passes for esp.example, which is not of shop.example',
            evidence: [policy],
          },
        },
      ],
    },
    'SPF failed at the receiver': {
      given: {
        message: said(
          'dkim=pass header.d=shop.example; spf=fail smtp.mailfrom=bounce.shop.example; dmarc=pass header.from=shop.example',
        ),
        authentication: authenticated({
          spf: { kind: 'result', ip: '54.240.4.7', domain: 'bounce.shop.example', result: 'fail' },
        }),
      },
      found: [
        {
          problem: 'message/spf-failed',
          subject: 'bounce.shop.example',
          data: {
            domain: 'bounce.shop.example',
            result: 'fail',
            ip: '54.240.4.7',
            fromSes: true,
            from: 'shop.example',
            evidence: [
              {
                what: 'Authentication-Results',
                expected: 'spf=pass',
                actual: 'spf=fail smtp.mailfrom=bounce.shop.example',
                source: 'mx.receiver.example',
              },
              {
                what: 'SPF of bounce.shop.example for 54.240.4.7, today',
                expected: 'pass',
                actual: 'fail',
                source: 'DNS',
              },
            ],
          },
        },
      ],
    },
    'DMARC failed at the receiver: signed by SES alone': {
      given: {
        message: said(
          'dkim=pass header.d=amazonses.com; spf=pass smtp.mailfrom=eu-west-1.amazonses.com; dmarc=fail header.from=shop.example',
        ),
        authentication: unaligned,
      },
      found: [
        {
          problem: 'message/dmarc-failed',
          subject: 'shop.example',
          data: {
            from: 'shop.example',
            dkim: 'DKIM is of amazonses.com, not of shop.example',
            spf: 'SPF passes for eu-west-1.amazonses.com, which is not of shop.example',
            evidence: [
              {
                what: 'Authentication-Results',
                expected: 'dmarc=pass',
                actual: 'dmarc=fail header.from=shop.example',
                source: 'mx.receiver.example',
              },
              policy,
            ],
          },
        },
      ],
    },
    ...Object.fromEntries(
      [
        'dkim=pass header.d=shop.example; ',
        'dkim=none; ',
        'dkim=fail header.d=shop.example; ',
        'spf=pass smtp.mailfrom=shop.example; ',
        '',
      ].map((beside) => [
        `a DMARC record that the receiver could not read, beside “${beside}”`,
        {
          given: { message: said(`${beside}dmarc=permerror header.from=shop.example`) },
          found: [
            {
              problem: 'message/dmarc-unreadable' as const,
              subject: 'shop.example',
              data: {
                from: 'shop.example',
                evidence: [
                  {
                    what: 'Authentication-Results',
                    expected: 'dmarc=pass',
                    actual: 'dmarc=permerror header.from=shop.example',
                    source: 'mx.receiver.example',
                  },
                  policy,
                ],
              },
            },
          ],
        },
      ]),
    ),
    'DMARC fails by our own count, where the copy holds no word of the receiver': {
      given: { message: messageWith(), authentication: unaligned },
      found: [
        {
          problem: 'message/dmarc-failed',
          subject: 'shop.example',
          data: {
            from: 'shop.example',
            dkim: 'DKIM is of amazonses.com, not of shop.example',
            spf: 'SPF passes for bounce.shop.example, which is not of shop.example',
            evidence: [policy],
          },
        },
      ],
    },
    'a mailing list broke the signature': {
      given: {
        message: said(
          'dkim=fail header.d=shop.example; spf=pass smtp.mailfrom=lists.example; dmarc=fail header.from=shop.example',
          ...list,
        ),
        authentication: authenticated({
          signatures: [broken, sesSignature],
          spfAligned: { ok: true, value: false },
        }),
      },
      found: [
        {
          problem: 'message/forwarded',
          subject: 'shop.example',
          data: {
            host: 'mx.receiver.example',
            sign: 'x-beenthere: talk@lists.example',
            broke: 'the DKIM signature',
            arc: 'none',
            failed: true,
            evidence: [
              {
                what: 'path of the message',
                expected: null,
                actual: 'x-beenthere: talk@lists.example',
                source: 'the header',
              },
              { what: 'SPF', expected: 'pass', actual: 'pass', source: 'mx.receiver.example' },
              { what: 'ARC', expected: null, actual: 'none', source: 'the bytes of the message' },
            ],
          },
        },
      ],
    },
    'mail programs show “via amazonses.com”': {
      given: {
        message: {
          ...said('dkim=pass header.d=amazonses.com; dmarc=none'),
          envelopeSender: '0102@eu-west-1.amazonses.com',
        },
        authentication: { ...unaligned, policy: { ok: true, value: null } },
      },
      found: [
        {
          problem: 'message/via-amazonses',
          subject: 'shop.example',
          data: { from: 'shop.example', sender: 'eu-west-1.amazonses.com', signers: 'amazonses.com' },
        },
      ],
    },
  },
  silent: {
    'its own signature failed, and SPF aligns': {
      message: said(failsOwn.replace('eu-west-1.amazonses.com', 'bounce.shop.example')),
      authentication: authenticated({ signatures: [keyGone, sesSignature] }),
    },
    'one signature of the organization failed, and another one verifies': {
      ...failedBy(failsOwn, [keyGone, signature({ domain: 'mail.shop.example' })]),
    },
    'its own signature failed for one that told of another that passed': {
      ...failedBy(`${failsOwn}; dkim=pass header.d=mail.shop.example`, [keyGone]),
    },
    'its own signature failed, and the domain has no DMARC record': failedBy(failsOwn, [keyGone], [], {
      ...{ ok: true, value: null },
    }),
    'its own signature failed, and its DMARC record asks for nothing that receivers know': failedBy(
      failsOwn,
      [keyGone],
      [],
      asking(null),
    ),
    'a soft fail of SPF under a DMARC pass': {
      message: said('spf=softfail smtp.mailfrom=bounce.shop.example; dmarc=pass header.from=shop.example'),
    },
    'the domain has no DMARC record': {
      message: messageWith(),
      authentication: { ...unaligned, policy: { ok: true, value: null } },
    },
    'a field that the sender wrote itself': {
      message: messageWith(
        [],
        ['Authentication-Results: forged.example; dmarc=fail header.from=shop.example'],
      ),
    },
    'SPF does not pass today, and did for the receiver': {
      authentication: authenticated({
        spf: { kind: 'result', ip: '54.240.4.7', domain: 'bounce.shop.example', result: 'fail' },
      }),
    },
  },
  verdicts: {
    'a receiver that could not look the key up': {
      given: failedBy(failsOwn.replace('dkim=fail', 'dkim=temperror'), [keyGone]),
      verdict: notSeen(oneOfTwo, []),
    },
    'a signature that may have been lost under another name': {
      given: failedBy(
        'spf=pass smtp.mailfrom=eu-west-1.amazonses.com',
        [keyGone],
        ['X-Original-DKIM-Signature: v=1; d=shop.example; s=abc; h=from; bh=x; b=y'],
      ),
      verdict: notSeen(oneOfTwo, []),
    },
    'its own signature failed, and the policy is not known': {
      given: failedBy(failsOwn, [keyGone], [], { ok: false, why }),
      verdict: [{ unanswered: why, counts: true }],
    },
    'its own signature failed, and whether SPF aligns is not known': {
      given: {
        message: said(failsOwn),
        authentication: authenticated({ signatures: [keyGone], spfAligned: { ok: false, why } }),
      },
      verdict: [{ unanswered: why, counts: true }],
    },
    'its own signature failed, and the receiver could not look SPF up': {
      given: failedBy('dkim=fail header.d=shop.example; spf=temperror', [keyGone]),
      verdict: notSeen('the receiver says spf=temperror: nothing failed, and nothing passed', []),
    },
    'a receiver that came to no verdict': {
      given: { message: said('dkim=pass header.d=shop.example; spf=pass; dmarc=temperror') },
      verdict: notSeen('the receiver says dmarc=temperror: it reached no verdict', []),
    },
    'nothing failed and nothing passed': {
      given: {
        message: said('spf=neutral smtp.mailfrom=bounce.shop.example; dmarc=none header.from=shop.example'),
        authentication: unaligned,
      },
      verdict: notSeen(
        'the receiver says spf=neutral and dmarc=none: nothing failed, and nothing passed',
        [],
      ),
    },
    'no verdict, and no address that sent': {
      given: {
        message: messageWith(),
        authentication: authenticated({
          signatures: [],
          spf: {
            kind: 'not-recomputed',
            because: 'the copy does not say which address handed the message over',
          },
          spfAligned: { ok: true, value: null },
        }),
      },
      verdict: [
        contradiction(
          'the file holds neither the verdict of the receiver nor the address that the message came from',
          '--message',
        ),
      ],
    },
    'a draft': { given: { message: readMessage(draft) }, verdict: [contradiction(neverSent, '--message')] },
    'SPF that cannot be looked up is no failure': {
      given: {
        message: messageWith(),
        authentication: authenticated({
          spf: { kind: 'temperror', ip: '54.240.4.7', domain: 'bounce.shop.example', why },
        }),
      },
      verdict: [{ unanswered: why, counts: true }],
    },
    'a key that cannot be looked up leaves DMARC open': {
      given: {
        message: messageWith(),
        authentication: authenticated({
          signatures: [signature({}, { kind: 'temperror', why })],
          spfAligned: { ok: true, value: null },
        }),
      },
      verdict: [{ unanswered: why, counts: true }],
    },
    'the policy that cannot be looked up leaves DMARC open': {
      given: { message: messageWith(), authentication: { ...unaligned, policy: { ok: false, why } } },
      verdict: [{ unanswered: why, counts: true }],
    },
  },
  reads: candidatesFor(Object.keys(messageRead), 'shop.example', {}).filter(
    ({ code }) => code in message.problems,
  ),
});

describe('message, from header fields that were pasted', () => {
  const candidates = candidatesFor(Object.keys(messageRead), 'shop.example', {
    from: 'shop.example',
    dkim: 'pass amazonses.com',
    spf: 'pass amazonses.com',
    filter: 'Microsoft',
    words: 'Microsoft gave it spam confidence level 6',
    reason: 'body hash did not verify',
  });
  it.each(candidates.map((candidate) => [candidate.code, candidate] as const))('reads %s', (_, candidate) => {
    const owner =
      [message, messageDkim, messageVerdict].find(({ problems }) => candidate.code in problems) ?? message;
    expect(readFinding(owner, candidate, 'message')).toMatchSnapshot();
  });
});

import { describe, expect, it } from 'vitest';
import check from '../../../checks/4-inbox/message-dkim.ts';
import type { SignatureState } from '../../../src/facts/message/signatures.ts';
import { notSeen } from '../../../src/model/check.ts';
import { liveFinding } from '../../../src/model/finding.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { answered, healthyIdentity, unansweredWith, whyOf } from '../../support/account.ts';
import { targetWith } from '../../support/target.ts';
import {
  authenticated,
  messageWith,
  ofAnotherProvider,
  sesSignature,
  signature,
} from '../../support/message-world.ts';

const takenAt = '2026-11-21T21:00:00.000Z';
const failing = (state: SignatureState) =>
  authenticated({ signatures: [signature({}, state), sesSignature] });
const said = (text: string) => messageWith([`Authentication-Results: mx.receiver.example; ${text}`]);
const list = messageWith(['X-BeenThere: talk@lists.example', 'X-Mailman-Version: 3']);
const evidence = (actual: string) => [
  {
    what: 'DKIM-Signature d=shop.example s=abc',
    expected: 'a signature that verifies',
    actual,
    source: 'the bytes of the message',
  },
];
const invalid = (
  because: 'body' | 'signature' | 'missing' | 'revoked' | 'unusable' | 'weak' | 'expired' | 'unsupported',
  actual: string,
) => ({
  problem: 'message/dkim-invalid' as const,
  subject: 'shop.example',
  data: { domain: 'shop.example', selector: 'abc', because, evidence: evidence(actual) },
});
const timeout = new Unavailable('timeout', 'no answer', { question: 'TXT abc._domainkey.shop.example' }).why;
const unseen = unansweredWith(whyOf('access-denied', 'not allowed'));

describeCheck(check, {
  healthy: {
    message: messageWith(),
    authentication: authenticated(),
    takenAt,
    target: targetWith(),
    identities: unseen,
  },
  finds: {
    ...Object.fromEntries(
      (
        [
          [{ kind: 'broken', because: 'body' }, 'body', 'broken: body'],
          [{ kind: 'broken', because: 'signature' }, 'signature', 'broken: signature'],
          [{ kind: 'key', because: 'missing' }, 'missing', 'key: missing'],
          [{ kind: 'expired' }, 'expired', 'expired: expired'],
          [{ kind: 'unsupported' }, 'unsupported', 'unsupported: unsupported'],
        ] as const
      ).map(([state, because, actual]) => [
        `a signature that another provider made: ${because}`,
        {
          given: { message: ofAnotherProvider(), authentication: failing(state) },
          found: [
            {
              ...invalid(because, actual),
              data: { ...invalid(because, actual).data, host: 'o1.esp.example (203.0.113.9)' },
            },
          ],
        },
      ]),
    ),
    'no signature, by another provider': {
      given: { message: ofAnotherProvider(), authentication: authenticated({ signatures: [] }) },
      found: [
        {
          problem: 'message/unsigned',
          subject: 'shop.example',
          data: { from: 'shop.example', host: 'o1.esp.example (203.0.113.9)', signer: null, evidence: [] },
        },
      ],
    },
    'a body that was changed on the way': {
      given: { authentication: failing({ kind: 'broken', because: 'body' }) },
      found: [invalid('body', 'broken: body')],
    },
    'a header that was changed, or another key': {
      given: { authentication: failing({ kind: 'broken', because: 'signature' }) },
      found: [invalid('signature', 'broken: signature')],
    },
    'a key that is not in DNS': {
      given: { authentication: failing({ kind: 'key', because: 'missing' }) },
      found: [invalid('missing', 'key: missing')],
    },
    'a key that is not in DNS, although a list passed the message on': {
      given: { message: list, authentication: failing({ kind: 'key', because: 'revoked' }) },
      found: [invalid('revoked', 'key: revoked')],
    },
    'a signature that had expired': {
      given: { authentication: failing({ kind: 'expired' }) },
      found: [invalid('expired', 'expired: expired')],
    },
    'an algorithm that nobody verifies': {
      given: { authentication: failing({ kind: 'unsupported' }) },
      found: [invalid('unsupported', 'unsupported: unsupported')],
    },
    'a signature that failed at the receiver and verifies today': {
      given: { message: said('dkim=fail (no key) header.d=shop.example') },
      found: [
        {
          problem: 'message/dkim-invalid',
          subject: 'shop.example',
          data: {
            domain: 'shop.example',
            selector: 'abc',
            because: 'then',
            evidence: [
              {
                what: 'Authentication-Results',
                expected: 'dkim=pass',
                actual: 'dkim=fail (no key) header.d=shop.example',
                source: 'mx.receiver.example',
              },
              ...evidence('verifies today'),
            ],
          },
        },
      ],
    },
    'no signature but that of SES': {
      given: {
        authentication: authenticated({ signatures: [sesSignature], spfAligned: { ok: true, value: null } }),
      },
      found: [
        {
          problem: 'message/dkim-unaligned',
          subject: 'shop.example',
          data: {
            from: 'shop.example',
            domains: ['amazonses.com'],
            spfAligned: false,
            signer: null,
            evidence: [
              {
                what: 'DKIM-Signature s=abc',
                expected: 'd=shop.example',
                actual: 'd=amazonses.com (verifies)',
                source: 'the bytes of the message',
              },
            ],
          },
        },
      ],
    },
    'no signature at all': {
      given: { authentication: authenticated({ signatures: [] }) },
      found: [
        {
          problem: 'message/unsigned',
          subject: 'shop.example',
          data: { from: 'shop.example', signer: null, evidence: [] },
        },
      ],
    },
  },
  silent: {
    'a list changed the body': {
      message: list,
      authentication: failing({ kind: 'broken', because: 'body' }),
    },
    'an old signature fails beside a good one': {
      authentication: authenticated({
        signatures: [signature({ selector: 'old' }, { kind: 'key', because: 'missing' }), signature()],
      }),
    },
  },
  verdicts: {
    'what the receiver saw pass and this file does not hold any more is neither proved nor wrong': {
      given: {
        message: said('dkim=pass header.i=@shop.example'),
        authentication: failing({ kind: 'broken', because: 'body' }),
      },
      verdict: notSeen(
        'the receiver says that the signature verifies, and in this file it does not: it was changed when it was saved, or the line was not written by the receiver',
        [],
      ),
    },
    'signatures that were lost with the copy are not seen': {
      given: {
        message: said('dkim=pass header.d=shop.example'),
        authentication: authenticated({ signatures: [] }),
      },
      verdict: notSeen(
        'the receiver says that a signature verifies, and this file holds none of shop.example',
        [],
      ),
    },
    'a pass that names no domain, in a file without signatures, is no unsigned message': {
      given: { message: said('dkim=pass'), authentication: authenticated({ signatures: [] }) },
      verdict: notSeen(
        'authentication-results says dkim=pass, and the file holds none of shop.example to verify: it may have been lost when the file was saved',
        [],
      ),
    },
    'a signature of the From domain under another name is neither missing nor of another domain': {
      given: {
        message: messageWith([
          'X-DKIM-Signature: v=1; a=rsa-sha256; d=shop.example; s=abc; h=from; bh=x; b=y',
        ]),
        authentication: authenticated({ signatures: [sesSignature] }),
      },
      verdict: notSeen(
        'a signature stands in the field x-dkim-signature, and the file holds none of shop.example to verify: it may have been lost when the file was saved',
        [],
      ),
    },
    'a verdict about a signature that is not there': {
      given: {
        message: said('dkim=fail header.d=shop.example'),
        authentication: authenticated({ signatures: [] }),
      },
      verdict: notSeen('the receiver says dkim=fail, and this file holds no signature', []),
    },
    'a signature nobody can read': {
      given: {
        message: { ...said(''), unreadableSignatures: 1, receiver: null },
        authentication: authenticated({ signatures: [] }),
      },
      verdict: notSeen('the signature cannot be read', []),
    },
    'a key that cannot be looked up is no missing key': {
      given: { authentication: failing({ kind: 'temperror', why: timeout }) },
      verdict: [{ unanswered: timeout, counts: true }],
    },
    'alignment that is not known is open': {
      given: {
        authentication: authenticated({
          signatures: [signature({ aligned: { ok: false, why: timeout } }, { kind: 'expired' })],
        }),
      },
      verdict: [{ unanswered: timeout, counts: true }],
    },
    'without a single From address there is nothing to align with': {
      given: { message: { ...messageWith(), from: null, fromDomain: null } },
      verdict: { notApplicable: 'the message has no single From address' },
    },
  },
});

describe('message-dkim, months later', () => {
  it('does not take a key that is gone by now for one that was missing', () => {
    const verdict = check.evaluate(
      {
        message: messageWith(),
        authentication: failing({ kind: 'key', because: 'missing' }),
        takenAt: '2027-03-01T00:00:00.000Z',
        target: targetWith(),
        identities: unseen,
      },
      '',
    );
    expect(verdict).toMatchObject([
      { unanswered: { question: 'TXT abc._domainkey.shop.example' }, counts: true },
    ]);
  });
});

describe('what to do about a message that its domain did not sign', () => {
  const own = { ...healthyIdentity, name: 'shop.example' };
  const off = { ...own, dkim: { ...own.dkim, signing: false } };
  const waits = { ...own, verifiedForSending: false, verificationStatus: 'PENDING' };
  const stepsWith = (
    identity: typeof own | null,
    sender = 'news@shop.example',
    signatures = [sesSignature],
  ): readonly string[] => {
    const verdict = check.evaluate(
      {
        ...{ message: messageWith(), takenAt, target: targetWith() },
        authentication: authenticated({ signatures }),
        identities: identity === null ? unseen : answered([{ subject: sender, answer: answered(identity) }]),
      },
      '',
    );
    const [found] = 'notApplicable' in verdict ? [] : verdict;
    if (found === undefined || !('problem' in found)) throw new Error('nothing was found');
    return liveFinding(check, found, '').fix.map(({ text, command }) => command ?? text);
  };

  it.each([
    [
      'an identity that signs is not made again, nor switched on',
      own,
      /^shop\.example signs now: send another/,
    ],
    [
      'one whose signing is off is switched on',
      off,
      /^aws sesv2 put-email-identity-dkim-attributes .*--signing-enabled/,
    ],
    ['one that waits is finished first', waits, /^Finish the verification of shop\.example/],
    ['of one that nobody saw it is asked first', null, /^ses-doctor check --identity shop\.example/],
  ] as const)('%s', (_, identity, first) => {
    for (const signatures of [[sesSignature], []]) {
      const steps = stepsWith(identity, 'news@shop.example', signatures);
      expect(steps[0]).toMatch(first);
      expect(steps.some((step) => step.includes('create-email-identity'))).toBe(identity === null);
    }
  });

  it('says nothing of an identity of another domain', () => {
    expect(stepsWith(own, 'news@other.example')[0]).toMatch(/^ses-doctor check --identity shop\.example/);
  });
});

import check from '../../../checks/4-inbox/alignment.ts';
import type { Aligned, Alignment } from '../../../src/facts/alignment.ts';
import type { Answer, Why } from '../../../src/model/unavailable.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const from = 'example.com';
const aligned = (more: Partial<Aligned> = {}): Answer<Aligned> => ({
  ok: true,
  value: { same: false, byWalk: true, byList: true, organizationalDomains: { from, other: from }, ...more },
});
const apart = aligned({
  byWalk: false,
  byList: false,
  organizationalDomains: { from, other: 'other.example' },
});
const healthy: Alignment = {
  from,
  strict: { dkim: false, spf: false },
  policy: { ok: true, value: true },
  dkim: { kind: 'signed', domain: from, aligned: aligned({ same: true }) },
  spf: { kind: 'passes', domain: 'bounce.example.com', aligned: aligned() },
};
const amazon = { kind: 'default', domain: 'amazonses.com', custom: null, status: null } as const;
const off = { kind: 'unsigned', because: 'off', identity: from, domain: from, status: 'SUCCESS' } as const;
const why: Why = {
  reason: 'timeout',
  message: 'no answer',
  question: 'TXT _dmarc.example.com',
  action: null,
  region: null,
  detail: {},
};
const unknown = { ok: false, why } as const;
const given = (more: Partial<Alignment>) => ({
  target: targetWith(),
  coverage: unknown,
  alignment: { ...healthy, ...more },
});

describeCheck(check, {
  subject: from,
  healthy: given({}),
  finds: {
    'neither DKIM nor SPF': {
      given: given({ dkim: off, spf: amazon }),
      found: [
        {
          problem: 'alignment/dmarc-fails',
          data: {
            from,
            region: 'eu-west-1',
            dkim: 'SES does not sign with DKIM for example.com',
            spf: "the envelope sender is Amazon's",
            onlyByWalk: false,
            off: from,
            evidence: [
              { what: 'DKIM d=', expected: from, actual: 'amazonses.com alone (signing off)', source: null },
              {
                what: 'envelope sender',
                expected: 'a domain of example.com that passes SPF',
                actual: 'amazonses.com',
                source: null,
              },
            ],
          },
        },
      ],
    },
    'a signature without a key in DNS, and the envelope of SES': {
      given: given({ dkim: { kind: 'keyless', domain: from }, spf: amazon }),
      found: [
        {
          problem: 'alignment/dmarc-fails',
          data: {
            from,
            region: 'eu-west-1',
            dkim: 'receivers find no key for the DKIM signature of example.com',
            spf: "the envelope sender is Amazon's",
            onlyByWalk: false,
            off: null,
            evidence: [
              {
                what: 'DKIM d=',
                expected: from,
                actual: 'example.com, with no key to verify it',
                source: null,
              },
              {
                what: 'envelope sender',
                expected: 'a domain of example.com that passes SPF',
                actual: 'amazonses.com',
                source: null,
              },
            ],
          },
        },
      ],
    },
    'organizations that only the public suffix list joins': {
      given: given({
        dkim: {
          kind: 'signed',
          domain: 'other.example',
          aligned: aligned({ byWalk: false, organizationalDomains: { from, other: 'other.example' } }),
        },
        spf: { kind: 'fails', domain: 'bounce.example.com', result: 'softfail' },
      }),
      found: [
        {
          problem: 'alignment/dmarc-fails',
          data: {
            from,
            region: 'eu-west-1',
            dkim: 'DKIM signs with other.example, which belongs to another organization than example.com',
            spf: 'SPF at bounce.example.com gives softfail',
            onlyByWalk: true,
            off: null,
            evidence: [
              { what: 'DKIM d=', expected: from, actual: 'other.example', source: null },
              {
                what: 'envelope sender',
                expected: 'a domain of example.com that passes SPF',
                actual: 'bounce.example.com',
                source: null,
              },
              {
                what: 'organizational domain, DKIM d=',
                expected: from,
                actual: 'other.example',
                source: null,
              },
            ],
          },
        },
      ],
    },
    'a MAIL FROM domain that DMARC takes for another organization': {
      given: given({ spf: { kind: 'passes', domain: 'bounce.example.com', aligned: apart } }),
      found: [
        {
          problem: 'alignment/dkim-only',
          data: { from, custom: null, status: null, foreign: 'bounce.example.com' },
        },
      ],
    },
    'the MAIL FROM domain of SES': {
      given: given({ spf: amazon }),
      found: [{ problem: 'alignment/dkim-only', data: { from, custom: null, status: null } }],
    },
    'a MAIL FROM domain that is pending': {
      given: given({ spf: { ...amazon, custom: 'bounce.example.com', status: 'PENDING' } }),
      found: [
        { problem: 'alignment/dkim-only', data: { from, custom: 'bounce.example.com', status: 'PENDING' } },
      ],
    },
    'strict SPF': {
      given: given({ strict: { dkim: false, spf: true } }),
      found: [{ problem: 'alignment/spf-strict-impossible', data: { from, domain: 'bounce.example.com' } }],
    },
    'strict DKIM, signed by the parent': {
      given: given({
        strict: { dkim: true, spf: false },
        dkim: { kind: 'signed', domain: 'parent.example', aligned: aligned() },
      }),
      found: [
        {
          problem: 'alignment/dkim-strict-fails',
          data: { from, domain: 'parent.example', region: 'eu-west-1', spfPasses: true },
        },
      ],
    },
  },
  silent: {
    'DKIM alone, with SPF that could not be looked up': given({
      spf: { kind: 'unknown', domain: 'bounce.example.com', why },
    }),
    'SPF alone': given({ dkim: off }),
    'SPF alone, with a key that could not be asked for': given({
      dkim: { kind: 'unknown', domain: from, why },
    }),
    'SPF alone, with a signature that nobody can verify': given({ dkim: { kind: 'keyless', domain: from } }),
    'no policy yet, and one registered domain': given({
      policy: { ok: true, value: false },
      dkim: { kind: 'signed', domain: 'parent.example', aligned: aligned({ byWalk: false }) },
    }),
    'strict SPF with the From domain as MAIL FROM domain': given({
      strict: { dkim: false, spf: true },
      spf: { kind: 'passes', domain: from, aligned: aligned({ same: true }) },
    }),
  },
  verdicts: {
    'a policy that could not be looked up, with DKIM of the very domain': {
      given: given({ policy: unknown }),
      verdict: [{ unanswered: why, counts: true }],
    },
    'strict SPF that could not be looked up, with DKIM of the very domain': {
      given: given({
        strict: { dkim: false, spf: true },
        spf: { kind: 'unknown', domain: 'bounce.example.com', why },
      }),
      verdict: [{ unanswered: why, counts: true }],
    },
    'DKIM of another organization, and SPF that could not be looked up': {
      given: given({
        dkim: { kind: 'signed', domain: 'other.example', aligned: apart },
        spf: { kind: 'unknown', domain: 'bounce.example.com', why },
      }),
      verdict: [{ unanswered: why, counts: true }],
    },
    'no SPF, and a key that could not be asked for': {
      given: given({ dkim: { kind: 'unknown', domain: from, why }, spf: amazon }),
      verdict: [{ unanswered: why, counts: true }],
    },
    'no DKIM, and a policy that could not be looked up': {
      given: given({ dkim: off, policy: unknown }),
      verdict: [{ unanswered: why, counts: true }],
    },
  },
  reads: [{ code: 'alignment/dmarc-fails', subject: from, quote: 'dmarc=fail', rank: 0, item: 0, data: {} }],
});

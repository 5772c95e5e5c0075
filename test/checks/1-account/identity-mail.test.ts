import check from '../../../checks/1-account/identity-mail.ts';
import type { SenderDomain } from '../../../src/facts/sender-domain.ts';
import { candidateOf, symptomOf, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { dnssecData, refusedForDnssec } from '../../support/dnssec.ts';
import { delegationData, keptByResolver, keptData, servedByNobody } from '../../support/delegation.ts';

const sender = (mail: SenderDomain['mail'], more: Partial<SenderDomain> = {}): SenderDomain => ({
  domain: 'example.com',
  registered: 'example.com',
  mail,
  hold: null,
  ...more,
});
const below = { domain: 'send.example.com' };
const code = 'identity/domain-takes-no-mail';
const found = (senderDomain: SenderDomain, refused = false) => ({
  given: { senderDomain, ...(refused && { symptom: bounced }) },
  found: [{ problem: code, data: { ...senderDomain, refused } }] as const,
});
const bounced = symptomOf([candidateOf('bounce/sender-domain', null)]);
const silent = whyOf('timeout', 'no answer');
const noHost: SenderDomain['mail'] = {
  kind: 'no-usable-host',
  hosts: [{ name: 'mx.example.com', preference: 10, state: 'no-address' }],
};

const keptAt = (zone: string) => ({
  ok: true as const,
  value: {
    domain: 'example.com',
    levels: [],
    policy: { ok: true as const, value: null },
    organizationalDomain: { ok: true as const, value: 'example.com' },
    byList: { organizationalDomain: 'example.com', policy: { ok: true as const, value: null } },
    effective: { ok: true as const, value: null },
    place: {
      name: '_dmarc.example.com',
      authority: {
        ok: true as const,
        value: { ...keptByResolver, unserved: { ...keptByResolver.unserved, zone } },
      },
      beside: null,
    },
    elsewhere: null,
    reports: [],
    resolver: '192.0.2.53',
  },
});

const feedbackOnly: SenderDomain['mail'] = {
  kind: 'feedback-only',
  exchanges: ['feedback-smtp.eu-west-1.amazonses.com'],
};

describeCheck(check, {
  subject: 'example.com',
  healthy: {
    senderDomain: sender({ kind: 'takes' }),
    symptom: null,
    dmarc: { ok: false, why: silent },
  },
  finds: {
    'a chain of trust that is broken': {
      given: { senderDomain: sender({ kind: 'dnssec-broken', why: refusedForDnssec('MX example.com') }) },
      found: [
        {
          problem: 'identity/dnssec-broken',
          data: dnssecData('The mail servers of example.com', ['MX example.com'], true),
        },
      ],
    },
    'a zone that nobody serves': {
      given: { senderDomain: sender({ kind: 'delegation-broken', why: servedByNobody('MX example.com') }) },
      found: [
        {
          problem: 'identity/delegation-broken',
          data: delegationData('The mail servers of example.com', ['MX example.com'], true),
        },
      ],
    },
    'a zone that nobody serves, of which the resolver still has answers': {
      given: { dmarc: keptAt('example.com') },
      found: [
        { problem: 'identity/delegation-broken', data: keptData('The mail servers of example.com', true) },
      ],
    },
    'a domain without MX and address': found(sender({ kind: 'no-server' })),
    'a sub-domain without MX and address': found(sender({ kind: 'no-server' }, below)),
    'a bounce says so of a sub-domain': found(sender({ kind: 'no-server' }, below), true),
    'a receiver that wants an MX': found(sender({ kind: 'address-only' }), true),
    'a domain that takes bounces alone': found(sender(feedbackOnly)),
    'a sub-domain that takes bounces alone': found(sender(feedbackOnly, below)),
    'a domain that takes bounces alone, and a bounce': found(sender(feedbackOnly), true),
    'an MX that has no address': found(sender(noHost)),
    'a null MX': found(sender({ kind: 'null-mx' })),
    'a null MX, and name servers that nobody tells': found(
      sender({ kind: 'null-mx' }, { holdUntold: silent }),
    ),
    'a null MX, and a bounce that says so': found(sender({ kind: 'null-mx' }), true),
    'a sub-domain that does not exist': found(sender({ kind: 'no-domain', registered: true }, below)),
    'a registered domain that does not exist': found(sender({ kind: 'no-domain', registered: false })),
    'a sub-domain of a domain that is gone': found(sender({ kind: 'no-domain', registered: false }, below)),
    'a domain that was not renewed': found(
      sender({ kind: 'takes' }, { hold: { kind: 'expired', nameServer: 'ns1.renewyourname.net' } }),
    ),
    'a domain whose owner did not confirm the contact data': found(
      sender(
        { kind: 'no-server' },
        {
          hold: { kind: 'unverified-contact', nameServer: 'failed-whois-verification.namecheap.com' },
        },
      ),
    ),
  },
  silent: {
    'a zone beside it that nobody serves': { dmarc: keptAt('_dmarc.example.com') },
    'a domain that takes mail at its address': { senderDomain: sender({ kind: 'address-only' }) },
    'a bounce that says so of another domain': {
      senderDomain: sender({ kind: 'address-only' }),
      symptom: symptomOf([
        { ...candidateOf('bounce/sender-domain', null), data: { sender: 'a@bounce.example.com' } },
      ]),
    },
    'a bounce that says so of a domain that takes mail': { symptom: bounced },
  },
  verdicts: {
    'mail servers that answer, and name servers that nobody tells': {
      given: { senderDomain: sender({ kind: 'takes' }, { holdUntold: silent }) },
      verdict: [{ unanswered: silent, counts: true }],
    },
    'a mail server that did not answer': {
      given: { senderDomain: sender({ kind: 'undecided', unread: [silent] }) },
      verdict: [{ unanswered: silent, counts: true }],
    },
  },
});

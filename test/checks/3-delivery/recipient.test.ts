import check from '../../../checks/3-delivery/recipient.ts';
import type { MailHost } from '../../../src/facts/recipient-domain.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { dnssecData, refusedForDnssec } from '../../support/dnssec.ts';
import { delegationData, servedByNobody } from '../../support/delegation.ts';

type State = Extract<MailHost['state'], { ok: true }>['value'];
const host = (name: string, value: State): MailHost => ({ name, preference: 10, state: { ok: true, value } });
const silent = {
  reason: 'timeout' as const,
  message: 'no answer',
  question: 'A mx.example.net',
  action: null,
  region: null,
  detail: {},
};
const open: MailHost = { name: 'mx3.example.net', preference: 30, state: { ok: false, why: silent } };
const data = { recipient: 'a@example.net', domain: 'example.net' };

describeCheck(check, {
  subject: 'a@example.net',
  healthy: { domain: { kind: 'hosts', hosts: [host('mx.example.net', 'usable')] } },

  finds: {
    'a chain of trust that is broken': {
      given: { domain: { kind: 'dnssec-broken', why: refusedForDnssec('MX example.net') } },
      found: [
        {
          problem: 'recipient/dnssec-broken',
          data: dnssecData('The mail servers of example.net', ['MX example.net'], true),
        },
      ],
    },
    'a zone that nobody serves': {
      given: { domain: { kind: 'delegation-broken', why: servedByNobody('MX example.net') } },
      found: [
        {
          problem: 'recipient/delegation-broken',
          data: delegationData('The mail servers of example.net', ['MX example.net'], true),
        },
      ],
    },
    'a domain that does not exist': {
      given: { domain: { kind: 'no-domain' } },
      found: [{ problem: 'recipient/domain-not-found', data }],
    },
    'a domain without any server': {
      given: { domain: { kind: 'no-server' } },
      found: [{ problem: 'recipient/no-mail-server', data: { ...data, nullMx: false } }],
    },
    'a domain that takes no mail': {
      given: { domain: { kind: 'null-mx' } },
      found: [{ problem: 'recipient/no-mail-server', data: { ...data, nullMx: true } }],
    },
    'mail servers without an address': {
      given: {
        domain: {
          kind: 'hosts',
          hosts: [host('mx1.example.net', 'no-address'), host('mx2.example.net', 'unreachable-address')],
        },
      },
      found: [
        {
          problem: 'recipient/mx-broken',
          data: {
            ...data,
            hosts: [
              { name: 'mx1.example.net', preference: 10, state: 'no-address' },
              { name: 'mx2.example.net', preference: 10, state: 'unreachable-address' },
            ],
          },
        },
      ],
    },
    'a mail server that SES cannot be expected to reach': {
      given: { domain: { kind: 'hosts', hosts: [host('mx1.example.net', 'ipv6-only')] } },
      found: [
        {
          problem: 'recipient/mx-broken',
          data: { ...data, hosts: [{ name: 'mx1.example.net', preference: 10, state: 'ipv6-only' }] },
        },
      ],
    },
    'a mail server that is an alias': {
      given: { domain: { kind: 'hosts', hosts: [host('mx1.example.net', 'alias')] } },
      found: [
        {
          problem: 'recipient/mx-broken',
          data: { ...data, hosts: [{ name: 'mx1.example.net', preference: 10, state: 'alias' }] },
        },
      ],
    },
    'a typo of a large provider that takes no mail': {
      subject: 'a@gmial.com',
      given: { domain: { kind: 'no-domain' } },
      found: [
        {
          problem: 'recipient/probable-typo',
          data: { recipient: 'a@gmial.com', domain: 'gmial.com', meant: 'gmail.com' },
        },
        { problem: 'recipient/domain-not-found', data: { recipient: 'a@gmial.com', domain: 'gmial.com' } },
      ],
    },
    'a typo of a large provider that has a website and no mail server': {
      subject: 'a@gmial.com',
      given: { domain: { kind: 'implicit-mx' } },
      found: [
        {
          problem: 'recipient/probable-typo',
          data: { recipient: 'a@gmial.com', domain: 'gmial.com', meant: 'gmail.com', hasAddress: true },
        },
      ],
    },
    'a simulator address': {
      given: { domain: { kind: 'simulator' } },
      found: [{ problem: 'recipient/simulator', data }],
    },
  },

  silent: {
    'a domain whose address record takes the mail': { domain: { kind: 'implicit-mx' } },
    'one broken server beside one that works': {
      domain: {
        kind: 'hosts',
        hosts: [host('mx1.example.net', 'no-address'), host('mx2.example.net', 'usable')],
      },
    },
    'a server that could not be asked beside one that works': {
      domain: { kind: 'hosts', hosts: [open, host('mx2.example.net', 'usable')] },
    },
  },

  verdicts: {
    'a server that could not be asked beside a broken one is an open question': {
      given: { domain: { kind: 'hosts', hosts: [host('mx1.example.net', 'no-address'), open] } },
      verdict: [{ unanswered: silent, counts: true }],
    },
  },
});

import check from '../../../checks/1-account/access-dns.ts';
import type { Unheard } from '../../../src/facts/resolver-heard.ts';
import type { TroubleKind } from '../../../src/model/dns-trouble.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { describeCheck } from '../../support/describe-check.ts';

const dead = {
  ok: false,
  why: new Unavailable('refused', 'the resolver 192.0.2.53 answered REFUSED when asked for NS com').why,
} as const;
const left = (question: string, kind: TroubleKind, did: string, title = 'DMARC record'): Unheard => ({
  question,
  trouble: { kind, does: `the resolver 192.0.2.53 ${did}`, resolver: '192.0.2.53' },
  check: { id: title, title },
});
const refused = left('TXT _dmarc.example.com', 'refused', 'answered REFUSED');
const silent = left('MX example.com', 'timeout', 'did not answer within 5 s', "Sender's own domain");
const denies = (name: string, certain = 'com'): Unheard =>
  left(`TXT ${name}`, 'dishonest', `denies ${certain} as well, which certainly exists`);
const none: Unheard = {
  question: 'TXT _dmarc.example.com',
  trouble: { kind: 'no-resolver', does: 'this system has no DNS resolver', resolver: null },
  check: { id: 'dmarc', title: 'DMARC record' },
};
const trouble = ({ question, trouble }: Unheard) => ({ ...trouble, question });

describeCheck(check, {
  healthy: { unheard: [refused], heard: { ok: true, value: true } },
  finds: {
    'the resolver refuses everything': {
      given: { unheard: [refused, left('MX example.com', 'refused', 'answered REFUSED')], heard: dead },
      found: [
        {
          problem: 'access/dns-unreachable',
          data: {
            troubles: [trouble(refused)],
            blinds: ['DMARC record'],
          },
          subject: '192.0.2.53',
        },
      ],
    },
    'it refuses some and is silent to others': {
      given: { unheard: [refused, silent], heard: dead },
      found: [
        {
          problem: 'access/dns-unreachable',
          data: {
            troubles: [trouble(refused), trouble(silent)],
            blinds: ['DMARC record', "Sender's own domain"],
          },
          subject: '192.0.2.53',
        },
      ],
    },
    'it fails for one domain': {
      given: {
        unheard: [
          left('TXT _dmarc.example.com', 'servfail', 'answered SERVFAIL'),
          left('MX bounce.example.com', 'servfail', 'answered SERVFAIL'),
          left('MX receiver.example', 'servfail', 'answered SERVFAIL'),
        ],
        heard: { ok: true, value: true },
      },
      found: [
        {
          problem: 'access/zone-unreachable',
          data: {
            ...{ zone: 'example.com', names: 2, does: ['the resolver 192.0.2.53 answered SERVFAIL'] },
            questions: ['TXT _dmarc.example.com', 'MX bounce.example.com'],
          },
          subject: 'example.com',
        },
      ],
    },
    'the system has none': {
      given: { unheard: [none], heard: dead },
      found: [
        {
          problem: 'access/dns-unreachable',
          data: { troubles: [trouble(none)], blinds: ['DMARC record'] },
        },
      ],
    },
    'it denies what certainly exists': {
      given: { unheard: [denies('a.example'), denies('b.example', 'amazonses.com')], heard: dead },
      found: [
        {
          problem: 'access/dns-unreachable',
          data: {
            troubles: [trouble(denies('a.example'))],
            blinds: ['DMARC record'],
          },
          subject: '192.0.2.53',
        },
      ],
    },
  },
  verdicts: {
    'nothing was left without an answer': {
      given: { unheard: [], heard: null },
      verdict: { notApplicable: 'no question to the DNS resolver was left without an answer' },
    },
  },
});

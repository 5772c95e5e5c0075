import check from '../../../checks/1-account/access-dns.ts';
import type { Unheard } from '../../../src/facts/resolver-heard.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { describeCheck } from '../../support/describe-check.ts';

const dead = {
  ok: false,
  why: new Unavailable('refused', 'the resolver 192.0.2.53 answered REFUSED when asked for NS com').why,
} as const;
const left = (question: string, does: string, title = 'DMARC record'): Unheard => ({
  question,
  message: does.startsWith('the resolver')
    ? does
    : `the resolver 192.0.2.53 ${does} when asked for ${question}`,
  check: { id: title, title },
});
const refused = left('TXT _dmarc.example.com', 'answered REFUSED');
const silent = left('MX example.com', 'did not answer within 5 s', "Sender's own domain");
const denies = (name: string): Unheard =>
  left(
    `TXT ${name}`,
    `the resolver 192.0.2.53 denies com as well, which certainly exists: that it knows no TXT ${name} proves nothing`,
  );
const trouble = (one: Unheard, does: string, dishonest = false) => ({
  ...{ question: one.question, does, resolver: '192.0.2.53', dishonest },
});

describeCheck(check, {
  healthy: { unheard: [refused], heard: { ok: true, value: true } },
  finds: {
    'the resolver refuses everything': {
      given: { unheard: [refused, left('MX example.com', 'answered REFUSED')], heard: dead },
      found: [
        {
          problem: 'access/dns-unreachable',
          data: {
            troubles: [trouble(refused, 'the resolver 192.0.2.53 answered REFUSED')],
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
            troubles: [
              trouble(refused, 'the resolver 192.0.2.53 answered REFUSED'),
              trouble(silent, 'the resolver 192.0.2.53 did not answer within 5 s'),
            ],
            blinds: ['DMARC record', "Sender's own domain"],
          },
          subject: '192.0.2.53',
        },
      ],
    },
    'it fails for one domain': {
      given: {
        unheard: [
          left('TXT _dmarc.example.com', 'answered SERVFAIL'),
          left('MX bounce.example.com', 'answered SERVFAIL'),
          left('MX receiver.example', 'answered SERVFAIL'),
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
    'it denies what certainly exists': {
      given: { unheard: [denies('a.example'), denies('b.example')], heard: dead },
      found: [
        {
          problem: 'access/dns-unreachable',
          data: {
            troubles: [
              trouble(
                denies('a.example'),
                'the resolver 192.0.2.53 denies com as well, which certainly exists',
                true,
              ),
            ],
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

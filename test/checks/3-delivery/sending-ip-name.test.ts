import check from '../../../checks/3-delivery/sending-ip-name.ts';
import type { ReverseName } from '../../../src/facts/reverse-names.ts';
import { candidate, symptomOf } from '../../support/checks.ts';
import { describeCheck } from '../../support/describe-check.ts';

const ip = '192.0.2.99';
const own = { ip, named: false, owner: 'dedicated' as const, pool: 'bulk' };
const named = { ip, named: true, owner: 'shared' as const, pool: null };
const ips = (...list: (typeof own | typeof named)[]) => ({ ips: list, notPublic: [], leftOut: 0 });
const answer = (value: ReverseName) => [{ ip, answer: { ok: true as const, value } }];
const why = {
  reason: 'bad-reply' as const,
  message: 'SERVFAIL',
  question: 'PTR 99.2.0.192.in-addr.arpa',
  action: null,
  region: null,
  detail: {},
};
const other: ReverseName = {
  kind: 'unconfirmed',
  names: [{ name: 'host.example.net', addresses: ['192.0.2.1'] }],
};
const bounce = (about: string) =>
  symptomOf(candidate('bounce/reverse-name-rejected', { data: { ip: about } }));

describeCheck(check, {
  healthy: {
    sendingIps: ips(own),
    reverseNames: answer({ kind: 'confirmed', name: 'a8-99.smtp-out.amazonses.com' }),
    symptom: null,
  },
  finds: {
    'no name': {
      given: { reverseNames: answer({ kind: 'none' }) },
      found: [
        {
          problem: 'sending-ip/no-reverse-name',
          subject: ip,
          data: { ip, owner: 'dedicated', found: { kind: 'none' }, explainsBounce: true },
        },
      ],
    },
    'a name of another address, and a bounce about this one': {
      given: { sendingIps: ips(named), reverseNames: answer(other), symptom: bounce(ip) },
      found: [
        {
          problem: 'sending-ip/no-reverse-name',
          subject: ip,
          data: { ip, owner: 'shared', found: other, explainsBounce: true },
        },
      ],
    },
    'a name of another address, and a bounce about another one': {
      given: { sendingIps: ips(named), reverseNames: answer(other), symptom: bounce('192.0.2.1') },
      found: [
        {
          problem: 'sending-ip/no-reverse-name',
          subject: ip,
          data: { ip, owner: 'shared', found: other, explainsBounce: false },
        },
      ],
    },
  },
  verdicts: {
    'no address': {
      given: { sendingIps: ips(), reverseNames: [] },
      verdict: { notApplicable: 'no sending IP address is known', flag: '--ip' },
    },
    'SERVFAIL for an address that was named: unknown, not nameless': {
      given: { sendingIps: ips(named), reverseNames: [{ ip, answer: { ok: false, why } }] },
      verdict: [{ unanswered: why, counts: true }],
    },
    'SERVFAIL for one that nobody named does not count': {
      given: { reverseNames: [{ ip, answer: { ok: false, why } }] },
      verdict: { notApplicable: why.message, missed: [{ unanswered: why, counts: false }] },
    },
  },
});

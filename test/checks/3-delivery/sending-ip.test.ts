import check from '../../../checks/3-delivery/sending-ip.ts';
import type { ListLookup } from '../../../src/facts/dns-list-lookup.ts';
import type { SendingIp } from '../../../src/facts/sending-ips.ts';
import type { ListMeaning, ListVerdict } from '../../../src/parse/dns-list/verdict.ts';
import { candidate, symptomOf } from '../../support/checks.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const zen = 'zen.spamhaus.org';
const level3 = 'dnsbl-3.uceprotect.net';
const ip = '192.0.2.99';
const own: SendingIp = { ip, named: false, owner: 'dedicated', pool: 'bulk' };
const named = (owner: SendingIp['owner']): SendingIp => ({ ip, named: true, owner, pool: null });
const sending = (...ips: SendingIp[]) => ({ ips, notPublic: [], leftOut: 0 });

const meaning = (means: string, more: Partial<ListMeaning> = {}): ListMeaning => ({
  code: '127.0.0.2',
  means,
  weight: 'acted-on',
  policy: false,
  ...more,
});
const listed = (...meanings: ListMeaning[]): ListVerdict => ({ kind: 'listed', meanings, reason: null });
const clear: ListVerdict = { kind: 'clear' };
const refused: ListVerdict = { kind: 'refused', because: 'it answered 127.255.255.254' };
const unusable: ListVerdict = { kind: 'unusable', because: 'it lists everything', why: null };
const at = (zone: string, verdict: ListVerdict, entry = ip): ListLookup => ({ zone, entry, verdict });

const holding = {
  zone: zen,
  list: 'Spamhaus ZEN',
  meanings: [meaning('SBL')],
  reason: null,
  effect:
    'Large mailbox providers refuse mail because of it, and AWS acts on listings of its shared addresses.',
  page: 'https://check.spamhaus.org/',
};
const listedData = { region: 'eu-west-1', ip, pool: null, holdings: [holding], explainsBounce: true };
const policy = meaning('PBL: a range that is not meant to send mail', { code: '127.0.0.10', policy: true });
const low = meaning('the whole provider is listed', { weight: 'low-impact' });
const lowHolding = {
  zone: level3,
  list: 'UCEPROTECT level 3',
  meanings: [low],
  reason: null,
  effect:
    "AWS does not ask for removal there, and few receivers refuse mail because of it alone; some count it as a point. It lists whole clouds, Amazon's networks among them.",
  page: 'https://www.uceprotect.net/en/rblcheck.php',
};
const asked = targetWith({ ips: [ip] });
const bounced = (data: Record<string, string>) => ({
  target: targetWith({ ips: [ip], symptom: symptomOf(candidate('bounce/ip-blocklisted', { data })) }),
  sendingIps: sending(named('shared')),
});
const found = (owner: SendingIp['owner'], more = {}) => [
  { problem: 'sending-ip/listed' as const, subject: ip, data: { ...listedData, owner, ...more } },
];
const silence = (counts: boolean, because: string) => ({
  subject: 'DNS lists',
  data: { lists: [{ zone: zen, list: 'Spamhaus ZEN', because }] },
  ...(counts ? {} : { counts: false as const }),
});

describeCheck(check, {
  healthy: {
    target: targetWith({ identities: ['example.com'] }),
    sendingIps: sending(own),
    ips: [at(zen, clear), at(level3, clear)],
    domains: [at('dbl.spamhaus.org', clear, 'example.com')],
    dedicatedIps: { ok: true, value: { items: [], complete: true, because: null } },
  },
  finds: {
    'a dedicated IP on a list that receivers act on': {
      given: { ips: [at(zen, listed(meaning('SBL')))] },
      found: found('dedicated', { pool: 'bulk' }),
    },
    'a shared address on such a list: not the customer’s to delist': {
      given: { target: asked, sendingIps: sending(named('shared')), ips: [at(zen, listed(meaning('SBL')))] },
      found: found('shared'),
    },
    'an address of Amazon’s while the dedicated ones could not be asked': {
      given: { target: asked, sendingIps: sending(named('amazon')), ips: [at(zen, listed(meaning('SBL')))] },
      found: found('amazon'),
    },
    'an address that SES does not send from, in a range not meant to send': {
      given: { target: asked, sendingIps: sending(named('foreign')), ips: [at(zen, listed(policy))] },
      found: found('foreign', { holdings: [{ ...holding, meanings: [policy] }] }),
    },
    'an address of unknown owner, with the words of the list': {
      given: {
        target: asked,
        sendingIps: sending(named('unknown')),
        ips: [at(zen, { kind: 'listed', meanings: [meaning('SBL')], reason: 'SBL12345' })],
      },
      found: found('unknown', { holdings: [{ ...holding, reason: 'SBL12345' }] }),
    },
    'a dedicated IP in a range not meant to send': {
      given: { ips: [at(zen, listed(policy))] },
      found: found('dedicated', { pool: 'bulk', holdings: [{ ...holding, meanings: [policy] }] }),
    },
    'a list that few act on, alone': {
      given: { ips: [at(zen, clear), at(level3, listed(low))] },
      found: [
        { problem: 'sending-ip/listed-low-impact', subject: ip, data: { entry: ip, holdings: [lowHolding] } },
      ],
    },
    'the domain of an identity': {
      given: { domains: [at('dbl.spamhaus.org', listed(meaning('phishing')), 'example.com')] },
      found: [
        {
          problem: 'sending-ip/domain-listed',
          subject: 'example.com',
          data: {
            domain: 'example.com',
            holdings: [
              {
                zone: 'dbl.spamhaus.org',
                list: 'Spamhaus DBL',
                meanings: [meaning('phishing')],
                reason: null,
                effect:
                  'Large mailbox providers refuse mail that comes from or links to such a domain; AWS names it as the list to check.',
                page: 'https://check.spamhaus.org/',
              },
            ],
          },
        },
      ],
    },
    'the listing that a bounce names': {
      given: { ...bounced({ ip, list: 'Spamhaus SBL' }), ips: [at(zen, listed(meaning('SBL')))] },
      found: found('shared'),
    },
    'a listing that is not the one a bounce names: no cause of it': {
      given: { ...bounced({ ip, list: 'SpamCop' }), ips: [at(zen, listed(meaning('SBL')))] },
      found: found('shared', { explainsBounce: false }),
    },
    'a listing of another address than the bounce’s: no cause of it': {
      given: {
        ...bounced({ ip: '192.0.2.1', list: 'Spamhaus SBL' }),
        ips: [at(zen, listed(meaning('SBL')))],
      },
      found: found('shared', { explainsBounce: false }),
    },
    'a listing that a bounce names and that is gone': {
      given: { ...bounced({ ip, list: 'Spamhaus SBL' }), ips: [at(zen, clear)] },
      found: [
        { problem: 'sending-ip/no-longer-listed', subject: ip, data: { entry: ip, list: 'Spamhaus SBL' } },
      ],
    },
    'a list that refuses, when nobody asked': {
      given: { ips: [at(zen, refused), at('bl.spamcop.net', { kind: 'clear' })] },
      found: [{ problem: 'sending-ip/list-refused', ...silence(false, 'it answered 127.255.255.254') }],
    },
    'a list that refuses, with --ip': {
      given: { target: asked, ips: [at(zen, refused)] },
      found: [{ problem: 'sending-ip/list-refused', ...silence(true, 'it answered 127.255.255.254') }],
    },
    'a list that cannot be believed, with --dnsbl': {
      given: {
        target: targetWith({ dnsbls: [zen] }),
        ips: [at(zen, unusable), at(zen, unusable, '192.0.2.1')],
      },
      found: [{ problem: 'sending-ip/list-unusable', ...silence(true, 'it lists everything') }],
    },
    'a list of domains that cannot be believed, while --ip asks for addresses only': {
      given: {
        target: targetWith({ identities: ['example.com'], ips: [ip] }),
        domains: [at('dbl.spamhaus.org', unusable, 'example.com')],
      },
      found: [
        {
          problem: 'sending-ip/list-unusable',
          subject: 'DNS lists',
          data: {
            lists: [{ zone: 'dbl.spamhaus.org', list: 'Spamhaus DBL', because: 'it lists everything' }],
          },
          counts: false,
        },
      ],
    },
  },
  silent: {
    'a bounce names a list that was not asked': {
      ...bounced({ ip, list: 'Proofpoint PDR' }),
      ips: [at(zen, clear)],
    },
    'a bounce about an address that it does not name': {
      ...bounced({ list: 'Spamhaus SBL' }),
      ips: [at(zen, clear)],
    },
  },
  verdicts: {
    'none of the lists answers, and nobody asked': {
      given: { ips: [at(zen, refused)], domains: [] },
      verdict: { notApplicable: `none of the DNS lists answered about ${ip}`, missed: [] },
    },
    'no address at all: the shared pool': {
      given: { sendingIps: sending(), ips: [], domains: [] },
      verdict: {
        notApplicable:
          'there is no sending IP address to look up: SES sends from IPs that all customers share',
        flag: '--ip',
      },
    },
    'a private address, which no receiver sees': {
      given: { sendingIps: { ips: [], notPublic: ['10.0.0.5'], leftOut: 0 }, ips: [], domains: [] },
      verdict: [
        {
          unanswered: {
            reason: 'unreachable',
            message: '10.0.0.5 is a private IP address: receivers see another one',
            question: '',
            action: null,
            region: null,
            detail: {},
          },
          counts: true,
        },
      ],
    },
    'more dedicated IPs than are looked up': {
      given: { sendingIps: { ips: [own], notPublic: [], leftOut: 40 } },
      verdict: [
        {
          unanswered: {
            reason: 'unreachable',
            message: '40 more dedicated IPs were not looked up; name them with --ip',
            question: '',
            action: null,
            region: null,
            detail: {},
          },
          counts: false,
        },
      ],
    },
  },
});

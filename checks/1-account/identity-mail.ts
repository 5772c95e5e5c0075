import { defineCheck, problem, type Step } from '../../src/model/check.ts';
import { type Dmarc, dmarc } from '../../src/facts/dmarc.ts';
import { unservedBy } from '../../src/facts/zone-lookup.ts';
import type { Answer } from '../../src/model/unavailable.ts';
import { lineageOf } from '../../src/parse/identity-name.ts';
import { type SenderDomain, senderDomain, unreceivable } from '../../src/facts/sender-domain.ts';
import { symptom } from '../../src/facts/target.ts';
import { refusesSender, toldOfSender } from '../../src/model/symptom.ts';
import type { RegistrarHold } from '../../src/knowledge/registrar-holds.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { delegationBroken } from '../dns/delegation-broken.ts';
import { dnssecBroken } from '../dns/dnssec-broken.ts';
import { keptIn, outOfReachIn } from '../dns/out-of-reach.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

interface NoMail extends SenderDomain {
  /** A receiver's reply says that it refused mail for this. */
  refused: boolean;
}

/** Records, none of which there is where the domain is not: that they are missing is no fault of their own. */
const recordsOfDomain = [
  ...['dkim/record-missing', 'dkim/key-missing', 'dkim/wildcard-answers', 'mail-from/mx-missing'],
  ...['mail-from/spf-missing', 'dmarc/missing'],
];

/** What a domain without DNS takes with it. */
const withoutDomain = [
  'identity/verification-pending',
  'identity/verification-failed',
  'identity/verification-temporary-failure',
  'identity/not-verified',
  'dkim/record-missing',
  'dkim/key-missing',
  'mail-from/mx-missing',
  'mail-from/spf-missing',
  'dmarc/missing',
  'events/no-bounce-channel',
];

/** What is out of reach with the domain, beside its records. */
const withoutRecords = [
  ...withoutDomain,
  'dkim/status-pending',
  'dkim/status-failed',
  'dkim/status-temporary-failure',
  'mail-from/pending',
  'mail-from/failed',
  'mail-from/temporary-failure',
];

/** The servers in its place may answer every name with something of their own. */
const onHold = [
  ...withoutRecords,
  ...['dkim/wildcard-answers', 'dkim/wrong-target', 'dkim/wrong-type', 'mail-from/mx-wrong-target'],
  ...['mail-from/spf-no-ses', 'spf/no-ses', 'dmarc/syntax-error', 'alignment/dmarc-fails'],
];

/** For all whose resolver validates. */
const withoutTrust = [
  ...withoutRecords,
  'dkim/dnssec-broken',
  'mail-from/dnssec-broken',
  'spf/dnssec-broken',
  'dmarc/dnssec-broken',
];

/** For all. */
const withoutServers = [
  ...withoutRecords,
  'dkim/delegation-broken',
  'mail-from/delegation-broken',
  'spf/delegation-broken',
  'dmarc/delegation-broken',
];

const holdWords: Readonly<Record<RegistrarHold, string>> = {
  expired: 'the registration was not renewed',
  'unverified-contact': 'the owner did not confirm the contact data',
  suspended: 'the domain is suspended',
  parked: 'the registration lapsed, or the domain is for sale',
};

export default defineCheck({
  id: 'identity-mail',
  title: "Sender's own domain",
  why: 'Many receivers refuse mail from a domain that does not exist or accepts no mail: no bounce or answer could be returned.',
  per: 'identity',
  needs: { senderDomain, symptom },
  enrichment: { dmarc },

  problems: {
    'identity/dnssec-broken': dnssecBroken(['bounce/sender-domain', ...withoutTrust]),
    'identity/delegation-broken': delegationBroken(['bounce/sender-domain', ...withoutServers]),
    'identity/domain-takes-no-mail': problem<NoMail>({
      severity: (data) => {
        if (
          (data.refused && data.mail.kind !== 'feedback-only') ||
          data.hold !== null ||
          data.mail.kind === 'no-domain'
        )
          return 'error';
        if (data.mail.kind === 'null-mx') return 'info';
        return data.domain === data.registered ? 'warning' : 'info';
      },
      summary,
      impact: ({ mail, hold }) =>
        mail.kind === 'no-domain' || hold !== null
          ? 'Receivers refuse its mail (“Sender address rejected: Domain not found”), and its DKIM, SPF and DMARC records are out of reach.'
          : mail.kind === 'feedback-only'
            ? 'Replies and all other mail to the domain are lost or refused.'
            : mail.kind === 'address-only'
              ? 'The receiver refused mail for it. Others are content with the address.'
              : 'Replies cannot be delivered, and receivers that check whether the sender accepts mail refuse the message or junk it.',
      evidence,
      fix: steps,
      references: (data) => [
        ...(isGone(data) ? ['https://www.icann.org/resources/pages/epp-status-codes-2014-06-16-en'] : []),
        ...(data.mail.kind === 'null-mx' ? [rfc(7505, '4.2')] : []),
        rfc(5321, '5.1'),
        guide('creating-identities'),
      ],
      explains: ({ mail, hold, refused }) => [
        ...(refused && mail.kind !== 'feedback-only' ? ['bounce/sender-domain'] : []),
        ...(mail.kind === 'no-domain'
          ? withoutDomain
          : hold === null
            ? ['events/no-bounce-channel']
            : onHold),
      ],
      // Nobody can set up a sender whose domain is not there.
      explainsToo: (data) => (isGone(data) ? ['identity/not-found'] : []),
      notOf: (data) => (isGone(data) ? ['identity/not-found'] : []),
      restates: ({ mail, hold }) => (mail.kind === 'no-domain' || hold !== null ? recordsOfDomain : []),
    }),
  },

  // A refusal that names no sender may be about the envelope sender as well.
  settles: ({ senderDomain: { domain, mail }, symptom }) =>
    mail.kind === 'takes' ? toldOfSender(symptom, domain) : [],

  evaluate({ senderDomain: sender, symptom, dmarc }) {
    const { mail } = sender;
    const kept = keptZone(sender, dmarc);
    if (kept.length > 0) return kept;
    if ((mail.kind === 'dnssec-broken' || mail.kind === 'delegation-broken') && sender.hold === null)
      return outOfReachIn('identity', [{ ok: false, why: mail.why }], {
        things: `The mail servers of ${sender.domain}`,
        plural: true,
      });
    if (sender.mail.kind === 'undecided' && sender.hold === null)
      return sender.mail.unread.map((why) => ({ unanswered: why, counts: true }));
    const refused = refusesSender(symptom, sender.domain);
    // An address is a mail server of its own (RFC 5321 5.1), and some receivers want an MX nevertheless.
    const wantsMx = refused && sender.mail.kind === 'address-only';
    // A registrar that took the domain over may answer for it with mail servers of its own.
    return unreceivable(sender) === null && !wantsMx
      ? sender.holdUntold === undefined
        ? []
        : [{ unanswered: sender.holdUntold, counts: true }]
      : [{ problem: 'identity/domain-takes-no-mail', data: { ...sender, refused } }];
  },

  observed: ({ senderDomain: { domain, mail } }) =>
    mail.kind === 'takes' || mail.kind === 'address-only' ? `${domain} takes mail` : null,
});

/** The whole domain is gone, and not a name below it alone. */
const isGone = ({ hold, mail, domain, registered }: NoMail): boolean =>
  hold !== null || (mail.kind === 'no-domain' && (!mail.registered || domain === registered));

/** The resolver still has answers, and no server serves the domain: its zone is that of its DMARC record, as a rule. */
function keptZone({ domain }: SenderDomain, dmarc: Answer<Dmarc>) {
  const broken = dmarc.ok ? unservedBy(dmarc.value.place.authority) : null;
  if (!dmarc.ok || broken === null || !lineageOf(domain).includes(broken.zone)) return [];
  const { place, resolver } = dmarc.value;
  return keptIn('identity', [place.authority], {
    ...{ things: `The mail servers of ${domain}`, plural: true, resolver },
  });
}

function summary({ domain, registered, mail, hold }: NoMail): string {
  if (hold !== null)
    return hold.kind === 'parked'
      ? `The name servers of ${registered} belong to a service that parks domains (${hold.nameServer}): ${holdWords.parked}.`
      : `The registrar has taken over the name servers of ${registered}: ${holdWords[hold.kind]}.`;
  if (mail.kind === 'no-domain')
    return mail.registered || domain === registered
      ? `The domain ${domain} does not exist in DNS.`
      : `The domain ${domain} does not exist in DNS, and neither does ${registered}.`;
  if (mail.kind === 'null-mx') return `${domain} says that it accepts no mail at all (null MX).`;
  if (mail.kind === 'feedback-only')
    return `The MX of ${domain} leads to ${mail.exchanges.join(', ')}, where SES collects bounces: nobody reads mail there.`;
  if (mail.kind === 'address-only')
    return `${domain} has no MX record, only an address, and the receiver wants an MX of the sender.`;
  if (mail.kind === 'no-usable-host')
    return `None of the mail servers of ${domain} has a public IP address: ${mail.hosts.map(({ name }) => name).join(', ')}.`;
  return `${domain} has neither an MX nor an address record: it accepts no mail.`;
}

function evidence({ domain, registered, mail, hold }: NoMail) {
  if (hold !== null)
    return [
      { what: `NS ${registered}`, expected: 'your name servers', actual: hold.nameServer, source: 'DNS' },
    ];
  const found =
    mail.kind === 'no-domain'
      ? 'no such domain'
      : mail.kind === 'null-mx'
        ? '0 . (null MX, RFC 7505)'
        : mail.kind === 'no-usable-host'
          ? mail.hosts
              .map(
                ({ name, preference, state }) =>
                  `${String(preference)} ${name} (${stateWords[state] ?? state})`,
              )
              .join(', ')
          : mail.kind === 'feedback-only'
            ? mail.exchanges.join(', ')
            : mail.kind === 'address-only'
              ? 'none, only an address'
              : 'none, and no A or AAAA';
  return [{ what: `MX ${domain}`, expected: 'a mail server', actual: found, source: 'DNS' }];
}

const stateWords: Readonly<Record<string, string>> = {
  'no-address': 'no address',
  'unreachable-address': 'only a private IP address',
};

function steps({ domain, registered, mail, hold }: NoMail): readonly Step[] {
  if (hold !== null)
    return [
      {
        text:
          hold.kind === 'parked'
            ? `Look who holds ${registered}. If it is you, renew it at its registrar and set your own name servers again: your records are there. Else send from a domain of your own.`
            : `Sign in at the registrar of ${registered} and lift the hold: renew the domain, or confirm the contact data it asks for. The records come back with the name servers.`,
        // The registrar deals with whoever registered it, not with who runs the zone.
        owner: 'you',
        command: command`whois ${registered}`,
      },
    ];
  if (mail.kind === 'no-domain' && (!mail.registered || domain === registered))
    return [
      {
        text: `Look at the registration of ${registered}: it may have expired, be on hold (clientHold, serverHold) or have no name servers. Its registrar renews it or lifts the hold.`,
        owner: 'dns',
        command: command`whois ${registered}`,
      },
    ];
  if (mail.kind === 'null-mx')
    return [
      {
        text: `Send from a domain that accepts mail, or replace the null MX of ${domain} with the MX record of a mail server that accepts replies and bounces.`,
        owner: 'dns',
      },
    ];
  if (mail.kind === 'feedback-only')
    return [
      {
        text: `Replace the MX of ${domain} with that of a mail server that accepts replies${domain === registered ? ', such as your mailbox provider’s' : ''}. The record of SES belongs to the MAIL FROM domain alone, a sub-domain of its own.`,
        owner: 'dns',
      },
    ];
  return [
    {
      text: `Give ${domain} an MX record that names a mail server which accepts replies, such as that of ${registered === domain ? 'your mailbox provider' : registered}, or send from a domain that has one.`,
      owner: 'dns',
    },
  ];
}

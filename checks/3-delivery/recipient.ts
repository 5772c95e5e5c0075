import { defineCheck, problem, unanswered } from '../../src/model/check.ts';
import { type MailHost, recipientDomain } from '../../src/facts/recipient-domain.ts';
import { mailboxProviders } from '../../src/knowledge/mailbox-providers.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { nearest } from '../../src/model/edit-distance.ts';
import { domainOf } from '../../src/parse/identity-name.ts';
import { delegationBroken } from '../dns/delegation-broken.ts';
import { dnssecBroken } from '../dns/dnssec-broken.ts';
import { outOfReachIn } from '../dns/out-of-reach.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

interface Recipient {
  recipient: string;
  domain: string;
}

interface Broken extends Recipient {
  hosts: readonly { name: string; preference: number; state: string }[];
}

const smtp = rfc(5321, '5.1');
const effects = ['bounce/domain-not-found', 'bounce/expired', 'bounce/undetermined'];

/** A hard bounce puts the address on the list; each entry says for itself whether it came by a bounce. */
const hardBounce = [
  ...effects,
  ...['suppression/account-list', 'suppression/case-variant'],
  ...['suppression/tenant-list', 'suppression/other-region'],
];

const stateWords: Readonly<Record<string, string>> = {
  'no-address': 'has no address',
  alias: 'is a CNAME',
  'unreachable-address': 'has only a private IP address',
  'ipv6-only': 'has only IPv6 addresses',
};

const some = (hosts: Broken['hosts'], wanted: string): boolean => hosts.some(({ state }) => state === wanted);

export default defineCheck({
  id: 'recipient',
  title: "Recipient's domain",
  why: 'A domain without a mail server bounces everything, after up to 14 hours of trying.',
  per: 'recipient',
  needs: { domain: recipientDomain },

  problems: {
    'recipient/dnssec-broken': dnssecBroken(effects, 'recipient'),
    'recipient/delegation-broken': delegationBroken(effects, 'recipient'),

    'recipient/domain-not-found': problem<Recipient>({
      severity: 'error',
      summary: ({ domain }) => `The domain ${domain} does not exist.`,
      impact: 'Every message to it bounces, and hard bounces count against your bounce rate.',
      evidence: ({ domain }) => [
        { what: `MX ${domain}`, expected: 'a mail server', actual: 'no such domain', source: 'DNS' },
      ],
      fix: ({ recipient }) => [
        { text: `Correct ${recipient} where it was entered, or remove it from your lists.`, owner: 'you' },
      ],
      references: [smtp],
      explains: hardBounce,
    }),

    'recipient/no-mail-server': problem<Recipient & { nullMx: boolean }>({
      severity: 'error',
      summary: ({ domain, nullMx }) =>
        nullMx
          ? `${domain} says that it accepts no mail at all (null MX).`
          : `${domain} has neither an MX nor an address record: it accepts no mail.`,
      impact: 'Every message to it bounces.',
      evidence: ({ domain, nullMx }) => [
        {
          what: `MX ${domain}`,
          expected: 'a mail server',
          actual: nullMx ? '0 . (null MX, RFC 7505)' : 'none, and no A or AAAA',
          source: 'DNS',
        },
      ],
      fix: ({ recipient }) => [
        {
          text: `Ask the owner of ${recipient} in another way for an address that works, or remove it from your lists.`,
          owner: 'you',
        },
        {
          text: 'If the domain should accept mail, its owner has to publish an MX record.',
          owner: 'recipient',
        },
      ],
      references: [smtp, rfc(7505)],
      explains: hardBounce,
    }),

    'recipient/mx-broken': problem<Broken>({
      severity: ({ hosts }) => (some(hosts, 'alias') || some(hosts, 'ipv6-only') ? 'warning' : 'error'),
      summary: ({ domain, hosts }) =>
        `None of the mail servers of ${domain} can be used: ${hosts.map(({ name, state }) => `${name} ${stateWords[state] ?? state}`).join(', ')}.`,
      impact: ({ hosts }) =>
        some(hosts, 'alias')
          ? 'An MX must name a host, not a CNAME: some senders refuse to follow it.'
          : some(hosts, 'ipv6-only')
            ? 'SES sends only from IPv4 addresses: mail most likely waits up to 14 hours and then bounces.'
            : 'Mail waits up to 14 hours and then bounces.',
      evidence: ({ domain, hosts }) =>
        hosts.map(({ name, preference, state }) => ({
          what: `MX ${domain}`,
          expected: 'a host with a public IPv4 address',
          actual: `${String(preference)} ${name} ${stateWords[state] ?? state}`,
          source: 'DNS',
        })),
      fix: ({ domain }) => [
        {
          text: `The administrator of ${domain} has to fix its MX records; until then do not send to it.`,
          owner: 'recipient',
        },
      ],
      references: [smtp, rfc(2181, '10.3')],
      explains: effects,
    }),

    'recipient/probable-typo': problem<Recipient & { meant: string; hasAddress?: true }>({
      severity: 'warning',
      summary: ({ domain, meant }) => `${domain} looks like a typo of ${meant}.`,
      impact: ({ hasAddress }) =>
        `${hasAddress === true ? 'The domain itself names no mail server: SES tries the host of its website, which seldom takes mail' : 'The domain itself accepts no mail'}; the person most likely has an address at the other one.`,
      evidence: ({ domain, meant }) => [
        { what: 'the domain of the recipient', expected: meant, actual: domain, source: null },
      ],
      fix: ({ meant }) => [
        {
          text: `Ask whether ${meant} was meant, and correct the address where it was entered. Do not write to a guessed address.`,
          owner: 'you',
        },
      ],
      references: [guide('faqs-enforcement')],
      explains: ['recipient/domain-not-found', 'recipient/no-mail-server', 'recipient/mx-broken', ...effects],
      restates: ['recipient/domain-not-found', 'recipient/no-mail-server', 'recipient/mx-broken'],
    }),

    'recipient/simulator': problem<Recipient>({
      severity: 'info',
      summary: ({ recipient }) =>
        `${recipient} belongs to the mailbox simulator: it answers, but nobody reads it.`,
      impact: 'It works in the sandbox too, and counts against neither the daily quota nor the reputation.',
      fix: () => [],
      references: [guide('send-an-email-from-console')],
      read: {
        severity: 'info',
        summary: ({ subject }) =>
          `${subject ?? 'The recipient'} belongs to the mailbox simulator: this answer was made on purpose.`,
        distinguish:
          'Addresses at simulator.amazonses.com answer as their local part says; nobody reads them.',
      },
    }),
  },

  settles: ({ domain: { kind } }) =>
    kind === 'hosts' || kind === 'implicit-mx' ? ['bounce/domain-not-found'] : [],

  evaluate({ domain: state }, recipient) {
    const domain = domainOf(recipient);
    const data = { recipient, domain };
    const meant = mailboxProviders.includes(domain)
      ? null
      : nearest(domain, mailboxProviders, domain.length < 8 ? 1 : 2);
    const typo =
      meant === null ? [] : [{ problem: 'recipient/probable-typo' as const, data: { ...data, meant } }];
    switch (state.kind) {
      case 'dnssec-broken':
      case 'delegation-broken':
        return outOfReachIn('recipient', [{ ok: false, why: state.why }], {
          things: `The mail servers of ${domain}`,
          plural: true,
        });
      case 'simulator':
        return [{ problem: 'recipient/simulator', data }];
      case 'no-domain':
        return [...typo, { problem: 'recipient/domain-not-found', data }];
      case 'null-mx':
      case 'no-server':
        return [
          ...typo,
          { problem: 'recipient/no-mail-server', data: { ...data, nullMx: state.kind === 'null-mx' } },
        ];
      case 'implicit-mx':
        // Who registers such a name for its visitors gives it an address and no mail server.
        return typo.map(({ problem, data }) => ({ problem, data: { ...data, hasAddress: true as const } }));
      case 'hosts': {
        // One host that works is enough for mail to arrive; one that could not be asked may be it.
        if (state.hosts.some((host) => host.state.ok && host.state.value === 'usable')) return [];
        const open = state.hosts.flatMap((host) => unanswered(host.state));
        if (open.length > 0) return open;
        return [
          ...typo,
          { problem: 'recipient/mx-broken', data: { ...data, hosts: state.hosts.flatMap(known) } },
        ];
      }
    }
  },

  observed({ domain }) {
    if (domain.kind === 'implicit-mx') return 'no MX: the domain itself accepts the mail';
    if (domain.kind !== 'hosts') return null;
    return domain.hosts
      .map(({ name }) => name)
      .slice(0, 3)
      .join(', ');
  },
});

const known = ({
  name,
  preference,
  state,
}: MailHost): readonly { name: string; preference: number; state: string }[] =>
  state.ok ? [{ name, preference, state: state.value }] : [];

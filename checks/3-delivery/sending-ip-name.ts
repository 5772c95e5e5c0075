import {
  defineCheck,
  notApplicable,
  problem,
  unanswered,
  type OccurrenceOf,
  type Unanswered,
  notSeen,
} from '../../src/model/check.ts';
import { reverseNames, type ReverseName } from '../../src/facts/reverse-names.ts';
import { type IpOwner, sendingIps } from '../../src/facts/sending-ips.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { symptom } from '../../src/facts/target.ts';
import { plainIp } from '../../src/parse/dns-list/name.ts';
import { command } from '../../src/render/paste/paste.ts';
import { refute } from '../../src/model/refute.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

interface Nameless {
  ip: string;
  owner: IpOwner;
  found: Exclude<ReverseName, { kind: 'confirmed' }>;
  /** The symptom's bounce is about this address, or there is none. */
  explainsBounce: boolean;
}

type Found = OccurrenceOf<'sending-ip/no-reverse-name', Nameless>;

const whose: Readonly<Record<IpOwner, string>> = {
  dedicated:
    'AWS sets the name of IP addresses it leases: send this to AWS Support. For one you brought yourself (BYOIP), set the PTR record in your reverse zone, and an address record of that name that points back.',
  shared: 'AWS sets the names of its shared IP addresses: send this to AWS Support.',
  amazon: 'AWS sets the names of its IP addresses: send this to AWS Support.',
  foreign:
    'SES is not known to send from this IP address. If a server of yours does, ask whoever leases you the IP address to set its PTR record, and publish an address record of that name that points back.',
  unknown:
    'If the IP address is yours, set its PTR record (or ask whoever leases it to you), and publish an address record of that name that points back.',
};

export default defineCheck({
  id: 'sending-ip-name',
  title: 'Reverse DNS of the sending IPs',
  why: 'Large receivers refuse or junk mail from an IP address without a PTR name, or whose PTR name does not resolve to it.',
  needs: { sendingIps, reverseNames, symptom },

  problems: {
    'sending-ip/no-reverse-name': problem<Nameless>({
      severity: 'warning',
      summary: ({ ip, found }) =>
        found.kind === 'none'
          ? `${ip} has no PTR (reverse DNS) record.`
          : `The PTR name of ${ip}, ${found.names.map(({ name }) => name).join(', ')}, does not resolve to it.`,
      impact: 'Large receivers refuse or delay mail from it, Gmail among them.',
      evidence: ({ ip, found }) =>
        found.kind === 'none'
          ? [{ what: `PTR of ${ip}`, expected: 'a name', actual: 'none', source: null }]
          : found.names.map(({ name, addresses }) => ({
              what: `addresses of ${name}`,
              expected: ip,
              actual: addresses.length === 0 ? 'none' : addresses.slice(0, 10).join(', '),
              source: null,
            })),
      fix: ({ ip, owner }) => [
        {
          text: whose[owner],
          owner: owner === 'shared' || owner === 'amazon' ? 'you' : 'dns',
          command: command`dig +short -x ${ip}`,
        },
      ],
      references: [guide('dedicated-ip-byo'), rfc(1912, '2.1')],
      explains: ({ explainsBounce }) => (explainsBounce ? ['bounce/reverse-name-rejected'] : []),
    }),
  },

  evaluate({ sendingIps: { ips }, reverseNames, symptom }) {
    if (ips.length === 0) return notApplicable('no sending IP address is known', '--ip');
    const bounces = (symptom?.candidates ?? []).filter(({ code }) => code === 'bounce/reverse-name-rejected');
    // Nobody asked about these addresses: what was not heard of all of them makes nothing unknown, and earns no tick.
    const unheard = reverseNames.flatMap(({ ip, answer }) =>
      answer.ok || ips.some((one) => one.ip === ip && one.named) ? [] : [answer.why],
    );
    const [why] = unheard;
    if (why !== undefined && unheard.length === reverseNames.length)
      return notSeen(
        why.message,
        unheard.map((one) => ({ unanswered: one, counts: false })),
      );
    const found = reverseNames.flatMap(({ ip, answer }): readonly (Found | Unanswered)[] => {
      const of = ips.find((one) => one.ip === ip);
      if (!answer.ok) return unanswered(answer, of?.named ?? false);
      if (answer.value.kind === 'confirmed') return [];
      const explainsBounce =
        bounces.length === 0 ||
        bounces.some(({ data }) => data['ip'] === undefined || plainIp(data['ip']) === ip);
      const data = { ip, owner: of?.owner ?? 'unknown', found: answer.value, explainsBounce };
      return [{ problem: 'sending-ip/no-reverse-name' as const, subject: ip, data }];
    });
    const named = new Set(
      reverseNames.flatMap(({ ip, answer }) => (answer.ok && answer.value.kind === 'confirmed' ? [ip] : [])),
    );
    const areNamed =
      bounces.length > 0 &&
      bounces.every(({ data }) =>
        data['ip'] === undefined ? found.length === 0 : named.has(plainIp(data['ip'])),
      );
    return areNamed
      ? [
          ...found,
          ...refute(
            symptom,
            ['bounce/reverse-name-rejected'],
            null,
            `${[...named].join(', ')}: the name and the address point to each other now`,
          ),
        ]
      : found;
  },

  observed({ reverseNames }) {
    const names = reverseNames.flatMap(({ answer }) =>
      answer.ok && answer.value.kind === 'confirmed' ? [answer.value.name] : [],
    );
    return names.length === 0 ? null : names.slice(0, 3).join(', ') + (names.length > 3 ? ' …' : '');
  },
});

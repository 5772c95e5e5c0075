import { grouped } from '../../src/model/many.ts';
import {
  defineCheck,
  type Evidence,
  notApplicable,
  type Occurrence,
  problem,
} from '../../src/model/check.ts';
import { smtpEndpoint } from '../../src/facts/smtp/endpoint.ts';
import { smtpSessions } from '../../src/facts/smtp/sessions.ts';
import { takenAt } from '../../src/facts/taken-at.ts';
import { interceptionProduct } from '../../src/knowledge/interception.ts';
import { outcomeOf, type PortOutcome, type PortTable } from '../../src/parse/smtp-outcome.ts';
import type { CertificateSeen } from '../../src/model/https.ts';
import { chainEvidence } from './certificate-chain.ts';
import {
  ifEvident,
  placeOf,
  portEvidence,
  portList,
  type PortsData,
  portsImpact,
  troubleshootPage,
} from './smtp.words.ts';

type ChainData = PortsData & { chain: readonly CertificateSeen[]; reason: string; product: string | null };

const trustPage = 'https://www.amazontrust.com/repository/';
const nodePage = 'https://nodejs.org/api/cli.html#node_extra_ca_certsfile';

/** Automatic renewal is long done by then. */
const fewDays = 14;

const issuerOf = ({ chain }: ChainData): string => chain.at(-1)?.issuer ?? 'unknown';
const evidence = (data: ChainData): readonly Evidence[] => [
  ...chainEvidence(data.chain),
  ...portEvidence(data),
];

const problems = {
  'smtp/certificate-untrusted': problem<ChainData>({
    severity: ifEvident,
    summary: (data) =>
      data.product === null
        ? `The certificate of ${data.table.host} is not trusted here: ${data.reason}. It was issued by ${issuerOf(data)}.`
        : `${data.product} opens the TLS connection to ${data.table.host}: its certificate was issued by ${issuerOf(data)}.`,
    impact: (data) =>
      `${portsImpact(data)} A client that does check certificates stops here; one that does not hands its password to a stranger.`,
    evidence,
    fix: ({ table, product }) => [
      product === null
        ? {
            text: 'SES certificates are issued by Amazon. If the issuer above is one of Amazon, this host lacks its root: update the CA bundle (package ca-certificates)',
            owner: 'you' as const,
          }
        : {
            text: `Let whoever runs ${product} exempt ${table.host} from inspection: mail clients do not trust its CA`,
            owner: 'network' as const,
          },
      {
        text: 'If the issuer is a CA of your own company, make the application trust it: NODE_EXTRA_CA_CERTS for Node, the JVM trust store, SSL_CERT_FILE for OpenSSL; --ca-file for this program',
        owner: 'you',
      },
    ],
    references: [trustPage, nodePage, troubleshootPage],
    read: {
      summary: (candidate) => `The certificate of ${placeOf(candidate)} was not trusted by the client.`,
      impact: () => 'The client stopped before it logged in, so no mail was sent.',
      fix: () => [
        {
          text: 'Update the CA bundle of the host or container (package ca-certificates; slim images often have none)',
          owner: 'you',
        },
        {
          text: 'When the issuer is a proxy or virus scanner, have the endpoint exempted or trust its CA in the application',
          owner: 'network',
        },
        { text: 'Do not switch verification off: the password would go to whoever answers', owner: 'you' },
      ],
      distinguish:
        'The issuer that the client sees: Amazon means a CA bundle that is too old, anything else means interception.',
    },
  }),

  'smtp/certificate-name-mismatch': problem<ChainData>({
    severity: ifEvident,
    summary: ({ table, ports, chain }) =>
      `The certificate on ${portList(ports)} is for ${namesOf(chain[0])}, not for ${table.host}.`,
    impact: portsImpact,
    evidence,
    fix: ({ table }) => [
      {
        text: "Connect to a name that is in the certificate: the endpoint's own name, not an alias or an IP address of it",
        owner: 'you',
      },
      {
        text: `When you did connect to ${table.host}, something else answers: look at DNS, the hosts file and the firewall`,
        owner: 'network',
      },
    ],
    references: [troubleshootPage],
    read: {
      summary: (candidate) => `The certificate of ${placeOf(candidate)} is for another name.`,
      impact: () => 'The client stopped before it logged in, so no mail was sent.',
      fix: () => [
        {
          text: 'Use the name of the endpoint (email-smtp.<region>.amazonaws.com) in the client, not an alias, an address or localhost',
          owner: 'you',
        },
      ],
      distinguish: 'Compare the name in the certificate with the host in the configuration.',
    },
  }),

  'smtp/certificate-expired': problem<ChainData & { days: number; future: boolean }>({
    severity: ifEvident,
    summary: ({ table, days, future, chain }) =>
      future
        ? `The certificate of ${table.host} is valid only from ${chain[0]?.validFrom ?? 'a later day'} on: the clock of this host may be slow.`
        : `The certificate of ${table.host} expired ${grouped(days)} day${days === 1 ? '' : 's'} ago.`,
    impact: portsImpact,
    evidence,
    fix: ({ chain }) => [
      { text: 'Look at the clock of this host first', owner: 'you' },
      {
        text: `When the clock is right, this is not SES, which renews in time: look at who ${chain.at(-1)?.issuer ?? 'the issuer'} is`,
        owner: 'network',
      },
    ],
    references: [troubleshootPage],
    read: {
      summary: (candidate) =>
        `The certificate of ${placeOf(candidate)} was not yet valid, or had expired, for the client.`,
      impact: () => 'The client stopped before it logged in, so no mail was sent.',
      fix: () => [
        { text: 'Look at the clock of the host that sends', owner: 'you' },
        {
          text: 'Update its CA bundle: an expired root or intermediate in it fails in the same words',
          owner: 'you',
        },
      ],
      distinguish:
        'Check whether the date of the host is right, then whether another host sees the same certificate.',
    },
  }),

  'smtp/certificate-expires-soon': problem<ChainData & { days: number }>({
    severity: 'warning',
    summary: ({ table, ports, days }) =>
      `The certificate of ${table.host} on ${portList(ports)} expires ${days === 0 ? 'within a day' : `in ${grouped(days)} day${days === 1 ? '' : 's'}`}.`,
    impact: 'From that day on clients stop before they log in, and no mail is sent by SMTP.',
    evidence: ({ chain, days }) => [
      {
        what: 'validity of the certificate',
        expected: 'weeks',
        actual: `until ${chain[0]?.validTo.slice(0, 10) ?? 'unknown'}, ${grouped(days)} days`,
        source: 'TLS handshake',
      },
      ...chainEvidence(chain),
    ],
    fix: ({ chain }) => [
      {
        text: `AWS renews the certificates of SES weeks ahead. If ${chain[0]?.issuer ?? 'the issuer'} is not Amazon, ask whoever runs what answers here to renew it`,
        owner: 'network',
      },
      { text: 'Look at the clock of this host too', owner: 'you' },
    ],
    references: [troubleshootPage],
  }),
};

export default defineCheck({
  id: 'smtp-certificate',
  title: 'TLS certificate of the SMTP endpoint',
  why: 'Without a trusted certificate, the password may go to someone else.',
  needs: { smtpEndpoint, smtpSessions, takenAt },
  problems,
  evaluate({ smtpEndpoint: { host, evident, proxy }, smtpSessions: sessions, takenAt: now }) {
    const table: PortTable = { host, evident, proxy, outcomes: sessions.map(outcomeOf) };
    const shown = table.outcomes.filter(({ certificates }) => certificates.length > 0);
    if (shown.length === 0) return notApplicable(`no session with ${host} got as far as a certificate`);
    const found: Occurrence<typeof problems>[] = [];
    for (const kind of ['untrusted', 'name-mismatch', 'expired'] as const) {
      const bad = shown.filter((outcome) => outcome.kind === kind);
      if (bad.length > 0) found.push({ ...occurrence(kind, chainData(table, bad), now), subject: host });
    }
    const soon = shown.filter(
      ({ kind, certificates: [leaf] }) =>
        !['untrusted', 'name-mismatch', 'expired'].includes(kind) &&
        leaf !== undefined &&
        days(now, leaf.validTo) < fewDays,
    );
    const [first] = soon;
    if (first !== undefined) {
      const data = {
        ...chainData(table, soon),
        days: Math.max(0, days(now, first.certificates[0]?.validTo ?? now)),
      };
      found.push({ problem: 'smtp/certificate-expires-soon', data, subject: host });
    }
    return found;
  },
  observed({ smtpSessions: sessions, takenAt: now }) {
    const leaf = sessions.flatMap(({ certificates }) => certificates.slice(0, 1))[0];
    if (leaf === undefined) return null;
    const left = days(now, leaf.validTo);
    return `issued by ${leaf.issuer}, ${left < 0 ? `expired ${grouped(-left)} days ago` : `${grouped(left)} days left`}`;
  },
});

function occurrence(
  kind: 'untrusted' | 'name-mismatch' | 'expired',
  data: ChainData,
  now: string,
): Occurrence<typeof problems> {
  if (kind === 'untrusted') return { problem: 'smtp/certificate-untrusted', data };
  if (kind === 'name-mismatch') return { problem: 'smtp/certificate-name-mismatch', data };
  const over = data.chain.find(({ validTo }) => Date.parse(validTo) < Date.parse(now));
  return {
    problem: 'smtp/certificate-expired',
    data: { ...data, days: over === undefined ? 0 : -days(now, over.validTo), future: over === undefined },
  };
}

function chainData(table: PortTable, bad: readonly PortOutcome[]): ChainData {
  const chain = bad[0]?.certificates ?? [];
  const product =
    chain.map(({ issuer }) => interceptionProduct(issuer)).find((name) => name !== null) ?? null;
  return { table, ports: bad.map(({ port }) => port.port), chain, reason: bad[0]?.message ?? '', product };
}

/** Whole days; negative when `to` comes before. */
const days = (from: string, to: string): number =>
  Math.trunc((Date.parse(to) - Date.parse(from)) / 86_400_000);

const namesOf = (leaf: CertificateSeen | undefined): string =>
  leaf === undefined || leaf.altNames.length === 0 ? 'no name at all' : leaf.altNames.slice(0, 3).join(', ');

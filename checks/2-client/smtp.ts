import { defineCheck, notApplicable, type Occurrence, problem, type Unanswered } from '../../src/check.ts';
import { smtpEndpoint, type SmtpEndpoint } from '../../src/facts/smtp-endpoint.ts';
import { smtpSessions } from '../../src/facts/smtp-sessions.ts';
import { isSesBanner, regionOfSmtpHost } from '../../src/knowledge/smtp-ports.ts';
import { outcomeOf, type PortOutcome, type PortTable } from '../../src/parse/smtp-outcome.ts';
import { command } from '../../src/paste.ts';
import type { SmtpSession } from '../../src/probes/smtp.ts';
import {
  endpointPage,
  ifEvident,
  ifNoneWorks,
  placeOf,
  portEvidence,
  portList,
  type PortsData,
  portsImpact,
  portSummary,
  regionsPage,
  stepNames,
  troubleshootPage,
  usePort,
} from './smtp.words.ts';

const ec2Page = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-resource-limits.html';
const vpcPage = 'https://docs.aws.amazon.com/ses/latest/dg/send-email-set-up-vpc-endpoints.html';

/** A step that takes longer hurts whoever opens a connection for each message. */
const slowMs = 3000;

type SlowData = PortsData & { step: keyof typeof stepNames; durationMs: number; finished: boolean };
type NoRouteData = PortsData & { ipv6Only: boolean };

const openTheWay = (host: string) => ({
  text: `Let outbound TCP to ${host} on 587 or 465 through: security group, network ACL, NAT or firewall. Its addresses change, so allow the name`,
  owner: 'network' as const,
});

const problems = {
  'smtp/region-has-no-endpoint': problem<{ host: string; region: string; evident: boolean }>({
    severity: ({ evident }) => (evident ? 'error' : 'info'),
    summary: ({ host, region }) => `SES has no SMTP endpoint in ${region}: there is no ${host}.`,
    impact: ({ region }) => `Mail cannot be sent by SMTP in ${region}; the API works there.`,
    evidence: ({ host }) => [
      { what: `A and AAAA ${host}`, expected: 'an address', actual: 'no such name', source: null },
    ],
    fix: () => [
      { text: 'Send through the SES API (SendEmail) in this Region', owner: 'you' },
      {
        text: 'Or verify the identity in a Region that has an SMTP endpoint, and send from there',
        owner: 'you',
      },
    ],
    references: [regionsPage],
    explains: ['smtp/name-not-resolved'],
    read: {
      summary: ({ data }) =>
        `SES has no SMTP endpoint in ${data['region'] ?? 'the Region of that host name'}.`,
      impact: () => 'Mail cannot be sent by SMTP in that Region; the API works there.',
      fix: () => [
        {
          text: 'Send through the SES API in this Region, or by SMTP in a Region that has an endpoint',
          owner: 'you',
        },
      ],
      distinguish:
        'The list of SES endpoints says which Regions have SMTP; where it does, the name failed for another reason.',
    },
  }),

  'smtp/name-not-resolved': problem<PortsData & { knownRegion: boolean }>({
    severity: ifEvident,
    summary: ({ table }) => `${table.host} has no address in DNS.`,
    impact: portsImpact,
    evidence: ({ table }) => [
      { what: `A and AAAA ${table.host}`, expected: 'an address', actual: 'no such name', source: null },
    ],
    fix: ({ table, knownRegion }) => [
      {
        text: knownRegion
          ? 'Ask the resolver of this host; when another resolver knows the name, this one filters it or serves a private zone for it'
          : 'Look at the spelling of the Region or the host: email-smtp.<region>.amazonaws.com',
        owner: knownRegion ? 'network' : 'you',
        command: command`dig ${table.host} A`,
      },
    ],
    references: [regionsPage, troubleshootPage],
    read: {
      summary: (candidate) => `${placeOf(candidate)} could not be looked up in DNS.`,
      impact: () => 'Mail never left the host that sends: without an address there is nothing to connect to.',
      fix: ({ data }) => [
        {
          text: 'Look at the spelling of the host (email-smtp.<region>.amazonaws.com), then at the resolver of the host that sends',
          owner: 'you',
          command: command`dig ${data['host']} A`,
        },
      ],
      distinguish:
        'Whether another host resolves the same name: if so, it is the resolver; if not, the name.',
    },
  }),

  'smtp/port-blocked': problem<PortsData>({
    severity: ifNoneWorks,
    summary: ({ table, ports }) => `Connections to ${table.host} on ${portList(ports)} time out.`,
    impact: portsImpact,
    evidence: portEvidence,
    fix: (data) => [
      ...usePort(data),
      ...(data.ports.includes(25)
        ? [
            {
              text: 'Leave port 25 alone: EC2 and Lambda block it by default, and so do many providers; 587 and 465 do the same job',
              owner: 'you' as const,
            },
          ]
        : []),
      openTheWay(data.table.host),
      {
        text: 'In a VPC without a way out: add a NAT gateway, or an interface endpoint for SES SMTP (587, 465, 2587, 2465)',
        owner: 'network',
      },
    ],
    references: [endpointPage, ec2Page, vpcPage],
    read: {
      summary: (candidate) => `The connection to ${placeOf(candidate)} timed out.`,
      impact: () => 'Mail never reached SES: something on the way drops the connection without a word.',
      fix: ({ data }) => [
        {
          text: 'Use port 587 (STARTTLS) or 465 (implicit TLS): EC2, Lambda and many providers block port 25',
          owner: 'you',
        },
        openTheWay(data['host'] ?? 'the SMTP endpoint'),
        {
          text: 'Try all ports from the host that sends',
          owner: 'you',
          command: command`ses-doctor check --only smtp --region ${data['region']}`,
        },
      ],
      distinguish:
        'A timeout while connecting is a firewall; a timeout after the connection stood is silence or the wrong TLS mode.',
    },
  }),

  'smtp/connection-refused': problem<PortsData>({
    severity: ifNoneWorks,
    summary: ({ table, ports }) => `${table.host} refuses connections on ${portList(ports)}.`,
    impact: portsImpact,
    evidence: portEvidence,
    fix: (data) => [
      ...usePort(data),
      {
        text: 'Look for a firewall or security software on this host, and at the host name: SES itself never refuses a connection',
        owner: 'network',
      },
    ],
    references: [endpointPage, troubleshootPage],
    read: {
      summary: (candidate) => `The connection to ${placeOf(candidate)} was refused.`,
      impact: () => 'Mail never reached SES, which does not refuse connections: something nearer did.',
      fix: () => [
        {
          text: 'Look at the host and port that the application really uses: localhost and a wrong port are the usual ones',
          owner: 'you',
        },
        { text: 'Look for a firewall or security software on the host that sends', owner: 'network' },
      ],
      distinguish:
        'The address in the error: 127.0.0.1 or ::1 is a configuration that was not read, not a firewall.',
    },
  }),

  'smtp/connection-reset': problem<PortsData>({
    severity: ifEvident,
    summary: ({ table, ports }) => `Something resets the connection to ${table.host} on ${portList(ports)}.`,
    impact: portsImpact,
    evidence: portEvidence,
    fix: (data) => [
      ...usePort(data),
      {
        text: 'Look for a firewall or proxy that inspects SMTP or TLS between this host and SES, and exempt the endpoint',
        owner: 'network',
      },
    ],
    references: [troubleshootPage],
    read: {
      severity: 'error',
      summary: (candidate) => `The connection to ${placeOf(candidate)} was closed before it was done.`,
      impact: () => 'The message in hand was not handed over; a client that does not try again loses it.',
      fix: () => [
        {
          text: 'Open a new connection and try again: SES closes idle connections after about ten seconds, and old ones now and then',
          owner: 'you',
        },
        {
          text: 'When it happens at the start of every session, look for a firewall that inspects SMTP or TLS',
          owner: 'network',
        },
      ],
      distinguish:
        'At which step it happens: before or in the TLS handshake is a middlebox, after a pause is an idle connection.',
    },
  }),

  'smtp/no-route': problem<NoRouteData>({
    severity: ifEvident,
    summary: ({ table, ipv6Only }) =>
      ipv6Only
        ? `${table.host} has IPv6 addresses only, and this host has no IPv6.`
        : `This host has no route to ${table.host}.`,
    impact: portsImpact,
    evidence: portEvidence,
    fix: ({ ipv6Only }) =>
      ipv6Only
        ? [
            {
              text: 'Use the endpoint email-smtp.<region>.amazonaws.com, which has IPv4, or give this host IPv6',
              owner: 'you',
            },
          ]
        : [
            {
              text: 'Look at the routes of this host: a private subnet needs a NAT gateway or an interface endpoint for SES SMTP',
              owner: 'network',
            },
          ],
    references: [vpcPage, endpointPage],
    read: {
      summary: (candidate) => `The host that sends has no route to ${placeOf(candidate)}.`,
      impact: () => 'Mail never left the host that sends.',
      fix: () => [
        {
          text: 'Look at the address in the error: when it is IPv6, let the application use IPv4, or give the host IPv6',
          owner: 'you',
        },
        {
          text: 'When it is IPv4: a private subnet needs a NAT gateway or an interface endpoint for SES SMTP',
          owner: 'network',
        },
      ],
      distinguish: 'The address in the error: with colons it is IPv6 only, otherwise the network as a whole.',
    },
  }),

  'smtp/ipv6-broken': problem<PortsData & { outcome: string; address: string }>({
    severity: ({ outcome }) => (outcome === 'no-route' ? 'info' : 'warning'),
    summary: ({ table, outcome }) =>
      outcome === 'no-route'
        ? `${table.host} has IPv6 addresses, and this host has no IPv6.`
        : `${table.host} works over IPv4 and not over IPv6.`,
    impact: ({ outcome }) =>
      outcome === 'no-route'
        ? 'Most clients notice at once and use IPv4. One that insists on IPv6 cannot send.'
        : 'Clients that prefer IPv6 wait before each message, or give up.',
    evidence: ({ outcome, address }) => [
      { what: `TCP connection to ${address}`, expected: 'connected', actual: outcome, source: null },
    ],
    fix: () => [
      { text: 'Repair the IPv6 route, or let the mail client use IPv4', owner: 'network' },
      { text: 'Or use email-smtp.<region>.amazonaws.com, which has IPv4 addresses only', owner: 'you' },
    ],
    references: [regionsPage],
  }),

  'smtp/silent': problem<PortsData>({
    severity: ifNoneWorks,
    summary: ({ table, ports }) =>
      `${table.host} accepts the connection on ${portList(ports)} and then says nothing.`,
    impact: portsImpact,
    evidence: portEvidence,
    fix: (data) => [
      ...usePort(data),
      {
        text: 'If you chose the port: 465 and 2465 start with TLS (`:tls`), 25, 587 and 2587 with plain text and STARTTLS',
        owner: 'you',
      },
      { text: 'Look for a firewall that accepts connections in the place of the server', owner: 'network' },
    ],
    references: [endpointPage, troubleshootPage],
    read: {
      summary: (candidate) => `${placeOf(candidate)} accepted the connection and then said nothing.`,
      impact: () => 'The client waits, gives up, and the message is not sent.',
      fix: () => [
        {
          text: 'On 465 and 2465 switch the client to implicit TLS; on 25, 587 and 2587 to STARTTLS',
          owner: 'you',
        },
        { text: 'When the mode is right, look for a firewall or proxy that inspects SMTP', owner: 'network' },
      ],
      distinguish:
        'The port: on 465 or 2465 it is the TLS mode; on 25, 587 or 2587 it is something on the way.',
    },
  }),

  'smtp/banner-unexpected': problem<PortsData & { banner: string | null; secured: boolean }>({
    severity: (data) => (data.secured ? 'warning' : ifEvident(data)),
    summary: ({ table, ports, banner }) =>
      `What answers for ${table.host} on ${portList(ports)} is not SES: ${banner === null ? 'it greets with what is no SMTP' : `it greets with "${banner.slice(0, 80)}"`}.`,
    impact: (data) =>
      data.secured
        ? 'Mail gets through once TLS stands, but something on the way reads and rewrites what comes before it.'
        : portsImpact(data),
    evidence: (data) => [
      {
        what: 'greeting',
        expected: '220 email-smtp.amazonaws.com ESMTP SimpleEmailService…',
        actual: data.banner,
        source: data.table.host,
      },
      ...portEvidence(data),
    ],
    fix: (data) => [
      ...usePort(data),
      {
        text: 'Look for a mail gateway, an "SMTP inspection" of the firewall, a captive portal, or an entry in the hosts file, and exempt the endpoint',
        owner: 'network',
      },
    ],
    references: [troubleshootPage],
    explains: [
      'smtp/certificate-untrusted',
      'smtp/certificate-name-mismatch',
      'smtp/starttls-missing',
      'smtp/tls-handshake-failed',
    ],
    read: {
      summary: (candidate) => `What answered at ${placeOf(candidate)} is not the SMTP server of SES.`,
      impact: () => 'Mail goes to whoever answers, or nowhere.',
      fix: () => [
        {
          text: 'Look at the host and port in the configuration: a web port or a local relay is the usual one',
          owner: 'you',
        },
        { text: 'Then look for a captive portal or a firewall that inspects SMTP', owner: 'network' },
      ],
      distinguish: 'The greeting: that of SES says "email-smtp.amazonaws.com ESMTP SimpleEmailService".',
    },
  }),

  'smtp/reply-unexpected': problem<PortsData & { reply: string }>({
    severity: ifNoneWorks,
    summary: ({ table, ports, reply }) => `${table.host} ends the session on ${portList(ports)}: ${reply}.`,
    impact: portsImpact,
    evidence: portEvidence,
    fix: (data) => [
      ...usePort(data),
      {
        text: 'With a code of 4xx, wait and try again; with 421, open fewer connections at a time',
        owner: 'you',
      },
      { text: 'With a code of 5xx, make sure that the host is an SMTP endpoint of SES', owner: 'you' },
    ],
    references: [troubleshootPage],
  }),

  'smtp/slow': problem<SlowData>({
    severity: (data) => (data.finished ? 'warning' : ifNoneWorks(data)),
    summary: ({ table, ports, step, durationMs, finished }) =>
      finished
        ? `${table.host} on ${portList(ports)} is slow: ${stepNames[step]} took ${seconds(durationMs)}.`
        : `${table.host} on ${portList(ports)} is too slow: ${stepNames[step]} had not ended after ${seconds(durationMs)}.`,
    impact: (data) =>
      data.finished
        ? 'Every new connection waits as long, and clients with short timeouts give up.'
        : portsImpact(data),
    evidence: portEvidence,
    fix: ({ step }) => [{ text: slowFix[step] ?? slowAnswer, owner: 'network' }],
    references: [troubleshootPage],
    read: {
      severity: 'warning',
      summary: (candidate) => `The session with ${placeOf(candidate)} was slow.`,
      impact: () => 'Clients with short timeouts give up.',
      distinguish: 'Which step is slow: DNS, connecting, the greeting, TLS or AUTH.',
    },
  }),
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const slowAnswer = 'Look for packet loss, a proxy that inspects SMTP, or an MTU above 1500 on the way to SES';
const slowFix: Partial<Record<keyof typeof stepNames, string>> = {
  dns: 'Look at the resolvers of this host: the first one listed may not answer',
  connect: 'Look for packet loss, or a first address (IPv6?) that does not answer',
  tls: 'Look for a proxy that inspects TLS, packet loss, or an MTU above 1500: large TLS packets then get lost',
};

type Problems = typeof problems;

export default defineCheck({
  id: 'smtp',
  title: 'The SMTP endpoint can be connected to from here, in Regions that offer it',
  why: 'Before anything else about SMTP matters, a connection has to stand. Which port gets out differs from network to network.',
  needs: { smtpEndpoint, smtpSessions },
  problems,
  evaluate({ smtpEndpoint: endpoint, smtpSessions: sessions }) {
    const table = tableOf(endpoint, sessions);
    const switchedOff = table.outcomes.find(({ kind }) => kind === 'switched-off');
    if (switchedOff !== undefined) return notApplicable(switchedOff.message, '--no-dns');
    return [...findings(table, endpoint), ...unansweredPorts(table)];
  },
  observed: ({ smtpEndpoint: endpoint, smtpSessions: sessions }) => portSummary(tableOf(endpoint, sessions)),
});

const tableOf = ({ host, evident, proxy }: SmtpEndpoint, sessions: readonly SmtpSession[]): PortTable => ({
  host,
  evident,
  proxy,
  outcomes: sessions.map(outcomeOf),
});

function findings(table: PortTable, endpoint: SmtpEndpoint): readonly Occurrence<Problems>[] {
  const { host, outcomes } = table;
  const about = (wanted: (outcome: PortOutcome) => boolean): PortsData | null => {
    const ports = outcomes.filter(wanted).map(({ port }) => port.port);
    return ports.length === 0 ? null : { table, ports };
  };
  const found: Occurrence<Problems>[] = [];
  const add = <T extends PortsData>(data: T | null, occurrence: (data: T) => Occurrence<Problems>): void => {
    if (data !== null) found.push({ ...occurrence(data), subject: host });
  };

  add(
    about(({ kind }) => kind === 'name-not-resolved'),
    (data) => noName(data, endpoint),
  );
  add(about(at('connect', 'timeout')), (data) => ({
    problem: 'smtp/port-blocked',
    data,
  }));
  add(about(at('connect', 'refused')), (data) => ({ problem: 'smtp/connection-refused', data }));
  add(
    about(({ kind }) => kind === 'reset'),
    (data) => ({ problem: 'smtp/connection-reset', data }),
  );
  add(about(at('connect', 'no-route')), (data) => ({
    problem: 'smtp/no-route',
    data: { ...data, ipv6Only: outcomes.every(({ dialled }) => dialled.ipv4.outcome === 'not-resolved') },
  }));
  add(about(brokenIpv6), (data) => {
    const { ipv6 } = outcomes.find(brokenIpv6)?.dialled ?? noIpv6;
    return {
      problem: 'smtp/ipv6-broken',
      data: { ...data, outcome: ipv6.outcome, address: ipv6.addresses[0] ?? host },
    };
  });
  add(
    about(({ kind }) => kind === 'silent'),
    (data) => ({ problem: 'smtp/silent', data }),
  );
  add(
    about((outcome) => foreign(host, outcome)),
    (data) => {
      const strangers = outcomes.filter((outcome) => foreign(host, outcome));
      return {
        problem: 'smtp/banner-unexpected',
        data: {
          ...data,
          banner: strangers[0]?.banner ?? null,
          secured: strangers.every(({ kind }) => kind === 'works'),
        },
      };
    },
  );
  add(about(unexpected), (data) => ({
    problem: 'smtp/reply-unexpected',
    data: { ...data, reply: outcomes.find(unexpected)?.message ?? '' },
  }));
  add(about(unfinished), (data) => ({
    problem: 'smtp/slow',
    data: { ...data, ...slowest(outcomes.filter(unfinished)), finished: false },
  }));
  add(about(slow), (data) => ({
    problem: 'smtp/slow',
    data: { ...data, ...slowest(outcomes.filter(slow)), finished: true },
  }));
  return found;
}

const at =
  (step: PortOutcome['step'], kind: PortOutcome['kind']) =>
  (outcome: PortOutcome): boolean =>
    outcome.step === step && outcome.kind === kind;

/** DNS beats the table of Regions; where it knows no name, the table says whether it should. */
function noName(
  data: PortsData,
  { host, region, chosenHost, listed, evident }: SmtpEndpoint,
): Occurrence<Problems> {
  if (!chosenHost && listed === false && region !== null) {
    return { problem: 'smtp/region-has-no-endpoint', data: { host, region, evident } };
  }
  return { problem: 'smtp/name-not-resolved', data: { ...data, knownRegion: listed === true } };
}

const noIpv6 = { ipv6: { addresses: [], outcome: 'not-tried' } } as const;

const brokenIpv6 = ({ dialled: { ipv4, ipv6 } }: PortOutcome): boolean =>
  ipv4.outcome === 'connected' && ['timeout', 'refused', 'reset', 'no-route'].includes(ipv6.outcome);

/** A host of one's own may greet as it likes. */
function foreign(host: string, { kind, step, banner }: PortOutcome): boolean {
  if (kind === 'banner-unexpected' || (kind === 'flood' && step === 'banner')) return true;
  return (
    regionOfSmtpHost(host) !== null &&
    banner !== null &&
    kind !== 'slow' &&
    step !== 'banner' &&
    !isSesBanner(banner)
  );
}

const unexpected = ({ kind, step }: PortOutcome): boolean =>
  kind === 'reply-unexpected' || (kind === 'flood' && step !== 'banner');

/** An answer that began and did not end, or a step after the greeting that got none. */
const unfinished = ({ kind, step }: PortOutcome): boolean =>
  kind === 'slow' || (kind === 'timeout' && step !== 'connect');

const slow = (outcome: PortOutcome): boolean =>
  outcome.kind === 'works' && (outcome.slowest?.durationMs ?? 0) > slowMs;

function slowest(outcomes: readonly PortOutcome[]): { step: keyof typeof stepNames; durationMs: number } {
  const [worst] = outcomes.toSorted(
    (one, other) => (other.slowest?.durationMs ?? 0) - (one.slowest?.durationMs ?? 0),
  );
  return {
    step: worst?.step ?? worst?.slowest?.step ?? 'connect',
    durationMs: worst?.slowest?.durationMs ?? 0,
  };
}

/** What was not answered is listed once per kind, not once per port. */
function unansweredPorts({ host, outcomes }: PortTable): readonly Unanswered[] {
  const missed = outcomes.filter(({ kind }) => kind === 'resolver-failed' || kind === 'interrupted');
  return missed.map(({ kind, message, port }) => ({
    unanswered: {
      reason: kind === 'interrupted' ? 'interrupted' : 'unreachable',
      message:
        kind === 'interrupted'
          ? `interrupted before ${host} port ${port.port} was tried`
          : `${host} could not be looked up: ${message}`,
      question: kind === 'interrupted' ? `SMTP ${host}:${port.port}` : `A and AAAA ${host}`,
      action: null,
      region: null,
      detail: { host },
    },
    counts: true,
  }));
}

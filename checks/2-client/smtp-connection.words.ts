import { isVpcEndpointName } from '../../src/knowledge/smtp-ports.ts';
import { smtpHost } from '../../src/knowledge/regions.ts';
import { problem, type Step } from '../../src/model/check.ts';
import { isPrivateAddress } from '../../src/knowledge/private-addresses.ts';
import { command } from '../../src/render/paste/paste.ts';
import {
  endpointPage,
  ifEvident,
  ifNoneWorks,
  placeOf,
  portEvidence,
  portList,
  type PortsData,
  portsImpact,
  regionsPage,
  troubleshootPage,
  usePort,
} from './smtp.words.ts';
import {
  stepsAfterRefusal,
  stepsAfterReset,
  endpointIdOf,
  stepsAfterTimeout,
  stepsWithoutAddress,
  stepsWithoutRoute,
} from './smtp-read.words.ts';

const ec2Page = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-resource-limits.html';
const vpcPage = 'https://docs.aws.amazon.com/ses/latest/dg/send-email-set-up-vpc-endpoints.html';

type NoRouteData = PortsData & { ipv6Only: boolean };

const openTheWay = (host: string) => ({
  text: `Let outbound TCP to ${host} on 587 or 465 through: security group, network ACL, NAT or firewall. Its IP addresses change: a security group or network ACL has to let the port out to all of them, a firewall that knows names may allow the name`,
  owner: 'network' as const,
});

/** The private address that the name leads to where no port answers: that of an interface endpoint in the VPC. */
function endpointAddress({ table, ports }: PortsData): string | null {
  if (ports.length < table.outcomes.length) return null;
  const addresses = table.outcomes.flatMap(({ dialled: { ipv4, ipv6 } }) => [
    ...ipv4.addresses,
    ...ipv6.addresses,
  ]);
  return addresses.length > 0 && addresses.every(isPrivateAddress) ? (addresses[0] ?? null) : null;
}

/** No port answers at a name that is an endpoint's, wherever it leads. */
const isEndpointName = ({ table, ports }: PortsData): boolean =>
  ports.length === table.outcomes.length && isVpcEndpointName(table.host);

/** An endpoint has a security group of its own; the one of the sender is not what keeps its ports shut. */
function endpointGroup(data: PortsData): readonly Step[] {
  const address = endpointAddress(data);
  const { host } = data.table;
  if (address === null && isEndpointName(data))
    return [
      {
        text: `${host} is an interface endpoint of a VPC: let TCP 587 and 465 from the senders into the security group of the endpoint itself (not that of the sender), and send from that VPC or a network with a route into it`,
        owner: 'network',
        command: command`aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ${endpointIdOf(host)} --query 'VpcEndpoints[].[Groups,SubnetIds]'`,
      },
    ];
  return address === null
    ? []
    : [
        {
          text: `The name leads to ${address}, an interface endpoint of the VPC: let TCP 587 and 465 from the senders into the security group of the endpoint itself (not that of the sender), and make sure that it is in a subnet they can reach`,
          owner: 'network',
          command: command`aws ec2 describe-network-interfaces --filters Name=addresses.private-ip-address,Values=${address} --query 'NetworkInterfaces[].Groups'`,
        },
      ];
}

/** The endpoint of the same Region that has IPv4: email-smtp.eu-west-1.api.aws has both families. */
function withIpv4(host: string): string {
  const region = /^email-smtp(?:-fips)?\.([a-z0-9-]+)\./.exec(host)?.[1];
  return region === undefined ? 'the endpoint of amazonaws.com in your Region' : smtpHost(region);
}

/** No connection stands, or one that does not hold. */
export const connectionProblems = {
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
      fix: stepsWithoutAddress,
      distinguish:
        'Check whether another host resolves the same name: if so, it is the resolver; if not, the name.',
    },
  }),

  'smtp/port-blocked': problem<PortsData>({
    severity: ifNoneWorks,
    summary: ({ table, ports }) => `Connections on ${portList(ports)} to ${table.host} time out.`,
    impact: portsImpact,
    evidence: portEvidence,
    fix: (data) => [
      ...usePort(data),
      ...endpointGroup(data),
      ...(data.ports.includes(25)
        ? [
            {
              text: 'Do not use port 25: EC2 and Lambda block it by default, and so do many providers; 587 and 465 do the same job',
              owner: 'you' as const,
            },
          ]
        : []),
      ...(endpointAddress(data) === null && !isEndpointName(data)
        ? [
            openTheWay(data.table.host),
            {
              text: 'In a VPC without internet access: add a NAT gateway, or an interface endpoint for SES SMTP (587, 465, 2587, 2465)',
              owner: 'network' as const,
            },
          ]
        : []),
    ],
    references: [endpointPage, ec2Page, vpcPage],
    read: {
      summary: (candidate) => `The connection to ${placeOf(candidate)} timed out.`,
      impact: () => 'Mail never reached SES: something on the way drops the connection silently.',
      fix: stepsAfterTimeout,
      distinguish:
        'A timeout while connecting is a firewall; a timeout after it was established is silence or the wrong TLS mode.',
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
      fix: stepsAfterRefusal,
      distinguish:
        'The address in the error: 127.0.0.1 or ::1 is a configuration that was not read, not a firewall.',
    },
  }),

  'smtp/connection-reset': problem<PortsData & { closed: boolean }>({
    severity: ifEvident,
    summary: ({ table, ports, closed }) =>
      `Something ${closed ? 'closes' : 'resets'} the connection to ${table.host} on ${portList(ports)}.`,
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
      summary: (candidate) =>
        `The connection to ${placeOf(candidate)} was closed before the session was done.`,
      impact: () => 'The message was not handed over; a client that does not try again loses it.',
      fix: stepsAfterReset,
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
    fix: ({ ipv6Only, table }) =>
      ipv6Only
        ? [
            {
              text: `Use the endpoint ${withIpv4(table.host)}, which has IPv4, or give this host IPv6`,
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
      fix: stepsWithoutRoute,
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
    fix: ({ table }) => [
      { text: 'Repair the IPv6 route, or let the mail client use IPv4', owner: 'network' },
      { text: `Or use ${withIpv4(table.host)}, which has IPv4 addresses only`, owner: 'you' },
    ],
    references: [regionsPage],
    read: {
      impact: () => 'Each connection waits for IPv6 to time out, or fails.',
      summary: () => 'The host has IPv6 addresses for the endpoint and no way to reach them.',
      fix: () => [{ text: 'Repair the IPv6 route of the host, or make the client use IPv4', owner: 'you' }],
      distinguish: 'The same connection works with IPv4 alone (curl -4) and hangs with IPv6 (curl -6).',
    },
  }),
};

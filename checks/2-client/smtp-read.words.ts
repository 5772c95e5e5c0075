import { you } from '../../src/model/steps.ts';
import { isOwnHost, isPrivateAddress } from '../../src/knowledge/private-addresses.ts';
import { isVpcEndpointName } from '../../src/knowledge/smtp-ports.ts';
import { nearestRegion } from '../../src/knowledge/region-names.ts';
import { sesRegion } from '../../src/knowledge/regions.ts';
import type { Step } from '../../src/model/check.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import { command } from '../../src/render/paste/paste.ts';

/** What to do about a connection that failed, by what its text tells of it: the port, the address, the host, the moment. */
type StepsOf = (candidate: Candidate) => readonly Step[];

/** The other port of the same mode that a network which closes one often leaves open. */
const sibling: Readonly<Record<string, string>> = {
  '465': '2465',
  '587': '2587',
  '2465': '465',
  '2587': '587',
};

const network = (text: string, line: string | null = null): Step => ({
  text,
  owner: 'network',
  command: line,
});

/** No network can block what stays on the host. */
const leaveOwnHost = (address: string): Step =>
  you(
    `The client connected to its own host (${address.startsWith('::1') ? '::1' : address}): its setting for the SMTP host was not read there, or it hands mail to a local relay that is not running. Set the host to email-smtp.<region>.amazonaws.com, or start the relay`,
  );

/** A connection that timed out: the port in the text decides (EC2 throttles and blocks 25 alone). */
export const stepsAfterTimeout: StepsOf = ({ data }) => {
  const { port, host, region, relay, address } = data;
  if (address !== undefined && isOwnHost(address)) return [leaveOwnHost(address)];
  const all = you(
    'Try all ports from the host that sends',
    command`ses-doctor check --only smtp --region ${region}`,
  );
  switch (port) {
    case '25':
      return [
        you(
          'Leave port 25: EC2, Lambda and many providers block it. Use 587 (STARTTLS) or 465 (implicit TLS), or 2587 and 2465 where those are closed too',
        ),
        all,
      ];
    case '465':
    case '587':
    case '2465':
    case '2587':
      return [
        ...letThrough(data, port),
        you(
          `Try from the host that sends whether ${sibling[port] ?? '2587'} is open (nc -vz): SES answers there in the same way`,
          command`nc -vz ${host} ${sibling[port]}`,
        ),
        ...(relay === undefined ? [all] : []),
      ];
    case undefined:
      return [
        you(
          'Find out which port the client really uses, since the text does not say: look for SMTP_PORT, MAIL_PORT or mail.smtp.port where it runs, or at its connections while it waits',
          'ss -tnp state syn-sent',
        ),
        you(
          'If it is 25, use 587 (STARTTLS) or 465 (implicit TLS): EC2, Lambda and many providers block port 25',
        ),
        ...letThrough(data, '587 or 465'),
        all,
      ];
    default:
      return [
        you(
          `Use another port: SES does not listen on ${port}, but on 587 and 2587 (STARTTLS), 465 and 2465 (implicit TLS)`,
        ),
        all,
      ];
  }
};

/** What may keep a port shut on the way out. */
function letThrough({ host, relay, address }: Candidate['data'], port: string): readonly Step[] {
  if (address !== undefined && isPrivateAddress(address))
    return [
      network(
        `Let TCP ${port} into ${address}: a private address is an interface endpoint of the VPC, whose own security group must let the senders in, or a relay of your own`,
      ),
      network('Then look at the security group and the network ACL of the host that sends'),
    ];
  if (host !== undefined && isVpcEndpointName(host))
    return [
      network(
        `Let TCP ${port} from the hosts that send into ${host}: it is an interface endpoint of a VPC, with a security group of its own (not that of the sender), which must let in 587 and 465`,
        command`aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ${endpointIdOf(host)} --query 'VpcEndpoints[].[Groups,SubnetIds]'`,
      ),
      network(
        'Send from that VPC, or from a network with a route into it: the addresses of the endpoint are private. Then look at the security group and the network ACL of the host that sends',
      ),
    ];
  const names =
    relay === undefined
      ? '. Its IP addresses change: a security group or network ACL has to let the port out to all of them, a firewall that knows names may allow the name'
      : '';
  return [
    network(
      `Let outbound TCP ${port} to ${host ?? 'the SMTP endpoint'} through: security group, network ACL, firewall${names}`,
    ),
    network(
      'In a VPC without internet access (a private subnet, Lambda in a VPC): add a NAT gateway, or an interface endpoint for SES SMTP',
    ),
  ];
}

/** The id in the name of an interface endpoint, as `vpce-0a1b2c3d`. */
export const endpointIdOf = (host: string): string => /^vpce-[a-z0-9]+/i.exec(host)?.[0] ?? host;

/** A connection that was refused: the address says who refused it. */
export const stepsAfterRefusal: StepsOf = ({ data }) => {
  const { address, port, host, relay } = data;
  if (address !== undefined && isOwnHost(address)) return [leaveOwnHost(address)];
  if (address !== undefined && isPrivateAddress(address))
    return [
      you(
        `Look at what listens on ${address}${port === undefined ? '' : ` port ${port}`}: it is a private address, so a relay or a proxy of your own`,
      ),
      network('If it is an interface endpoint of the VPC, use one of its ports: 25, 465, 587, 2465 or 2587'),
    ];
  if (port === '2525')
    return [
      you(
        'Use another port: SES does not listen on 2525, but on 587 and 2587 (STARTTLS), 465 and 2465 (implicit TLS)',
      ),
    ];
  if (host !== undefined && relay === undefined && port !== undefined)
    return [
      network(
        `Look for a firewall or security software that answers in the place of ${host}: SES listens on ${port} and refuses no connection`,
      ),
      you(
        'Look whether a hosts file, a proxy or a container leads that name to another address',
        command`getent hosts ${host}`,
      ),
    ];
  return [
    you(
      'Look at the host and port that the application really uses: usually it is localhost or a wrong port',
    ),
    network('Look for a firewall or security software on the host that sends'),
  ];
};

/** No route: the family of the address decides. */
export const stepsWithoutRoute: StepsOf = ({ data }) => {
  const { address } = data;
  const ofIpv6 = 'let the application use IPv4, or give the host IPv6';
  const ofIpv4 = 'a private subnet needs a NAT gateway or an interface endpoint for SES SMTP';
  if (address?.includes(':') === true) return [you(`The address is IPv6: ${ofIpv6}`)];
  if (address !== undefined && address !== 'localhost')
    return [network(`The address is IPv4: look at the routes of the host; ${ofIpv4}`)];
  return [
    you(`Look at the address in the error: when it is IPv6, ${ofIpv6}`),
    network(`When it is IPv4: ${ofIpv4}`),
  ];
};

/** Silence after the connection: the port says which mode of TLS it waits for. */
export const stepsInSilence: StepsOf = ({ data: { port } }) => {
  const firewall = network('When the mode is right, look for a firewall or proxy that inspects SMTP');
  if (port === '465' || port === '2465')
    return [
      you(`Switch the client to implicit TLS: on port ${port} SES says nothing before the TLS handshake`),
      firewall,
    ];
  if (port !== undefined && port !== '2525')
    return [
      network(
        `Look for a firewall or proxy that takes connections on port ${port} and inspects SMTP: SES greets there at once, in plain text`,
      ),
      you('If the client begins with TLS on this port, switch it to STARTTLS'),
    ];
  return [
    you('On 465 and 2465 switch the client to implicit TLS; on 25, 587 and 2587 to STARTTLS'),
    firewall,
  ];
};

/** A connection that was closed: in the handshake by something on the way, later by an idle time. */
export const stepsAfterReset: StepsOf = ({ quote }) => {
  const middlebox = network(
    'Look for a firewall or proxy that inspects SMTP or TLS between this host and SES, and exempt the endpoint',
  );
  const again = you(
    'Open a new connection and try again: SES closes idle connections after about ten seconds, and old ones now and then',
  );
  return /handshake|before secure|ssl_connect|starttls|client hello|ehlo/iu.test(quote)
    ? [middlebox, again]
    : [
        again,
        network(
          'When it happens at the start of every session, look for a firewall that inspects SMTP or TLS',
        ),
      ];
};

/** A name without an address: the Region in it is one of SES, or it is not. */
export const stepsWithoutAddress: StepsOf = ({ data }) => {
  const { host, region, relay } = data;
  const lookUp = command`dig ${host} A`;
  if (relay !== undefined)
    return [you(`Look at the spelling of ${relay}, then at the resolver of the host that sends`, lookUp)];
  if (region === undefined)
    return [
      you(
        'Look at the spelling of the host (email-smtp.<region>.amazonaws.com), then at the resolver of the host that sends',
        lookUp,
      ),
    ];
  if (sesRegion(region) !== null)
    return [
      network(
        'The name is spelled as that of SES is: look at the resolver of the host that sends (/etc/resolv.conf, DNS of the VPC or of the container)',
        lookUp,
      ),
    ];
  const nearest = nearestRegion(region);
  return [
    you(
      `Correct the Region in the name: ${region} is none of SES${nearest === null ? '' : `. The nearest is ${nearest}: email-smtp.${nearest}.amazonaws.com`}`,
    ),
  ];
};

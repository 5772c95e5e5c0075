import { problem, type Evidence, type Step } from '../../src/model/check.ts';
import { command } from '../../src/render/paste/paste.ts';
import { blindImpact, endpointsPage, inRegion, mailNotSent, type Blocked } from './access.words.ts';

const vpcPage = 'https://docs.aws.amazon.com/ses/latest/dg/send-email-set-up-vpc-endpoints.html';
const overrideGuide = 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html';

/** One host that did not answer. */
export interface Silent extends Blocked {
  failures: readonly { host: string; step: string; message: string; questions: readonly string[] }[];
}

const outcomes: Readonly<Record<string, string>> = {
  dns: 'the name could not be looked up',
  connect: 'no connection came about',
  tls: 'TLS could not be set up',
  timeout: 'no answer came in time',
  html: 'something else answered in its place',
  proxy: 'the proxy did not let the call through',
  endpoint: 'the endpoint override cannot be used',
};

/** Something between here and AWS. */
export const endpointUnreachable = problem<Silent>({
  severity: 'unknown',
  summary: ({ failures }) => {
    const hosts = [...new Set(failures.map(({ host }) => host))].filter((host) => host !== '');
    const steps = [...new Set(failures.map(({ step }) => step))];
    const name = hosts.length === 0 ? 'The AWS endpoint' : hosts.join(' and ');
    const why = steps.map((step) => outcomes[step] ?? 'the call failed on the way').join('; ');
    const [only, ...others] = failures;
    const asked = only !== undefined && others.length === 0 ? ` for ${questionsText(only.questions)}` : '';
    return `${name} could not be asked${asked}: ${why}.`;
  },
  impact: blindImpact,
  evidence: ({ failures }) =>
    failures.map(({ host, message, questions }): Evidence => ({
      what: questionsText(questions),
      expected: 'an answer of the AWS API',
      actual: message,
      source: host === '' ? null : host,
    })),
  fix: ({ detail }) => fixOf(detail),
  references: [endpointsPage, vpcPage],
  read: {
    summary: ({ data }) =>
      `The program that sends could not reach the SES API${inRegion(data['region'])}${data['host'] === undefined ? '' : ` at ${data['host']}`}.`,
    impact: () => mailNotSent,
    fix: ({ data }) => fixOf(data),
    references: [endpointsPage, vpcPage],
    distinguish:
      'Ask the endpoint from the host that sends: curl -v https://email.REGION.amazonaws.com/ shows which step fails.',
  },
});

function questionsText(questions: readonly string[]): string {
  const shown = questions.slice(0, 3).join(', ');
  return `${shown}${questions.length > 3 ? ` and ${questions.length - 3} more` : ''}`;
}

function fixOf(detail: Readonly<Record<string, string>>): readonly Step[] {
  const host = (detail['host'] ?? '').replace(/:\d+$/, '');
  const bySteps: Readonly<Record<string, readonly Step[]>> = {
    dns: [lookUp(host)],
    name: [lookUp(host)],
    connect: ways,
    timeout: ways,
    bundle: [
      {
        text: 'Let AWS_CA_BUNDLE, or ca_bundle of the profile, name a file of certificates in PEM that can be read here; or take it away',
        owner: 'you',
      },
    ],
    tls: [
      {
        text: 'Something that opens TLS on the way (proxy, firewall, virus scanner) shows its own certificate: give its CA with --ca-file, AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS. Do not switch the check off',
        owner: 'network',
      },
      {
        text: 'See the certificate',
        owner: 'you',
        command: command`openssl s_client -connect ${host}:443 -servername ${host} -showcerts`,
      },
    ],
    html: [
      {
        text: 'A login page of the network (Wi-Fi, VPN) or a proxy answers in place of AWS: open a page in the browser and log in, or take another network',
        owner: 'network',
      },
      ...ways.slice(1),
    ],
    proxy: [
      {
        text: `The proxy ${detail['proxy'] ?? 'in HTTPS_PROXY'} must let CONNECT to ${host === '' ? 'the AWS endpoint' : host}:443 through; look at its address, its password and its list of allowed hosts. Where no proxy is needed add the host to NO_PROXY`,
        owner: 'network',
      },
    ],
    endpoint: [
      {
        text: `Look at ${detail['endpointSource'] ?? 'the endpoint override'}: it must be a URL as https://HOST, and cannot be used together with AWS_USE_FIPS_ENDPOINT or AWS_USE_DUALSTACK_ENDPOINT`,
        owner: 'you',
      },
    ],
  };
  const steps = bySteps[detail['kind'] === 'ca-bundle' ? 'bundle' : (detail['step'] ?? '')] ?? ways;
  const source = detail['endpointSource'];
  if (source === undefined || detail['step'] === 'endpoint') return steps;
  return [
    {
      text: `${source} sends the calls to ${detail['endpoint'] ?? 'another endpoint'}: is that meant, and is it running?`,
      owner: 'you',
    },
    ...steps,
  ];
}

const lookUp = (host: string): Step => ({
  text: 'Look the name up here; in a VPC, DNS resolution must be on, and a VPC endpoint needs private DNS for the name to lead to it',
  owner: 'network',
  command: host === '' ? null : command`dig ${host}`,
});

const ways: readonly Step[] = [
  {
    text: 'Allow HTTPS (TCP 443) to the endpoint, by name: firewall, security group, network ACL',
    owner: 'network',
  },
  {
    text: 'In a private subnet there has to be a way out: a NAT gateway, or a VPC endpoint of SES whose security group lets this host in',
    owner: 'network',
  },
  {
    text: 'Where the way out is a proxy, set HTTPS_PROXY; where it is not, unset it or add the host to NO_PROXY',
    owner: 'network',
  },
];

/** The answers come from elsewhere. */
export const customEndpoint = problem<{ source: string; url: string }>({
  severity: 'info',
  summary: ({ source, url }) => `The AWS calls of this run go to ${url}, because ${source} says so.`,
  impact:
    'The report describes what answers there: a VPC or FIPS endpoint of Amazon, or an emulator that knows nothing of your real account.',
  evidence: ({ source, url }) => [{ what: 'endpoint of AWS', expected: null, actual: url, source }],
  fix: ({ source }) => [
    {
      text: `If that is not meant, take ${source} away`,
      owner: 'you',
      command: source.startsWith('AWS_') ? command`unset ${source}` : null,
    },
  ],
  references: [overrideGuide],
  read: {
    summary: () => 'The program that sends talks to an endpoint that is not Amazon’s own.',
    impact: () => 'Mail that is handed to an emulator is never delivered.',
    fix: () => [
      {
        text: 'Look for AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_SESV2 and endpoint_url where that program runs, and take them away if they are not meant',
        owner: 'you',
      },
    ],
    distinguish: 'The host in the message is not email.REGION.amazonaws.com.',
  },
});

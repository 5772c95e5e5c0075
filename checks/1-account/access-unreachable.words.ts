import { grouped } from '../../src/model/many.ts';
import { problem, symptomProblem, type Evidence, type Step } from '../../src/model/check.ts';
import { command } from '../../src/render/paste/paste.ts';
import { blindImpact, endpointsPage, inRegion, mailNotSent, type Blocked } from './blocked.ts';

const vpcPage = 'https://docs.aws.amazon.com/ses/latest/dg/send-email-set-up-vpc-endpoints.html';
const overrideGuide = 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html';

/** One host that did not answer. */
export interface Silent extends Blocked {
  failures: readonly { host: string; step: string; message: string; questions: readonly string[] }[];
}

const outcomes: Readonly<Record<string, string>> = {
  dns: 'the name could not be looked up',
  connect: 'the connection failed',
  tls: 'the TLS handshake failed',
  timeout: 'no answer came in time',
  html: 'something else answered instead',
  reply: 'the answer is no reply of this API',
  proxy: 'the proxy did not let the call through',
  endpoint: 'the endpoint override cannot be used',
};

/** The request reached an API that does not know the action. */
export const wrongServiceEndpoint = symptomProblem({
  severity: 'error',
  impact: mailNotSent,
  references: [endpointsPage],
  read: {
    severity: 'error',
    summary: ({ data }) =>
      `The call went to an API that does not know ${data['action'] ?? 'the action'}: another service, or another version of SES.`,
    fix: () => [
      {
        text: 'Look at the endpoint override: AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_SES, AWS_ENDPOINT_URL_SESV2, endpoint_url in the profile, or `endpoint` in the code. The SES API is https://email.<region>.amazonaws.com',
        owner: 'you',
      },
      {
        text: 'SendEmail of version 1 (Query, 2010-12-01) and of version 2 (REST, 2019-09-27) are called in different ways: use one client for one version. An emulator (LocalStack, moto) may not know the action at all',
        owner: 'you',
      },
    ],
    distinguish:
      'InvalidAction and UnknownOperation come from whatever answers, whoever calls: credentials and identities were not looked at yet.',
  },
});

/** Something between here and AWS. */
export const endpointUnreachable = problem<Silent>({
  severity: 'unknown',
  summary: ({ failures }) => {
    const hosts = [...new Set(failures.map(({ host }) => host))].filter((host) => host !== '');
    const steps = [...new Set(failures.map(({ step }) => step))];
    const name = hosts.length === 0 ? 'The AWS endpoint' : hosts.join(' and ');
    const why = steps.map((step) => outcomes[step] ?? 'the call failed').join('; ');
    const [only, ...others] = failures;
    const asked = only !== undefined && others.length === 0 ? ` for ${questionsText(only.questions)}` : '';
    // Something came back, so that the place was reached.
    if (steps.every((step) => step === 'reply'))
      return only !== undefined && others.length === 0
        ? `${name} answered ${questionsText(only.questions)} with something that is no such reply.`
        : `${name} gave answers that are no replies of this API.`;
    return `${name} could not be reached${asked}: ${why}.`;
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
      `Your application could not reach the SES API${inRegion(data['region'])}${data['host'] === undefined ? '' : ` at ${data['host']}`}.`,
    impact: () => mailNotSent,
    fix: ({ data }) => fixOf(data),
    references: [endpointsPage, vpcPage],
    distinguish: ({ data }) =>
      `Call the endpoint from the sending host: curl -v https://${hostToCall(data)}/ shows which step fails.`,
  },
});

/** The host that the text names, else that of its Region, as far as they are names to type. */
function hostToCall({ host = '', region = 'REGION' }: Readonly<Record<string, string>>): string {
  const named = host.replace(/:\d+$/, '');
  return /^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i.test(named) && named.includes('.')
    ? named
    : `email.${/^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(region) ? region : 'REGION'}.amazonaws.com`;
}

function questionsText(questions: readonly string[]): string {
  const shown = questions.slice(0, 3).join(', ');
  return `${shown}${questions.length > 3 ? ` and ${grouped(questions.length - 3)} more` : ''}`;
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
        text: 'Let AWS_CA_BUNDLE, or ca_bundle of the profile, name a readable PEM file of CA certificates, or remove the setting',
        owner: 'you',
      },
    ],
    tls: [
      {
        text: 'A proxy, firewall or virus scanner that intercepts TLS shows its own certificate: add its CA with --ca-file, AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS. Do not disable certificate verification',
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
        text: 'A login page of the network (Wi-Fi, VPN) or a proxy answers instead of AWS: open a page in the browser and log in, or use another network',
        owner: 'network',
      },
      ...ways.slice(1),
    ],
    reply: [
      {
        text: 'Make the same call with the AWS CLI: if it gets a valid answer, report this as a bug in ses-doctor; if not, something between here and AWS changes the answers',
        owner: 'you',
      },
    ],
    proxy: [
      {
        text: `The proxy ${detail['proxy'] ?? 'in HTTPS_PROXY'} must let CONNECT to ${host === '' ? 'the AWS endpoint' : host}:443 through; check its URL, its password and its list of allowed hosts. If no proxy is needed, add the host to NO_PROXY`,
        owner: 'network',
      },
    ],
    endpoint: [
      {
        text: `Check ${detail['endpointSource'] ?? 'the endpoint override'}: it must be a URL such as https://HOST, and cannot be combined with AWS_USE_FIPS_ENDPOINT or AWS_USE_DUALSTACK_ENDPOINT`,
        owner: 'you',
      },
    ],
  };
  const steps = bySteps[detail['kind'] === 'ca-bundle' ? 'bundle' : (detail['step'] ?? '')] ?? ways;
  const source = detail['endpointSource'];
  if (source === undefined || detail['step'] === 'endpoint') return steps;
  return [
    {
      text: `${source} sends the calls to ${detail['endpoint'] ?? 'another endpoint'}: is that intended, and ${detail['step'] === 'reply' ? 'does what answers there know this API' : 'is it running'}?`,
      owner: 'you',
    },
    ...steps,
  ];
}

const lookUp = (host: string): Step => ({
  text: 'Look up the name on this host; in a VPC, DNS resolution must be enabled, and a VPC endpoint needs private DNS for the name to resolve to it',
  owner: 'network',
  command: host === '' ? null : command`dig ${host}`,
});

const ways: readonly Step[] = [
  {
    text: 'Let outbound HTTPS (TCP 443) to the endpoint through. Its IP addresses change: a security group or network ACL has to let the port out to all of them, a firewall that knows names may allow the name',
    owner: 'network',
  },
  {
    text: 'A private subnet needs a NAT gateway, or a VPC endpoint for SES whose security group allows this host',
    owner: 'network',
  },
  {
    text: 'If the network requires a proxy, set HTTPS_PROXY; if not, unset it or add the host to NO_PROXY',
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
      text: `If that is not intended, remove ${source}`,
      owner: 'you',
      command: source.startsWith('AWS_') ? command`unset ${source}` : null,
    },
  ],
  references: [overrideGuide],
  read: {
    summary: () => 'Your application uses an endpoint that is not Amazon’s.',
    impact: () => 'An emulator never delivers mail.',
    fix: () => [
      {
        text: 'Look for AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_SESV2 and endpoint_url where the application runs, and remove them if they are not intended',
        owner: 'you',
      },
    ],
    distinguish: 'The host in the message is not email.REGION.amazonaws.com.',
  },
});

import { grouped } from '../../src/model/many.ts';
import {
  defineCheck,
  type Evidence,
  type Occurrence,
  problem,
  type Unanswered,
} from '../../src/model/check.ts';
import { apiEndpoint } from '../../src/facts/api-endpoint.ts';
import { interceptionProduct } from '../../src/knowledge/interception.ts';
import { isPrivateAddress } from '../../src/knowledge/private-addresses.ts';
import type { HttpsSession } from '../../src/model/https.ts';
import { chainEvidence } from '../2-client/certificate-chain.ts';

const nodePage = 'https://nodejs.org/api/cli.html#node_extra_ca_certsfile';
const vpcPage = 'https://docs.aws.amazon.com/ses/latest/dg/send-email-set-up-vpc-endpoints.html';

interface SessionData {
  session: HttpsSession;
}

const place = ({ host, proxy }: HttpsSession): string =>
  proxy === null ? host : `${host} (through ${proxy})`;
const issuerOf = ({ certificates }: HttpsSession): string => certificates.at(-1)?.issuer ?? 'unknown';
const productOf = ({ certificates }: HttpsSession): string | null =>
  certificates.map(({ issuer }) => interceptionProduct(issuer)).find((name) => name !== null) ?? null;
const evidence = ({ session }: SessionData): readonly Evidence[] => chainEvidence(session.certificates);

const problems = {
  'access/endpoint-certificate-untrusted': problem<SessionData & { reason: string }>({
    severity: 'unknown',
    summary: ({ session, reason }) =>
      `The certificate of ${place(session)} is not accepted: ${reason}. Issuer: ${issuerOf(session)}.`,
    impact:
      'AWS cannot be called over this connection, and applications here cannot send through the API either.',
    evidence,
    fix: ({ session: { host } }) => [
      {
        text: 'If the issuer is your own proxy or virus scanner, trust its CA: NODE_EXTRA_CA_CERTS or --ca-file for this program, AWS_CA_BUNDLE for the AWS CLI',
        owner: 'you',
      },
      { text: `Or ask its administrator to exempt ${host}`, owner: 'network' },
      { text: 'If the issuer is Amazon, check the clock and the CA bundle of this host', owner: 'you' },
    ],
    references: [nodePage],
    explains: ['access/endpoint-unreachable'],
  }),

  'access/endpoint-intercepted': problem<SessionData & { product: string }>({
    severity: 'info',
    summary: ({ session, product }) =>
      `${product}intercepts the TLS connection to ${place(session)}, with a CA that is trusted here.`,
    impact: 'Applications that do not trust that CA cannot use the SES API from this network.',
    evidence,
    fix: () => [],
    references: [nodePage],
  }),

  'access/endpoint-private-address': problem<SessionData & { address: string }>({
    severity: 'info',
    summary: ({ session: { host }, address }) =>
      `${host} resolves to the private IP address ${address}: a VPC endpoint.`,
    impact:
      'In addition to IAM, its security groups and endpoint policy control what can be called from here.',
    evidence: ({ session: { host, dialled } }) => [
      {
        what: `IP addresses of ${host}`,
        expected: null,
        actual: [...dialled.ipv4.addresses, ...dialled.ipv6.addresses].join(', '),
        source: null,
      },
    ],
    fix: () => [],
    references: [vpcPage],
  }),
};

export default defineCheck({
  id: 'access-endpoint',
  title: 'Connection to the SES API',
  why: 'A problem in a VPC, a NAT or a proxy looks like an AWS error until the connection is examined step by step.',
  needs: { apiEndpoint },
  problems,
  evaluate({ apiEndpoint: session }) {
    const { failure, host, proxy } = session;
    const found: Occurrence<typeof problems>[] = [];
    if (failure === null) {
      const product = productOf(session);
      if (product !== null)
        found.push({ problem: 'access/endpoint-intercepted', data: { session, product }, subject: host });
    }
    const address = [...session.dialled.ipv4.addresses, ...session.dialled.ipv6.addresses].find(
      isPrivateAddress,
    );
    if (proxy === null && address !== undefined && /\.(?:amazonaws\.com|api\.aws)$/.test(host)) {
      found.push({ problem: 'access/endpoint-private-address', data: { session, address }, subject: host });
    }
    if (failure === null) return found;
    if (['untrusted', 'name-mismatch', 'expired'].includes(failure.kind)) {
      const data = { session, reason: failure.message };
      return [...found, { problem: 'access/endpoint-certificate-untrusted', data, subject: host }];
    }
    return [...found, unreached(session, failure)];
  },
  observed: ({ apiEndpoint: { durationMs, proxy, tls, host } }) =>
    tls === null
      ? host
      : `${host}, ${tls.version}, ${grouped(durationMs)} ms${proxy === null ? '' : `, through ${proxy}`}`,
});

function unreached(
  session: HttpsSession,
  { step, kind, message }: NonNullable<HttpsSession['failure']>,
): Unanswered {
  const reason = kind === 'interrupted' || kind === 'timeout' ? kind : 'unreachable';
  return {
    unanswered: {
      reason,
      message: `${place(session)} was not reached: ${message}`,
      question: `HTTPS ${session.host}:${session.port}`,
      action: null,
      region: null,
      detail: { host: session.host, step },
    },
    counts: true,
  };
}

import check from '../../../checks/1-account/access-endpoint.ts';
import type { HttpsSession } from '../../../src/model/https.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { amazonCertificate } from '../../support/smtp.ts';

const host = 'email.eu-west-1.amazonaws.com';
const healthy: HttpsSession = {
  host,
  port: 443,
  proxy: null,
  dialled: {
    ipv4: { addresses: ['192.0.2.80'], outcome: 'connected' },
    ipv6: { addresses: [], outcome: 'not-resolved' },
  },
  tls: { version: 'TLSv1.3' },
  certificates: [amazonCertificate],
  reply: null,
  durationMs: 80,
  failure: null,
};
const netskope = [{ ...amazonCertificate, issuer: 'O=Netskope Inc, CN=ca.example.goskope.com' }];
const untrusted: HttpsSession = {
  ...healthy,
  proxy: 'http://proxy.example:3128',
  certificates: netskope,
  failure: {
    step: 'tls',
    kind: 'untrusted',
    message: 'the chain does not end in a root that is trusted here',
  },
};
const intercepted: HttpsSession = { ...healthy, certificates: netskope };
const inVpc: HttpsSession = {
  ...healthy,
  dialled: { ...healthy.dialled, ipv4: { addresses: ['10.0.3.7'], outcome: 'connected' } },
};

describeCheck(check, {
  healthy: { apiEndpoint: healthy },
  finds: {
    'a certificate that is not trusted': {
      given: { apiEndpoint: untrusted },
      found: [
        {
          problem: 'access/endpoint-certificate-untrusted',
          data: { session: untrusted, reason: 'the chain does not end in a root that is trusted here' },
          subject: host,
        },
      ],
    },
    'interception that this host trusts': {
      given: { apiEndpoint: intercepted },
      found: [
        {
          problem: 'access/endpoint-intercepted',
          data: { session: intercepted, product: 'Netskope' },
          subject: host,
        },
      ],
    },
    'a VPC endpoint': {
      given: { apiEndpoint: inVpc },
      found: [
        {
          problem: 'access/endpoint-private-address',
          data: { session: inVpc, address: '10.0.3.7' },
          subject: host,
        },
      ],
    },
  },
  silent: {
    'an endpoint of your own at a private address': {
      apiEndpoint: { ...inVpc, host: 'ses.example.internal' },
    },
  },
  verdicts: {
    'no answer names the step': {
      given: {
        apiEndpoint: {
          ...healthy,
          tls: null,
          certificates: [],
          failure: {
            step: 'connect',
            kind: 'timeout',
            message: `no connection to ${host} port 443 after 5 s`,
          },
        },
      },
      verdict: [
        {
          unanswered: {
            reason: 'timeout',
            message: `${host} was not reached: no connection to ${host} port 443 after 5 s`,
            question: `HTTPS ${host}:443`,
            action: null,
            region: null,
            detail: { host, step: 'connect' },
          },
          counts: true,
        },
      ],
    },
  },
});

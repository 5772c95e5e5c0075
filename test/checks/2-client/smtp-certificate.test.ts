import check from '../../../checks/2-client/smtp-certificate.ts';
import { outcomeOf, type PortTable } from '../../../src/parse/smtp-outcome.ts';
import type { CertificateSeen } from '../../../src/model/https.ts';
import type { SmtpFailure, SmtpSession } from '../../../src/model/smtp.ts';
import type { Candidate } from '../../../src/model/symptom.ts';
import { describeCheck } from '../../support/describe-check.ts';
import {
  amazonCertificate,
  endpointWith,
  failedOn,
  fivePorts,
  sessionOn,
  smtpHostName as host,
} from '../../support/smtp.ts';

const showing = (
  kind: SmtpFailure['kind'],
  message: string,
  more: Partial<CertificateSeen>,
): readonly SmtpSession[] =>
  fivePorts(
    failedOn(587, { step: 'tls', kind, message }, { certificates: [{ ...amazonCertificate, ...more }] }),
  );
const table = (sessions: readonly SmtpSession[]): PortTable => ({
  host,
  evident: true,
  proxy: null,
  outcomes: sessions.map(outcomeOf),
});
const chainOf = (sessions: readonly SmtpSession[]): readonly CertificateSeen[] =>
  sessions[0]?.certificates ?? [];
const read = (code: string): Candidate => ({
  code,
  subject: null,
  quote: 'words of a log',
  rank: 0,
  item: 0,
  data: { host, port: '587' },
});

const noRoot = 'the chain does not end in a root that is trusted here';
const unknown = showing('untrusted', noRoot, { issuer: 'O=Somebody, CN=Somebody Root CA' });
const scanned = showing('untrusted', noRoot, { issuer: 'O=Zscaler Inc., CN=Zscaler Intermediate Root CA' });
const elsewhere = showing('name-mismatch', `the certificate is not for ${host}`, {
  altNames: ['mail.elsewhere.example'],
});
const expired = showing('expired', 'a certificate of the chain has expired', {
  validTo: '2026-11-11T00:00:00.000Z',
});
const ending = fivePorts(
  sessionOn(587, { certificates: [{ ...amazonCertificate, validTo: '2026-11-26T00:00:00.000Z' }] }),
);
const future = showing('expired', 'a certificate of the chain is not valid yet', {
  validFrom: '2026-12-01T00:00:00.000Z',
});

describeCheck(check, {
  healthy: { smtpEndpoint: endpointWith(), smtpSessions: fivePorts(), takenAt: '2026-11-21T20:00:00.000Z' },
  finds: {
    'an issuer that nobody knows': {
      given: { smtpSessions: unknown },
      found: [
        {
          problem: 'smtp/certificate-untrusted',
          data: {
            table: table(unknown),
            ports: [587],
            chain: chainOf(unknown),
            reason: noRoot,
            product: null,
          },
          subject: host,
        },
      ],
    },
    'a product that intercepts': {
      given: { smtpSessions: scanned },
      found: [
        {
          problem: 'smtp/certificate-untrusted',
          data: {
            table: table(scanned),
            ports: [587],
            chain: chainOf(scanned),
            reason: noRoot,
            product: 'Zscaler',
          },
          subject: host,
        },
      ],
    },
    'another name': {
      given: { smtpSessions: elsewhere },
      found: [
        {
          problem: 'smtp/certificate-name-mismatch',
          data: {
            table: table(elsewhere),
            ports: [587],
            chain: chainOf(elsewhere),
            reason: `the certificate is not for ${host}`,
            product: null,
          },
          subject: host,
        },
      ],
    },
    'an expired certificate, with the days since': {
      given: { smtpSessions: expired },
      found: [
        {
          problem: 'smtp/certificate-expired',
          data: {
            table: table(expired),
            ports: [587],
            chain: chainOf(expired),
            reason: 'a certificate of the chain has expired',
            product: null,
            days: 10,
            future: false,
          },
          subject: host,
        },
      ],
    },
    'a certificate that ends in a few days': {
      given: { smtpSessions: ending },
      found: [
        {
          problem: 'smtp/certificate-expires-soon',
          data: {
            table: table(ending),
            ports: [587],
            chain: chainOf(ending),
            reason: 'TLSv1.3',
            product: null,
            days: 4,
          },
          subject: host,
        },
      ],
    },
    'a certificate of the future': {
      given: { smtpSessions: future },
      found: [
        {
          problem: 'smtp/certificate-expired',
          data: {
            table: table(future),
            ports: [587],
            chain: chainOf(future),
            reason: 'a certificate of the chain is not valid yet',
            product: null,
            days: 0,
            future: true,
          },
          subject: host,
        },
      ],
    },
  },
  verdicts: {
    'no port got that far': {
      given: { smtpSessions: [failedOn(587, { step: 'connect', kind: 'timeout', message: 'x' })] },
      verdict: { notApplicable: `no session with ${host} got as far as a certificate` },
    },
  },
  reads: [
    read('smtp/certificate-untrusted'),
    read('smtp/certificate-name-mismatch'),
    read('smtp/certificate-expired'),
  ],
});

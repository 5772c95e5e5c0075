import type { SmtpEndpoint } from '../../src/facts/smtp/endpoint.ts';
import { sesSmtpPorts } from '../../src/knowledge/smtp-ports.ts';
import type { CertificateSeen, Dialled } from '../../src/model/https.ts';
import type { SmtpFailure, SmtpSession } from '../../src/model/smtp.ts';

export const smtpHostName = 'email-smtp.eu-west-1.amazonaws.com';

/** The endpoint of eu-west-1, in evident use. */
export const endpointWith = (more: Partial<SmtpEndpoint> = {}): SmtpEndpoint => ({
  host: smtpHostName,
  ports: sesSmtpPorts,
  region: 'eu-west-1',
  chosenHost: false,
  chosenPorts: false,
  evident: true,
  listed: true,
  proxy: null,
  ...more,
});

export const amazonCertificate: CertificateSeen = {
  subject: `CN=${smtpHostName}`,
  issuer: 'C=US, O=Amazon, CN=Amazon RSA 2048 M01',
  validFrom: '2026-06-01T00:00:00.000Z',
  validTo: '2027-06-30T23:59:59.000Z',
  sha256: 'AA:BB:CC',
  altNames: [smtpHostName],
};

const reached: Dialled = {
  ipv4: { addresses: ['192.0.2.25'], outcome: 'connected' },
  ipv6: { addresses: [], outcome: 'not-resolved' },
};

/** A session that worked, on the port with that number. */
export function sessionOn(port: number, more: Partial<SmtpSession> = {}): SmtpSession {
  return {
    host: smtpHostName,
    port: { port, tls: port === 465 || port === 2465 ? 'implicit' : 'starttls' },
    steps: [
      { step: 'dns', durationMs: 5 },
      { step: 'connect', durationMs: 30 },
      { step: 'banner', durationMs: 35 },
      { step: 'tls', durationMs: 60 },
    ],
    banner: '220 email-smtp.amazonaws.com ESMTP SimpleEmailService-d-ABCDEFGHI',
    extensions: ['8BITMIME', 'AUTH PLAIN LOGIN'],
    tls: { version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' },
    certificates: [amazonCertificate],
    dialled: reached,
    failure: null,
    auth: null,
    ...more,
  };
}

/** A session that ended at `step`; nothing of the later steps is there. */
export function failedOn(port: number, failure: SmtpFailure, more: Partial<SmtpSession> = {}): SmtpSession {
  const early = failure.step === 'dns' || failure.step === 'connect';
  const { step, kind } = failure;
  return sessionOn(port, {
    steps: [{ step, durationMs: kind === 'timeout' || kind === 'silent' || kind === 'slow' ? 5000 : 20 }],
    failure,
    ...(early || step === 'banner' ? { banner: null, extensions: [] } : {}),
    ...(step === 'tls' || step === 'starttls' || step === 'ehlo' || early || step === 'banner'
      ? { tls: null, certificates: [] }
      : {}),
    ...(early ? { dialled: { ...reached, ipv4: { addresses: ['192.0.2.25'], outcome: 'timeout' } } } : {}),
    ...more,
  });
}

/** Sessions on SES's five ports, all well except those given. */
export function fivePorts(...others: readonly SmtpSession[]): readonly SmtpSession[] {
  return sesSmtpPorts.map(({ port }) => others.find((one) => one.port.port === port) ?? sessionOn(port));
}

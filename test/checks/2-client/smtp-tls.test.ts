import check from '../../../checks/2-client/smtp-tls.ts';
import { outcomeOf, type PortTable } from '../../../src/parse/smtp-outcome.ts';
import type { SmtpFailure, SmtpSession } from '../../../src/model/smtp.ts';
import type { Candidate } from '../../../src/model/symptom.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { endpointWith, failedOn, fivePorts, sessionOn, smtpHostName as host } from '../../support/smtp.ts';

const failing = (port: number, kind: SmtpFailure['kind'], message: string): readonly SmtpSession[] =>
  fivePorts(failedOn(port, { step: kind === 'starttls-missing' ? 'starttls' : 'tls', kind, message }));
const table = (sessions: readonly SmtpSession[]): PortTable => ({
  host,
  evident: true,
  proxy: null,
  outcomes: sessions.map(outcomeOf),
});

const read = (code: string, data: Record<string, string> = {}): Candidate => ({
  code,
  subject: null,
  quote: 'words of a log',
  rank: 0,
  item: 0,
  data,
});

const stripped = failing(587, 'starttls-missing', 'the EHLO reply does not offer STARTTLS');
const broken = failing(587, 'tls-handshake', 'OpenSSL says: sslv3 alert handshake failure');
const injected = fivePorts(sessionOn(587, { injected: '235 Authentication successful' }));
const old = failing(465, 'tls-version', 'the server speaks neither TLS 1.2 nor TLS 1.3');
const plain = failing(465, 'tls-plain-text', 'the server answered the TLS handshake with plain text');
const stayedPlain = failing(587, 'tls-plain-text', 'the server takes STARTTLS and goes on in plain text');

describeCheck(check, {
  healthy: { smtpEndpoint: endpointWith(), smtpSessions: fivePorts() },
  finds: {
    'STARTTLS stripped': {
      given: { smtpSessions: stripped },
      found: [
        { problem: 'smtp/starttls-missing', data: { table: table(stripped), ports: [587] }, subject: host },
      ],
    },
    'a broken handshake': {
      given: { smtpSessions: broken },
      found: [
        {
          problem: 'smtp/tls-handshake-failed',
          data: { table: table(broken), ports: [587], reason: 'OpenSSL says: sslv3 alert handshake failure' },
          subject: host,
        },
      ],
    },
    'text behind the reply to STARTTLS': {
      given: { smtpSessions: injected },
      found: [
        {
          problem: 'smtp/text-before-tls',
          data: { table: table(injected), ports: [587], text: '235 Authentication successful' },
          subject: host,
        },
      ],
    },
    'old TLS only': {
      given: { smtpSessions: old },
      found: [
        { problem: 'smtp/tls-version-too-old', data: { table: table(old), ports: [465] }, subject: host },
      ],
    },
    'the wrong mode for a port of your own': {
      given: { smtpSessions: plain, smtpEndpoint: endpointWith({ chosenPorts: true }) },
      found: [
        { problem: 'smtp/tls-mode-mismatch', data: { table: table(plain), ports: [465] }, subject: host },
      ],
    },
    'plain text on a port of your own that took STARTTLS': {
      given: { smtpSessions: stayedPlain, smtpEndpoint: endpointWith({ chosenPorts: true }) },
      found: [
        {
          problem: 'smtp/tls-handshake-failed',
          data: {
            table: table(stayedPlain),
            ports: [587],
            reason: 'the server takes STARTTLS and goes on in plain text',
          },
          subject: host,
        },
      ],
    },
    'plain text on a TLS port of SES': {
      given: { smtpSessions: plain },
      found: [
        {
          problem: 'smtp/tls-handshake-failed',
          data: {
            table: table(plain),
            ports: [465],
            reason: 'the server answered the TLS handshake with plain text',
          },
          subject: host,
        },
      ],
    },
  },
  silent: {
    'a certificate is for another check': { smtpSessions: failing(587, 'untrusted', 'x') },
  },
  verdicts: {
    'no port got that far': {
      given: { smtpSessions: [failedOn(587, { step: 'connect', kind: 'timeout', message: 'x' })] },
      verdict: { notApplicable: `no session with ${host} got as far as TLS` },
    },
  },
  reads: [
    read('smtp/starttls-missing', { host, port: '587' }),
    read('smtp/tls-handshake-failed'),
    read('smtp/tls-version-too-old', { host }),
    read('smtp/tls-mode-mismatch', { host, port: '465' }),
    read('smtp/tls-mode-mismatch', { host, port: '587' }),
    read('smtp/tls-mode-mismatch'),
    read('smtp/starttls-not-used'),
    read('smtp/helo-refused'),
  ],
});

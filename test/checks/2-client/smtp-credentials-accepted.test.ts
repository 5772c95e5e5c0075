import check from '../../../checks/2-client/smtp-credentials-accepted.ts';
import type { SmtpLogin, UnheardLogin } from '../../../src/facts/smtp/login.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { credentialShape, notAsked, passwordShape, readAs } from '../../support/smtp-credentials.ts';
import { endpointWith, smtpHostName as host } from '../../support/smtp.ts';

const login = (code: number, text: string): SmtpLogin => ({
  host,
  port: { port: 587, tls: 'starttls' },
  mechanism: 'PLAIN',
  code,
  text,
});
const invalid = login(535, '535 Authentication Credentials Invalid');
const unsubscribed = login(535, '535 Account not subscribed to SES');
const later = login(454, '454 Temporary authentication failure');
const transition = login(432, '432 4.7.12 A password transition is needed');
const busy = login(421, '421 Too many concurrent SMTP connections');
const firstTls = login(530, '530 Must issue a STARTTLS command first');
const tooWeak = login(534, '534 5.7.9 Authentication mechanism is too weak');
const denied = login(550, '550 5.7.1 access denied');
const notKnown = login(502, '502 5.5.1 Command not implemented');
const encrypt = login(538, '538 5.7.11 Encryption required for requested authentication mechanism');
const blocked = login(554, '554 5.7.1 Client host rejected');
const asksAgain = login(334, '334 VXNlcm5hbWU6');
const taken = login(250, '250 ok');
const region = 'eu-west-1';

const unheard = (failure: UnheardLogin['failure']): UnheardLogin => ({
  ...{ host, port: { port: 587, tls: 'starttls' }, code: null, failure },
});
/** What becomes of a login that is not answered. */
const unanswered: Readonly<Record<string, UnheardLogin>> = {
  'a login that nothing is said to': unheard({
    ...{ step: 'auth', kind: 'timeout', message: 'the server said nothing for 10 s' },
  }),
  'a connection that is closed at the login': unheard({
    ...{ step: 'auth', kind: 'closed', message: 'the server closed the connection' },
  }),
  'a connection that is reset at the login': unheard({
    ...{ step: 'auth', kind: 'reset', message: 'the connection was reset' },
  }),
  'a reply that does not end': unheard({
    ...{ step: 'auth', kind: 'slow', message: 'after 10 s only 24 bytes of a reply had come' },
  }),
  'an answer that is no reply': unheard({
    ...{ step: 'auth', kind: 'reply-unexpected', message: 'what the server sent is not an SMTP reply' },
  }),
  'a second session that gets no connection': unheard({
    ...{ step: 'connect', kind: 'timeout', message: 'no connection after 10 s' },
  }),
  'a second session that is to come again': unheard({
    ...{ step: 'banner', kind: 'reply-unexpected', transient: true },
    message: 'the server answered the connection with "421 Too many concurrent SMTP connections"',
  }),
};

describeCheck(check, {
  healthy: {
    smtpEndpoint: endpointWith(),
    smtpCredentials: credentialShape(),
    smtpLogin: login(235, '235 Authentication successful.'),
    smtpOtherRegions: notAsked('--try-regions'),
    symptom: null,
  },
  finds: {
    'a key that SES does not take': {
      given: { smtpLogin: invalid },
      found: [
        {
          problem: 'smtp-credentials/rejected',
          data: { login: invalid, region, notSubscribed: false },
          subject: host,
        },
      ],
    },
    'an account that is not signed up': {
      given: { smtpLogin: unsubscribed },
      found: [
        {
          problem: 'smtp-credentials/rejected',
          data: { login: unsubscribed, region, notSubscribed: true },
          subject: host,
        },
      ],
    },
    ...Object.fromEntries(
      [firstTls, tooWeak, denied, notKnown, encrypt, blocked, asksAgain, taken].map((one) => [
        `${one.text}, which no waiting changes`,
        {
          given: { smtpLogin: one },
          found: [{ problem: 'smtp-credentials/no-verdict' as const, data: { login: one }, subject: host }],
        },
      ]),
    ),
    '454, which says nothing about the credentials': {
      given: { smtpLogin: later },
      found: [{ problem: 'smtp-credentials/temporary-failure', data: { login: later }, subject: host }],
    },
    'a transition of passwords, which is for now': {
      given: { smtpLogin: transition },
      found: [{ problem: 'smtp-credentials/temporary-failure', data: { login: transition }, subject: host }],
    },
    '421 in the place of an answer': {
      given: { smtpLogin: busy },
      found: [{ problem: 'smtp-credentials/temporary-failure', data: { login: busy }, subject: host }],
    },
    ...Object.fromEntries(
      Object.entries(unanswered).map(([name, login]) => [
        name,
        {
          given: { smtpLogin: login },
          found: [{ problem: 'smtp-credentials/no-answer' as const, data: { login }, subject: host }],
        },
      ]),
    ),
  },
  verdicts: {
    'a rejection that the form explains is told once': {
      given: {
        smtpLogin: invalid,
        smtpCredentials: credentialShape({ password: passwordShape({ versionByte: 2 }) }),
      },
      verdict: { notApplicable: `${host} rejects them, for the reason that smtp-credentials gives` },
    },
    'a rejection of a password that belongs to its key nowhere is told once': {
      given: { smtpLogin: invalid, smtpCredentials: credentialShape({ derivedRegions: [] }) },
      verdict: { notApplicable: `${host} rejects them, for the reason that smtp-credentials gives` },
    },
    'a rejection that the Region explains is told once': {
      given: { smtpLogin: invalid, smtpCredentials: credentialShape({ derivedRegions: ['us-east-1'] }) },
      verdict: { notApplicable: `${host} rejects them, for the reason that smtp-credentials gives` },
    },
  },
  reads: ['rejected', 'no-verdict', 'temporary-failure', 'not-used', 'no-mechanism'].map((code) =>
    readAs(`smtp-credentials/${code}`),
  ),
});

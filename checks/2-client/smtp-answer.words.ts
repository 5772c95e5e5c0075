import { problem } from '../../src/model/check.ts';
import {
  endpointPage,
  ifEvident,
  ifNoneWorks,
  placeOf,
  portEvidence,
  portList,
  type PortsData,
  portsImpact,
  stepNames,
  troubleshootPage,
  usePort,
} from './smtp.words.ts';
import { workingPorts } from '../../src/parse/smtp-outcome.ts';
import { stepsInSilence } from './smtp-read.words.ts';

/** What answers is not SES. `secured`: TLS stands there; `asked`: the port was named; `early`: it talks unasked. */
type StrangerData = PortsData & { banner: string | null; secured: boolean; asked: boolean; early?: boolean };

type SlowData = PortsData & { step: keyof typeof stepNames; durationMs: number; finished: boolean };

/** The connection stands, and what answers is silent, slow or not SES. */
export const answerProblems = {
  'smtp/silent': problem<PortsData>({
    severity: ifNoneWorks,
    summary: ({ table, ports }) =>
      `${table.host} accepts the connection on ${portList(ports)} and then says nothing.`,
    impact: portsImpact,
    evidence: portEvidence,
    fix: (data) => [
      ...usePort(data),
      {
        text: 'If you chose the port: 465 and 2465 start with TLS (`:tls`), 25, 587 and 2587 with plain text and STARTTLS',
        owner: 'you',
      },
      { text: 'Look for a firewall that accepts connections instead of the server', owner: 'network' },
    ],
    references: [endpointPage, troubleshootPage],
    read: {
      summary: (candidate) => `${placeOf(candidate)} accepted the connection and then said nothing.`,
      impact: () => 'The client waits, gives up, and the message is not sent.',
      fix: stepsInSilence,
      distinguish:
        'The port: on 465 or 2465 it is the TLS mode; on 25, 587 or 2587 it is something on the way.',
    },
  }),

  'smtp/banner-unexpected': problem<StrangerData>({
    // A port of ours that nobody asked for is harmless while another one is SES.
    severity: (data) =>
      data.secured && !data.asked && workingPorts(data.table).length > 0 ? 'warning' : ifEvident(data),
    summary: ({ table, ports, banner, early = false }) =>
      `What answers for ${table.host} on ${portList(ports)} is not SES: ${early ? 'it answers before it is asked' : banner === null ? 'its greeting is not SMTP' : `it greets with "${banner.slice(0, 80)}"`}.`,
    impact: (data) =>
      data.secured
        ? 'TLS stands there with a certificate for this name. So mail may get through, but something on the way rewrites what comes before TLS, or takes the mail in the place of SES.'
        : portsImpact(data),
    evidence: (data) => [
      {
        what: 'greeting',
        expected: '220 email-smtp.amazonaws.com ESMTP SimpleEmailService…',
        actual: data.banner,
        source: data.table.host,
      },
      ...portEvidence(data),
    ],
    fix: (data) => [
      ...usePort(data),
      {
        text: 'Look for a mail gateway, an "SMTP inspection" of the firewall, a captive portal, or an entry in the hosts file, and exempt the endpoint',
        owner: 'network',
      },
    ],
    references: [troubleshootPage],
    explains: [
      'smtp/certificate-untrusted',
      'smtp/certificate-name-mismatch',
      'smtp/starttls-missing',
      'smtp/tls-handshake-failed',
      'smtp/login-not-offered',
    ],
    read: {
      summary: (candidate) => `What answered at ${placeOf(candidate)} is not the SMTP server of SES.`,
      impact: () => 'Mail goes to whoever answers, or nowhere.',
      fix: () => [
        {
          text: 'Look at the host and port in the configuration: usually it is a web port or a local relay',
          owner: 'you',
        },
        { text: 'Then look for a captive portal or a firewall that inspects SMTP', owner: 'network' },
      ],
      distinguish: 'The greeting: that of SES says "email-smtp.amazonaws.com ESMTP SimpleEmailService".',
    },
  }),

  'smtp/reply-unexpected': problem<PortsData & { reply: string; transient?: boolean }>({
    // As of a login that gets 454: a server that says "not now" says nothing of what it does next.
    severity: (data) =>
      data.transient === true && data.table.evident && workingPorts(data.table).length === 0
        ? 'unknown'
        : ifNoneWorks(data),
    summary: ({ table, ports, reply, transient = false }) =>
      `${table.host} ends the session on ${portList(ports)}${transient ? ' for now' : ''}: ${reply}.`,
    impact: (data) =>
      data.transient === true && workingPorts(data.table).length === 0
        ? 'Whether it takes mail from here is not known until it answers otherwise: a code that begins with 4 asks to come again.'
        : portsImpact(data),
    evidence: portEvidence,
    fix: (data) => [
      ...usePort(data),
      data.transient === true
        ? {
            text: 'Wait a few minutes and run this again; with 421, open fewer connections at a time',
            owner: 'you',
          }
        : { text: 'Make sure that the host is an SMTP endpoint of SES', owner: 'you' },
    ],
    references: [troubleshootPage],
  }),

  'smtp/login-not-offered': problem<PortsData & { offer: string; ofSes: boolean }>({
    // A relay of one's own may let clients in by their address; SES lets nobody in without a login.
    severity: (data) => (data.ofSes ? ifNoneWorks(data) : 'warning'),
    summary: ({ table, ports, offer }) =>
      `${table.host} takes no login by user name and password on ${portList(ports)}: ${offer}.`,
    impact: (data) =>
      data.ofSes
        ? `${portsImpact(data)} SES offers AUTH PLAIN and LOGIN on every port once TLS stands, so something else answers, or something on the way takes the offer out.`
        : 'A client with SMTP credentials of SES gives up before it sends them. Mail gets through only if this server lets the client in by its address.',
    evidence: portEvidence,
    fix: (data) => [
      ...usePort(data),
      {
        text: 'Make sure that host and port are those of the SMTP endpoint of SES, and that DNS or a hosts file does not lead its name elsewhere',
        owner: 'you',
      },
      {
        text: 'Look for a mail gateway or TLS inspection on the way, and exempt the endpoint from it',
        owner: 'network',
      },
    ],
    references: [troubleshootPage],
  }),

  'smtp/slow': problem<SlowData>({
    severity: (data) => (data.finished ? 'warning' : ifNoneWorks(data)),
    summary: ({ table, ports, step, durationMs, finished }) =>
      finished
        ? `${table.host} on ${portList(ports)} is slow: ${stepNames[step]} took ${seconds(durationMs)}.`
        : `${table.host} on ${portList(ports)} is too slow: ${stepNames[step]} had not ended after ${seconds(durationMs)}.`,
    impact: (data) =>
      data.finished
        ? 'Every new connection waits as long, and clients with short timeouts give up.'
        : portsImpact(data),
    evidence: portEvidence,
    fix: ({ step }) => [{ text: slowFix[step] ?? slowAnswer, owner: 'network' }],
    references: [troubleshootPage],
    read: {
      severity: 'warning',
      summary: (candidate) => `The session with ${placeOf(candidate)} was slow.`,
      impact: () => 'Clients with short timeouts give up.',
      distinguish: 'Which step is slow: DNS, connecting, the greeting, TLS or AUTH.',
    },
  }),
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const slowAnswer = 'Look for packet loss, a proxy that inspects SMTP, or an MTU above 1500 on the way to SES';
const slowFix: Partial<Record<keyof typeof stepNames, string>> = {
  dns: 'Look at the resolvers of this host: the first one listed may not answer',
  connect: 'Look for packet loss, or a first address (IPv6?) that does not answer',
  tls: 'Look for a proxy that inspects TLS, packet loss, or an MTU above 1500: large TLS packets then get lost',
};
